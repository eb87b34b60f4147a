import type { Assembly, Manifest } from '../../../lib/assembly';
import { check } from '../../../lib/checks';
import { assemblyOf, claim, object, workload } from '../assembly-of';
import { hostsAssembly, pool } from '../../assembly/hosts/hosts-assembly';

const isDefault = 'storageclass.kubernetes.io/is-default-class';

const storageClass = (name: string, provisioner: string, usual = false): Manifest =>
  object('storage.k8s.io/v1', 'StorageClass', name, {
    ...(usual && { metadata: { annotations: { [isDefault]: 'true' } } }),
    provisioner,
  });
const local = (usual = false): Manifest => storageClass('local', 'kubernetes.io/no-provisioner', usual);
const volume = (name: string, storage: string, storageClassName = 'local'): Manifest =>
  object('v1', 'PersistentVolume', name, { spec: { capacity: { storage }, storageClassName } });
const asking = (name: string, storage: string, spec: Readonly<Record<string, string>> = {}): Manifest =>
  claim(`shop/${name}`, { resources: { requests: { storage } }, storageClassName: 'local', ...spec });
const set = (replicas: number, storage: string): Manifest => {
  const spec = { storageClassName: 'local', resources: { requests: { storage } } };
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec }];
  return workload('shop/orders', { kind: 'StatefulSet', spec: { replicas, volumeClaimTemplates } });
};
const usualClaim = claim('shop/data');

/** What is told of claims in an environment with a host. */
function found(...objects: readonly Manifest[]): string {
  const assembly = assemblyOf(objects, { cluster: { storageClasses: [] } });
  const all: Assembly['resources'] = { ...assembly.resources, ...hostsAssembly(pool('worker', 1)).resources };
  return check({ ...assembly, resources: all })
    .filter(({ code }) => code === 'claim-without-volume')
    .map(({ detail }) => detail)
    .join('\n');
}

test.each<[string, readonly Manifest[], string]>([
  [
    'one claim takes a whole volume',
    [volume('a', '9Gi'), asking('one', '1Gi'), asking('two', '1Gi')],
    'all that are large enough are taken',
  ],
  ['a class without volumes', [asking('one', '1Gi')], 'the environment has 0 volumes of it, and none is large enough'],
  [
    'each pod of a StatefulSet has one of its own',
    [volume('a', '9Gi'), set(3, '9Gi')],
    'volumeClaimTemplates["data"] of 3 pods, asks for 9 GiB of the class "local" (2 times)',
  ],
])('%s', (_, objects, detail) => {
  expect(found(local(), ...objects)).toContain(detail);
});

test('a claim without a class is of the default one', () => {
  expect(found(local(true), usualClaim)).toContain('asks for 1 GiB of the class "local"');
});

test.each<[string, readonly Manifest[]]>([
  [
    'every claim finds one, whatever the order',
    [volume('a', '1Gi'), volume('b', '5Gi'), asking('large', '5Gi'), asking('small', '1Gi')],
  ],
  ['volumes of another kind count as well', [volume('a', '1Gi'), asking('one', '1Gi')]],
  ['a claim that names its volume', [asking('one', '1Gi', { volumeName: 'archive' })]],
  [
    'a claim without a class, where another is the default',
    [storageClass('fast', 'example.com/disk', true), usualClaim],
  ],
  [
    'a claim of a class that makes volumes',
    [storageClass('fast', 'example.com/disk'), asking('one', '1Gi', { storageClassName: 'fast' })],
  ],
])('%s is fine', (_, objects) => {
  expect(found(local(), ...objects)).toBe('');
});
