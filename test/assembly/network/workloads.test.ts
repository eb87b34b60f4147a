import { workloadsOf, type Manifest } from '../../../lib/assembly';
import type { JsonObject } from '../../../lib/core';
import { assemblyOf, object } from './assembly-of';

const template: JsonObject = {
  metadata: { labels: { app: 'cart' } },
  spec: {
    containers: [
      {
        name: 'main',
        ports: [
          { name: 'http', containerPort: 80 },
          { containerPort: 53, protocol: 'UDP' },
        ],
      },
    ],
    initContainers: [
      { name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 15001, hostPort: 1 }] },
      { name: 'first', ports: [{ containerPort: 9 }] },
    ],
  },
};

test.each<[string, string, JsonObject]>([
  ['apps/v1', 'Deployment', { spec: { template } }],
  ['apps/v1', 'StatefulSet', { spec: { template } }],
  ['apps/v1', 'DaemonSet', { spec: { template } }],
  ['apps/v1', 'ReplicaSet', { spec: { template } }],
  ['v1', 'ReplicationController', { spec: { template } }],
  ['batch/v1', 'Job', { spec: { template } }],
  ['batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template } } } }],
  ['v1', 'Pod', { labels: { app: 'cart' }, spec: template['spec'] ?? null }],
])('%s %s carries pods', (apiVersion, kind, rest) => {
  const [workload, ...more] = workloadsOf(assemblyOf([object(apiVersion, kind, 'shop/cart', rest)]));
  expect(more).toEqual([]);
  expect(workload).toMatchObject({ name: 'shop/cart', namespace: 'shop', labels: { app: 'cart' }, hostNetwork: false });
  expect(workload?.podSpec).toEqual(template['spec']);
  expect(workload?.ports).toEqual([
    { container: 'main', role: 'container', name: 'http', number: 80, protocol: 'TCP' },
    { container: 'main', role: 'container', number: 53, protocol: 'UDP' },
    { container: 'proxy', role: 'sidecar', number: 15001, protocol: 'TCP', hostPort: 1 },
    { container: 'first', role: 'init container', number: 9, protocol: 'TCP' },
  ]);
});

test.each<[string, Manifest]>([
  ['another kind', object('v1', 'ConfigMap', 'shop/a', { spec: { template } })],
  ['the same kind of another group', object('apps.example.com/v1', 'Deployment', 'shop/a', { spec: { template } })],
  ['a Deployment without a template', object('apps/v1', 'Deployment', 'shop/a', { spec: {} })],
])('%s carries none', (_, manifest) => {
  expect(workloadsOf(assemblyOf([manifest]))).toEqual([]);
});

test('a manifest of an unexpected shape is read as far as it goes', () => {
  const odd = object('apps/v1', 'Deployment', 'shop/a', {
    spec: { template: { metadata: null, spec: { containers: [null, 'x', { name: 1, ports: {} }] } } },
  });
  expect(workloadsOf(assemblyOf([odd]))).toMatchObject([{ name: 'shop/a', labels: {}, ports: [] }]);
});
