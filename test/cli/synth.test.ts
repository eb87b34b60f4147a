import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs';
import { lab, program, Project } from './project';

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  jest.restoreAllMocks();
  project.remove();
});

const configMap = 'dist/lab/manifests/shop/settings.configmap.yaml';

test('a synthesis writes dist/ and provenance, and says so in two lines', async () => {
  const run = await project.run('synth');

  expect(run).toEqual({ code: 0, out: 'lab    4 objects in 1 stack\ndist/  8 files created\n', err: '' });
  expect([...project.files('dist').keys()]).toEqual([
    'dist/lab/facts/versions.txt',
    'dist/lab/graph/environment.json',
    'dist/lab/graph/kubernetes-cluster.json',
    'dist/lab/graph/object.json',
    'dist/lab/manifests/_cluster/shop.namespace.yaml',
    'dist/lab/manifests/shop/allow-dns.networkpolicy.networking.k8s.io.yaml',
    'dist/lab/manifests/shop/default-deny.networkpolicy.networking.k8s.io.yaml',
    configMap,
    'dist/plinth.json',
  ]);
  expect(JSON.parse(project.read('build/lab/provenance.json'))).toMatchObject({
    'shop/core/ConfigMap/settings': { path: 'lab/shop/settings', source: expect.stringMatching(/^stacks\/main\.ts:\d+$/) },
  });
});
