import type { HostPoolSpec, Resource } from '../../../lib/assembly';
import { layer, pool } from '../../assembly/hosts/hosts-assembly';
import { etcd, flannel, found, link, members, operatingSystem, plan, plane, sysctl } from './resources';

// What is near to a fault and is none.
test.each<[string, string, readonly (Resource | readonly Resource[])[], Partial<HostPoolSpec>?]>([
  [
    'an older minor may use ipvs',
    'proxy-mode',
    [plane({ version: '1.34', release: '1.34.10', kubeProxy: { mode: 'ipvs' } })],
  ],
  [
    'and cgroup v1',
    'cgroup-unsupported',
    [plane({ version: '1.34' })],
    { operatingSystem: { ...operatingSystem, cgroup: 1 } },
  ],
  ['a line of containerd that came after the table', 'runtime-unsupported', [plane({ containerd: '2.4.0' })]],
  [
    'a kubelet three minors older',
    'version-skew',
    [
      plane(),
      layer('package', 'k', {
        on: { pool: 'control' },
        name: 'kubelet',
        version: '1.33.2-1.1',
        source: { kind: 'apt', hold: true },
      }),
    ],
  ],
  [
    'a kubelet of hosts that are not in the cluster',
    'version-skew',
    [
      plane(),
      layer('package', 'k', {
        on: { pool: 'other' },
        name: 'kubelet',
        version: '1.20.0',
        source: { kind: 'apt', hold: true },
      }),
    ],
  ],
  [
    'ports that Linux leaves alone',
    'ephemeral-range',
    [
      plane(),
      sysctl('net.ipv4.ip_local_port_range', '1024 65535'),
      sysctl('net.ipv4.ip_local_reserved_ports', '8080,30000-32767'),
    ],
  ],
  [
    'a member whose name begins as localhost',
    'etcd-url-invalid',
    [
      etcd({
        members: [
          { ...{ name: 'a', host: 'a' }, clientUrl: 'https://localhost.example.com:2379', peerUrl: 'https://a:2380' },
        ],
      }),
    ],
  ],
  [
    'four members over three zones, which are told once',
    'etcd-one-zone',
    [etcd({ members: members('control-1', 'control-2', 'control-3', 'control-4') })],
  ],
  [
    'one router id in two networks',
    'router-id-duplicate',
    [
      pool('other', 1, { subnet: '10.30.0.0/24' }),
      layer('virtual-address', 'a', { address: '10.20.0.5', routerId: 7, hosts: [{ pool: 'control' }] }),
      layer('virtual-address', 'b', { address: '10.30.0.5', routerId: 7, hosts: [{ pool: 'other' }] }),
    ],
  ],
  [
    'a .link file of another link',
    'link-managed',
    [flannel(), link('10', 'ens*', 'persistent'), link('50', 'flannel*', 'none')],
  ],
  ['no tunnel, and so no link', 'link-managed', [flannel({ backend: { kind: 'host-gw' } })]],
  [
    'a range too small to have a tenth address is told for its size alone',
    'cluster-dns-invalid',
    [plane({ serviceRange: '10.96.0.248/29', kubelet: { clusterDNS: ['10.96.0.250'] } })],
  ],
  ['what hosts rely on may be in their own network', 'ranges-overlap', [plan({ reserved: { ntp: ['10.20.0.3'] } })]],
  [
    'a single control host may restart by itself',
    'updates-restart',
    [plane({ controlPools: ['single'] }), pool('single', 1, { updates: { strategy: 'immediate' } })],
  ],
])('%s', (_, code, resources, ...[of]) => {
  expect(found(code, resources, of)).toBe('');
});
