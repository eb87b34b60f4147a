import { Duration, Size } from 'cdk8s';
import type { ControlPlaneSpec, EtcdClusterSpec } from '../../../lib/assembly';
import { EtcdCluster } from '../../../lib/constructs/etcd';
import type { LayerCases } from './told';
import { copies, type Layers } from './world';

const reason = 'Asked for by the people who run it.';

const foreign: EtcdClusterSpec = {
  ...{ version: '3.6', release: '3.6.16', token: 'old', dataDirectory: '/var/lib/etcd', authority: 'etcd', usedBy: [] },
  ...{ quotaBytes: 2 ** 31, heartbeatMilliseconds: 100, electionMilliseconds: 1000, environment: {} },
  backup: { schedule: 'daily', keep: 14, destination: { kind: 's3', url: 's3://backups/old' } },
  members: ['1', '2', '3'].map((number) => ({
    ...{ name: `old-${number}`, host: `old-${number}` },
    clientUrl: `https://10.30.0.1${number}:2379`,
    peerUrl: `https://10.30.0.1${number}:2380`,
  })),
};
/** A cluster of etcd that a construct of the user's own makes. */
const own = (spec: Partial<EtcdClusterSpec>): Layers => ({
  also: ({ layer }) => {
    layer((into) => into.resource('etcd-cluster', 'old', { ...foreign, ...spec }));
  },
});
/** A second cluster of Kubernetes, by a construct of the user's own that knows an older etcd. */
const relyingOn = (release: string): Layers => ({
  also: ({ layer }) => {
    layer((into) => {
      into.resource('etcd-cluster', 'old', { ...foreign, version: '3.5', release });
      into.resource('control-plane', 'old', plane);
    });
  },
});
const plane: ControlPlaneSpec = {
  ...{ version: '1.36', release: '1.36.4', containerd: '2.3.4', pause: '3.10.2', controlPools: [], workerPools: [] },
  ...{ podRange: '10.244.0.0/16', serviceRange: '10.96.0.0/16', nodePrefix: 24, nodePorts: [30_000, 32_767] },
  ...{ clusterDomain: 'cluster.local', clusterDns: '10.96.0.10', apiServerNames: [], bindPort: 6443 },
  ...{ kubelet: {}, kubeProxy: { mode: 'nftables' }, encryptionAtRest: true, audit: true },
  endpoint: { kind: 'load-balancer', host: 'old.example.com', port: 6443 },
  etcd: { kind: 'external', cluster: 'old' },
};
const offering = (url: string): Layers => {
  const [first, ...others] = foreign.members;
  return first ? own({ members: [{ ...first, clientUrl: url }, ...others] }) : {};
};
const second = (token: string): Layers => ({
  worker: { count: 3 },
  also: ({ environment, worker }) => {
    const backup = copies('leases');
    new EtcdCluster(environment, 'leases', { hosts: worker, version: '3.6', backup, token });
  },
});
const told = (variable: string): Layers => ({
  etcd: { version: '3.7' },
  also: ({ etcd }) => {
    etcd.setVariable(variable, 'true', { reason });
    etcd.acknowledge('etcd-variable', reason);
  },
});

/** Clusters of etcd. */
export const etcdCases: LayerCases = {
  'etcd-backup-missing': { fault: { isBackedUp: false }, neighbour: { isBackedUp: false, tier: 'staging' } },
  'etcd-flag-unknown': {
    fault: told('ETCD_EXPERIMENTAL_MEMORY_MLOCK'),
    neighbour: told('ETCD_MEMORY_MLOCK'),
  },
  'etcd-members-even': { fault: { control: { count: 4 } }, neighbour: { control: { count: 5 } } },
  'etcd-members-few': { fault: { control: { count: 1 } }, neighbour: { control: { count: 1 }, tier: 'staging' } },
  'etcd-members-many': { fault: { control: { count: 9 } }, neighbour: { control: { count: 7 } } },
  'etcd-one-zone': { fault: { control: { zones: ['a', 'b'] } }, neighbour: { control: { zones: ['a', 'b', 'c'] } } },
  'etcd-quota': {
    fault: { control: { capacity: { cpus: 2, memory: Size.mebibytes(2047) } } },
    neighbour: { control: { capacity: { cpus: 2, memory: Size.mebibytes(2048) } } },
  },
  'etcd-timing': {
    fault: { etcd: { election: Duration.millis(499) } },
    neighbour: { etcd: { election: Duration.millis(500) } },
  },
  'etcd-token-reused': { fault: second('live-etcd'), neighbour: second('live-leases') },
  'etcd-too-old': { fault: relyingOn('3.5.21'), neighbour: relyingOn('3.5.24') },
  'etcd-url-invalid': {
    fault: offering('http://10.30.0.11:2379'),
    neighbour: offering('https://10.30.0.11:2379'),
  },
};
