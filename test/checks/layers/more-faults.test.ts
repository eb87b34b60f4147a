import type { HostPoolSpec, Resource } from '../../../lib/assembly';
import { layer, pool } from '../../assembly/hosts/hosts-assembly';
import { etcd, flannel, found, leased, link, listener, operatingSystem, plan, plane, pods, sysctl } from './resources';

// What typed properties keep programs from saying, and further forms of the codes that programs give.
test.each<[string, readonly (Resource | readonly Resource[])[], string, Partial<HostPoolSpec>?]>([
  [
    'proxy-mode',
    [plane()],
    'needs the kernel 5.13; pool "control" has 5.10',
    { operatingSystem: { ...operatingSystem, kernel: '5.10' } },
  ],
  [
    'proxy-mode',
    [plane({ kubeProxy: { mode: 'iptables' } }), flannel()],
    'is in mode "iptables", and flannel "_hosts/main" writes nftables rules',
  ],
  [
    'cgroup-unsupported',
    [plane()],
    'do not start on cgroup v1',
    { operatingSystem: { ...operatingSystem, cgroup: 1 } },
  ],
  ['swap-on', [plane()], "have swap: 'system-default'", { swap: 'system-default' }],
  ['resolver-missing', [], 'have no gateway', { gateway: undefined }],
  ['range-size', [plane({ serviceRange: '10.96.0.0/29' })], 'which holds 8; kubeadm asks for ten addresses'],
  ['range-size', [plane({ serviceRange: 'fd00::/112' })], 'of IPv4, and the services fd00::/112, of IPv6'],
  ['range-size', [plane({ podRange: '10.0.0.0/7' })], 'must be 0 to 16, and is 17'],
  ['range-size', [plane({ nodePrefix: 15 })], 'must be 0 to 16, and is -1'],
  ['max-pods-exceeds-range', [plane({ nodePrefix: 26 })], 'run up to 110 pods, and a /26 has 62 addresses'],
  [
    'flannel-range',
    [plane(), flannel({ network: '10.240.0.0/16' })],
    'routes 10.240.0.0/16; Kubernetes gives pods addresses of 10.244.0.0/16',
  ],
  ['flannel-range', [leased('10.244.0.0/29', 31)], 'its range is a /28 or larger'],
  ['flannel-range', [leased(pods, 17)], 'that is a prefix from 18 to 30'],
  ['flannel-range', [leased(pods, 24, '10.244.9.8')], 'which is no beginning of a /24'],
  ['etcd-members-even', [etcd({ members: [] })], 'has no members'],
  [
    'etcd-members-few',
    [plane({ etcd: { kind: 'stacked', release: '3.6.8' }, controlPools: ['single'] }), pool('single', 1)],
    'The etcd on the control hosts of "_hosts/main" has one member, single-1',
  ],
  ['etcd-quota', [etcd({ quotaBytes: 9 * 2 ** 30 })], 'may grow to 9 GiB; etcd suggests 8 GiB at most'],
  [
    'etcd-timing',
    [etcd({ heartbeatMilliseconds: 20_000, electionMilliseconds: 50_000 })],
    'Write heartbeat: Duration.millis(5000) or less',
  ],
  [
    'etcd-backup-missing',
    [etcd({ backup: { schedule: 'daily', keep: 1, destination: { kind: 'ssh', url: 'ssh://etcd@10.20.0.12/srv' } } })],
    'sends its copies to 10.20.0.12, which is one of these hosts',
  ],
  [
    'etcd-url-invalid',
    [etcd({ members: [{ ...{ name: 'a', host: 'a' }, clientUrl: 'https://127.0.0.1:2379', peerUrl: 'a:2380' }] })],
    'to others that is themselves',
  ],
  ['etcd-flag-unknown', [etcd({ environment: { ETCD_CONFIG_FILE: '/etc/etcd.yaml' } })], 'beside a configuration file'],
  [
    'etcd-flag-unknown',
    [etcd({ version: '3.7', environment: { ETCD_EXPERIMENTAL_INITIAL_CORRUPT_CHECK: 'true' } })],
    'Use ETCD_FEATURE_GATES, with InitialCorruptCheck=true',
  ],
  ['etcd-flag-unknown', [etcd({ environment: { ETCD_SNAPSHOT_CONT: '1' } })], 'did you mean ETCD_SNAPSHOT_COUNT?'],
  ['etcd-flag-unknown', [etcd({ environment: { ETCD_ENABLE_V2: 'true' } })], '3.6 has no such setting'],
  [
    'etcd-flag-unknown',
    [etcd({ version: '3.5', environment: { ETCD_WATCH_PROGRESS_NOTIFY_INTERVAL: '5s' } })],
    'Use ETCD_EXPERIMENTAL_WATCH_PROGRESS_NOTIFY_INTERVAL',
  ],
  [
    'ephemeral-range',
    [plane({ nodePorts: [40_000, 42_767] })],
    'Linux on pool "control" lets hosts take the ports 32768 to 60999',
  ],
  [
    'module-missing',
    [
      sysctl('net.bridge.bridge-nf-call-iptables', '1'),
      layer('module', 'one', { on: { pool: 'control', host: 'control-1' }, name: 'br_netfilter' }),
    ],
    'nothing loads it on pool "control"',
  ],
  [
    'module-missing',
    [sysctl('net.bridge.bridge-nf-call-iptables', '1', { pool: 'control', host: 'control-2' })],
    'nothing loads it on control-2',
  ],
  ['host-port-taken', [listener('one', 80), listener('two', 80, 'control-2')], 'both listen on tcp/80 of control-2'],
  ['link-managed', [flannel()], 'Nothing on pool "control" keeps systemd 257'],
  ['link-managed', [flannel(), link('10', 'flannel.?', 'persistent'), link('50', 'flannel*', 'none')], 'comes first'],
  [
    'virtual-address-invalid',
    [layer('virtual-address', 'api', { address: '10.20.0.12', routerId: 1, hosts: [{ pool: 'control' }] })],
    'which is the host "_hosts/control-2" itself',
  ],
  [
    'ranges-overlap',
    [plan({ services: '10.244.128.0/17' })],
    'pods (10.244.0.0/16) and services (10.244.128.0/17) overlap',
  ],
  ['ranges-overlap', [plan({ pods: '10.16.0.0/12' })], 'pods (10.16.0.0/12) and nodes (10.20.0.0/24) overlap'],
  [
    'ranges-overlap',
    [plan({ virtual: { api: '10.96.0.5' } })],
    'services (10.96.0.0/16) and the virtual address "api" (10.96.0.5/32) overlap',
  ],
  ['host-too-small', [plane()], 'has 1 processor and needs 2 as a control host', { cpus: 1 }],
  [
    'reserved-too-much',
    [plane({ kubelet: { systemReserved: { cpu: '4' } } })],
    'keep back 4 processors; a host of pool',
    { cpus: 4 },
  ],
])('%s: %#', (code, resources, detail, ...[of]) => {
  expect(found(code, resources, of)).toContain(detail);
});
