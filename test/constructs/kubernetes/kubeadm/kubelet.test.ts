import { Duration, Size } from 'cdk8s';
import { resourcesOf } from '../../../../lib/assembly';
import { OperatingSystem } from '../../../../lib/constructs/hosts';
import type { KubeletProps } from '../../../../lib/constructs/kubernetes';
import { nodeReservation } from '../../../../lib/constructs/kubernetes/kubeadm/node-reservation';
import { synthesized, type BedProps, type Settings } from './fixture';

/** The configuration of the workers' kubelets. */
function kubelet(settings: Settings = {}, bed: BedProps = {}): string {
  return synthesized(settings, bed).file('/etc/kubernetes/plinth/patches/kubeletconfiguration+merge.yaml', 'worker');
}

test.each<[string, KubeletProps, string]>([
  ['pods', { maxPods: 250 }, 'maxPods: 250'],
  ['reserved memory', { kubeReserved: { memory: Size.gibibytes(1) } }, 'kubeReserved:\n  memory: 1Gi'],
  ['eviction', { evictionMemory: Size.mebibytes(500) }, 'memory.available: 500Mi'],
  ['one pull at a time', { maxParallelImagePulls: 1 }, 'serializeImagePulls: true'],
  ['a shutdown', { shutdownGracePeriod: Duration.minutes(2) }, 'shutdownGracePeriod: 2m'],
  ['swap', { failSwapOn: false, swapBehavior: 'NoSwap' }, 'failSwapOn: false\nmemorySwap:\n  swapBehavior: NoSwap'],
  ['cgroup v1', { failCgroupV1: false }, 'failCgroupV1: false'],
])('%s is said in the kubelet’s own words', (_, props, lines) => {
  expect(kubelet({ kubelet: props })).toContain(`${lines}\n`);
});

test('cgroup v1 is refused from 1.35 on, where there is a word for it', () => {
  expect(kubelet({ version: '1.34' })).not.toContain('failCgroupV1');
  expect(kubelet({ version: '1.35' })).toContain('failCgroupV1: true\n');
});

test('a pool that swaps lets its pods have their share', () => {
  expect(kubelet({}, { workers: { swap: 'limited' } })).toContain(
    'failSwapOn: false\nmemorySwap:\n  swapBehavior: LimitedSwap\n',
  );
});

test('plugins of volumes are where the system can be written', () => {
  expect(kubelet({}, { control: { os: OperatingSystem.flatcar({ channel: 'stable' }) } })).toContain(
    'volumePluginDir: /opt/libexec/kubernetes/kubelet-plugins/volume/exec/\n',
  );
});

test.each([
  [
    { cpus: 1, memoryMebibytes: 1024 },
    { cpu: '60m', memory: '256Mi' },
  ],
  [
    { cpus: 4, memoryMebibytes: 8 * 1024 },
    { cpu: '80m', memory: '1844Mi' },
  ],
  [
    { cpus: 16, memoryMebibytes: 64 * 1024 },
    { cpu: '110m', memory: '5612Mi' },
  ],
  [undefined, { cpu: '60m', memory: '256Mi' }],
])('of a host with %j is kept back %j', (capacity, expected) => {
  expect(nodeReservation(capacity)).toEqual(expected);
});

test('each pool keeps back what its size asks for', () => {
  const { file } = synthesized({}, { workers: { capacity: { cpus: 4, memory: Size.gibibytes(8) } } });
  const path = '/etc/kubernetes/plinth/patches/kubeletconfiguration+merge.yaml';

  expect(file(path, 'worker')).toContain('kubeReserved:\n  cpu: 80m\n  memory: 1844Mi\n');
  expect(file(path, 'control')).toContain('kubeReserved:\n  cpu: 60m\n  memory: 256Mi\n');
});

test('the host grants the time that its kubelet promises', () => {
  const { file } = synthesized({ kubelet: { shutdownGracePeriod: Duration.seconds(90) } });

  expect(file('/etc/systemd/logind.conf.d/90-plinth-kubelet.conf')).toBe('[Login]\nInhibitDelayMaxSec=90\n');
});

test('what the kubelet must not change is set before', () => {
  const namesOf = (protectKernelDefaults: boolean): readonly string[] =>
    resourcesOf(synthesized({ kubelet: { protectKernelDefaults } }).assembly, 'sysctl').map(({ spec }) => spec.name);

  expect(namesOf(true)).toEqual(expect.arrayContaining(['kernel.panic', 'vm.overcommit_memory']));
  expect(namesOf(false)).not.toContain('kernel.panic');
});

test('patches are merged in order, null removes, and reviewers see why', () => {
  const { file, assembly } = synthesized({}, {}, (cluster) => {
    cluster.kubelet
      .patch(
        { topologyManagerPolicy: 'restricted', authentication: { webhook: { cacheTTL: '1m' } } },
        { reason: 'NUMA.' },
      )
      .patch({ topologyManagerPolicy: 'best-effort', podPidsLimit: null }, { reason: 'Not so strict.' });
  });
  const text = file('/etc/kubernetes/plinth/patches/kubeletconfiguration+merge.yaml');

  expect(text).toContain('topologyManagerPolicy: best-effort\n');
  expect(text).toContain('  webhook:\n    enabled: true\n    cacheTTL: 1m\n');
  expect(text).not.toContain('podPidsLimit');
  expect(assembly.acknowledgements.map(({ code, reason }) => `${code} ${reason}`)).toEqual(
    expect.arrayContaining([
      'kubelet-patched {"topologyManagerPolicy":"best-effort","podPidsLimit":null}: Not so strict.',
    ]),
  );
});
