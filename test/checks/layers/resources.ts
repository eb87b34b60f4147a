import type {
  AddressPlanSpec,
  ControlPlaneSpec,
  EtcdClusterSpec,
  FileSpec,
  FlannelSpec,
  HostPoolSpec,
  Resource,
  SysctlSpec,
} from '../../../lib/assembly';
import { check } from '../../../lib/checks';
import { file, hostsAssembly, layer, pool } from '../../assembly/hosts/hosts-assembly';

const debian = pool('control', 0)[0]?.spec as HostPoolSpec;

export const { operatingSystem } = debian;
export const pods = '10.244.0.0/16';

export function plane(rest: Partial<ControlPlaneSpec> = {}): Resource {
  return layer('control-plane', 'main', {
    ...{ version: '1.36', release: '1.36.4', containerd: '2.3.4', pause: '3.10.2', bindPort: 6443 },
    ...{ controlPools: ['control'], workerPools: ['worker'], podRange: pods, serviceRange: '10.96.0.0/16' },
    ...{ nodePrefix: 24, clusterDomain: 'cluster.local', clusterDns: '10.96.0.10', apiServerNames: [] },
    ...{ kubelet: {}, kubeProxy: { mode: 'nftables' }, encryptionAtRest: true, audit: true },
    endpoint: { kind: 'load-balancer', host: 'api.example.com', port: 6443 },
    etcd: { kind: 'external', cluster: 'main' },
    nodePorts: [30_000, 32_767],
    ...rest,
  });
}

export function flannel(rest: Partial<FlannelSpec> = {}): Resource {
  return layer('flannel', 'main', {
    ...{ network: pods, release: '0.28.9', nftables: true, overhead: 50, mtu: 1450, pools: ['control'] },
    backend: { kind: 'vxlan', port: 8472, vni: 1, directRouting: false },
    datastore: { kind: 'kubernetes' },
    ...rest,
  });
}
export const leased = (network: string, subnetLength: number, subnetMax?: string): Resource =>
  flannel({
    ...{ network },
    datastore: {
      kind: 'etcd',
      cluster: 'leases',
      prefix: '/net',
      subnetLength,
      ...(subnetMax !== undefined && { subnetMax }),
    },
  });

export function etcd(rest: Partial<EtcdClusterSpec> = {}): Resource {
  return layer('etcd-cluster', 'main', {
    ...{ version: '3.6', release: '3.6.16', token: 'main', dataDirectory: '/var/lib/etcd', authority: 'main' },
    ...{ quotaBytes: 2 ** 31, heartbeatMilliseconds: 100, electionMilliseconds: 1000, environment: {}, usedBy: [] },
    members: members('control-1', 'control-2', 'control-3'),
    backup: { schedule: 'daily', keep: 14, destination: { kind: 's3', url: 's3://backups/etcd' } },
    ...rest,
  });
}
export const members = (...hosts: readonly string[]): EtcdClusterSpec['members'] =>
  hosts.map((host) => ({
    ...{ name: host, host },
    clientUrl: `https://${host}:2379`,
    peerUrl: `https://${host}:2380`,
  }));
export const sysctl = (name: string, value: string, on: SysctlSpec['on'] = { pool: 'control' }): Resource =>
  layer('sysctl', `${on.host ?? on.pool}:${name}`, { on, name, value });
export const link = (name: string, pattern: string, policy: string, rest: Partial<FileSpec> = {}): Resource =>
  file(
    `/etc/systemd/network/${name}.link`,
    {
      format: 'unit',
      value: [
        { name: 'Match', settings: [['OriginalName', pattern]] },
        { name: 'Link', settings: [['MACAddressPolicy', policy]] },
      ],
    },
    rest,
  );
export const listener = (name: string, port: number, host?: string): Resource => {
  const on = { pool: 'control', ...(host !== undefined && { host }) };
  const spec = { on, name, protocol: 'tcp', ports: [[port, port]], from: [], reason: 'a test' } as const;
  return layer('firewall-rule', `${host ?? 'control'}:${name}`, spec);
};
export const plan = (rest: Partial<AddressPlanSpec>): Resource =>
  layer('address-plan', 'main', {
    ...{ nodes: ['10.20.0.0/24'], pods, services: '10.96.0.0/16', virtual: {}, reserved: {}, nodePrefix: 24 },
    ...rest,
  });

/** What is told of one code, over three control hosts and what else is there. */
export function found(
  code: string,
  resources: readonly (Resource | readonly Resource[])[],
  of: Partial<HostPoolSpec> = {},
): string {
  const assembly = hostsAssembly(pool('control', 3, of), ...resources);
  return check(assembly)
    .filter((one) => one.code === code)
    .map(({ detail, fix }) => `${detail}\n${fix}`)
    .join('\n');
}
