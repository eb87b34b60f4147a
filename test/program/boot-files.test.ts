import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootDocuments, readAssembly, type HostPoolSpec } from '../../lib/assembly';
import { Environment, Stack } from '../../lib/constructs/base';
import { KubernetesCluster } from '../../lib/constructs/kubernetes';
import { App, synthesizeAndCompare, synthesizeAndWrite } from '../../lib/program';
import { firstBoot } from '../checks/first-boot';
import { filesIn, inFolder } from '../invariants/folder';

function program(pool: Partial<HostPoolSpec> | undefined, name = 'lab'): App {
  const app = new App();
  const environment = new Environment(app, name, { tier: 'development' });
  KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'kube-router' });
  const shop = new Stack(environment, 'shop', { network: 'open' });
  if (pool) firstBoot(pool, 64)(shop);
  return app;
}

const options = (root: string): { readonly root: string; readonly lock: false } => ({ root, lock: false });
const byIgnition = { provisioning: { kind: 'ignition', spec: '3.3.0' } } as const;
const bootFilesIn = (root: string): readonly string[] =>
  [...filesIn(root).keys()].filter((path) => path.includes('/boot/')).sort();

test('a synthesis writes what each host is given at its first boot, from dist/ alone', () => {
  inFolder((root) => {
    const { files } = synthesizeAndWrite(program({}), options(root));
    const documents = bootDocuments(readAssembly(join(root, 'dist'), 'lab'));

    expect(bootFilesIn(root)).toEqual(['build/lab/boot/control-1.network.yaml', 'build/lab/boot/control-1.yaml']);
    for (const [name, text] of documents) expect(readFileSync(join(root, 'build/lab/boot', name), 'utf8')).toBe(text);
    expect(files.created.filter((path) => path.startsWith('build/'))).toEqual([]);
  });
});

test('documents of hosts that are gone, or are given others, are removed, and nobody else’s', () => {
  inFolder((root) => {
    synthesizeAndWrite(program({}), options(root));
    writeFileSync(join(root, 'build/lab/boot/mine.yaml'), 'mine\n');

    synthesizeAndWrite(program(byIgnition), options(root));
    expect(bootFilesIn(root)).toEqual(['build/lab/boot/control-1.ign', 'build/lab/boot/mine.yaml']);

    synthesizeAndWrite(program(undefined), options(root));
    expect(bootFilesIn(root)).toEqual(['build/lab/boot/mine.yaml']);
  });
});

test('of an environment that is not selected they stay', () => {
  inFolder((root) => {
    synthesizeAndWrite([program({}), program({}, 'next')], options(root));
    synthesizeAndWrite([program(undefined), program(undefined, 'next')], { ...options(root), only: ['next'] });

    expect(bootFilesIn(root)).toEqual(['build/lab/boot/control-1.network.yaml', 'build/lab/boot/control-1.yaml']);
  });
});

test('whether dist/ is stale has nothing to do with them', () => {
  inFolder((root) => {
    synthesizeAndWrite(program({}), options(root));
    writeFileSync(join(root, 'build/lab/boot/control-1.yaml'), 'other\n');

    const { created, updated, removed } = synthesizeAndCompare(program({}), options(root)).files;

    expect([created, updated, removed]).toEqual([[], [], []]);
  });
});

test('an error writes none', () => {
  inFolder((root) => {
    const refused = { provisioning: { kind: 'ignition', spec: '9.9.0' } } as const;

    expect(() => synthesizeAndWrite(program(refused), options(root))).toThrow('ignition-version');
    expect(existsSync(join(root, 'build'))).toBe(false);
  });
});
