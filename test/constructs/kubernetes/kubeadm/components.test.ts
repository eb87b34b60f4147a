import { resourcesOf, type ComponentSpec, type HostAction } from '../../../../lib/assembly';
import { KubernetesPackages } from '../../../../lib/constructs/kubernetes';
import { OperatingSystem } from '../../../../lib/constructs/hosts';
import { etcdOn, synthesized, type Ask, type BedProps } from './fixture';

function component(name: string, ask: Ask = {}, bed: BedProps = {}): ComponentSpec {
  const found = synthesized(ask, bed).assembly.resources[`_hosts/plinth/component/${name}`];
  if (found?.kind !== 'component') throw new Error(`there is no component ${name}`);
  return found.spec;
}

/** An action in a few words, without the way to the program. */
function words(action: HostAction): string {
  if (action.kind === 'run') return action.command.slice(2).join(' ');
  return 'unit' in action ? `${action.kind} ${action.unit}` : action.kind;
}

test('a cluster begins on one control host, and the others come to it', () => {
  const { hosts, disruption } = component('kubernetes');

  expect(disruption).toEqual({ kind: 'quorum', members: 3 });
  expect(hosts?.procedures.installFirst?.map(words)).toEqual([
    'deliver',
    'daemon-reload',
    'enable kubelet.service',
    '/usr/local/bin/kubeadm init --config=/etc/kubernetes/plinth/init.yaml',
    'enable plinth-renew-certificates.timer',
    'start plinth-renew-certificates.timer',
  ]);
  expect(hosts?.procedures.install.map(words)).toContain(
    '/usr/local/bin/kubeadm join --config=/etc/kubernetes/plinth/join.yaml',
  );
  expect(hosts?.procedures.upgradeFirst?.map(words)).toContain(
    '/usr/local/bin/kubeadm upgrade apply v1.36.4 --yes --patches=/etc/kubernetes/plinth/patches',
  );
});

test('with etcd of its own one control host may be away', () => {
  expect(component('kubernetes', (bed) => ({ etcd: etcdOn(bed) })).disruption).toEqual({
    kind: 'max-unavailable',
    members: 3,
    maxUnavailable: 1,
  });
});

test('workers come all at once, and change one at a time', () => {
  const { hosts } = component('kubelet-worker');

  expect(hosts?.procedures).toMatchObject({ atOnce: 1, installAtOnce: 'all' });
  expect(hosts?.procedures.reconfigure.map(words)).toEqual([
    'deliver',
    'daemon-reload',
    'enable kubelet.service',
    '/usr/local/bin/kubeadm upgrade node phase kubelet-config --patches=/etc/kubernetes/plinth/patches',
    'restart kubelet.service',
  ]);
});

test('what must run before is said', () => {
  const { edges } = synthesized((bed) => ({ etcd: etcdOn(bed) })).assembly;
  const needs = edges
    .filter(({ kind, from }) => kind === 'needs' && /component\/kube(?:rnetes|let-worker)$/.test(from))
    .map(({ from, to }) => `${from.slice(24)} needs ${to.slice(24)}`);

  expect(needs.sort()).toEqual([
    'kubelet-worker needs containerd-worker',
    'kubelet-worker needs kubernetes',
    'kubernetes needs api-endpoint',
    'kubernetes needs containerd-control',
    'kubernetes needs etcd',
  ]);
});

test('where programs are not in the usual places kubeadm is told of them', () => {
  const flatcar = { os: OperatingSystem.flatcar({ channel: 'stable' }) };
  const run = component('kubelet-worker', {}, { workers: flatcar }).hosts?.procedures.install.at(-1);

  expect(run).toMatchObject({
    command: [
      '/usr/bin/env',
      'PATH=/opt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      '/opt/bin/kubeadm',
      'join',
      '--config=/etc/kubernetes/plinth/join.yaml',
    ],
  });
});

describe('kubelets', () => {
  test('from the artifact mirror bring a unit as kubeadm wants it', () => {
    const { file, assembly } = synthesized();
    const units = resourcesOf(assembly, 'unit').filter(({ spec }) => spec.on.pool === 'worker');

    expect(units.map(({ spec }) => spec.name)).toEqual(
      expect.arrayContaining(['kubelet.service', 'kubelet.service.d/10-kubeadm.conf']),
    );
    expect(file('/etc/default/kubelet', 'worker-1')).toBe('KUBELET_EXTRA_ARGS=--node-ip=10.20.0.21\n');
  });

  test('from packages are held at their version', () => {
    const packages = KubernetesPackages.apt({ key: 'a key' });
    const { assembly, file } = synthesized({ packages });
    const kubelet = resourcesOf(assembly, 'package').find(({ id }) => id.endsWith('/worker:kubelet'));

    expect(kubelet?.spec).toMatchObject({
      version: '1.36.4-1.1',
      source: { kind: 'apt', repository: 'kubernetes', hold: true },
    });
    expect(file('/etc/apt/sources.list.d/kubernetes.sources')).toContain(
      'URIs: https://pkgs.k8s.io/core:/stable:/v1.36/deb/\n',
    );
  });
});
