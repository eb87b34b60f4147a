import type { Assembly, FirewallPeer, OpenStackMachine, Resource } from '../../../lib/assembly';
import { file, hostsAssembly, layer, onControl, pool } from '../hosts/hosts-assembly';

export function server(name: string, rest: Partial<OpenStackMachine> = {}): Resource {
  return layer('machine', name, {
    ...{ kind: 'openstack', flavor: 'm1.large', image: 'fcos-43', network: 'nodes', subnet: 'nodes-v4' },
    ...{ serverGroup: 'lab-control', serverGroupPolicy: 'soft-anti-affinity' },
    ...{ allowedAddresses: [], volumes: [], stateful: false },
    ...rest,
  });
}

export function rule(name: string, from: readonly FirewallPeer[], rest: object = {}): Resource {
  const spec = { on: onControl, name, protocol: 'tcp', ports: [[2379, 2380]], from, reason: 'etcd', ...rest } as const;
  return layer('firewall-rule', `control:${name}${JSON.stringify(rest)}`, spec);
}

const byIgnition = { provisioning: { kind: 'ignition', spec: '3.3.0' } } as const;
const everyone: readonly FirewallPeer[] = [
  { kind: 'anywhere' },
  { kind: 'pool', pool: 'control' },
  { kind: 'pool', pool: 'worker' },
  { kind: 'cidr', cidr: '10.0.0.0/8' },
  { kind: 'cidr', cidr: 'fd00::/8' },
];

/** Two servers with everything that a server can have, beside a pool of machines that exist already. */
export function openStack(...more: readonly Resource[]): Assembly {
  return hostsAssembly(
    pool('control', 2, byIgnition),
    pool('worker', 1),
    server('control-1', {
      ...{ availabilityZone: 'az1', stateful: true, allowedAddresses: ['10.20.0.5', '10.244.0.0/16'] },
      volumes: [
        { name: 'data', gibibytes: 50, type: 'fast' },
        { name: 'logs', gibibytes: 5 },
      ],
    }),
    server('control-2'),
    layer('machine', 'worker-1', { kind: 'existing', sshPort: 22, sshUser: 'root' }),
    rule('etcd', everyone),
    rule('vrrp', [{ kind: 'pool', pool: 'control' }], { protocol: 'vrrp', ports: [], reason: 'virtual address' }),
    rule('one', [{ kind: 'anywhere' }], { on: { pool: 'control', host: 'control-2' }, ports: [[80, 80]] }),
    rule('nobody', []),
    file('/etc/motd', 'hello\n'),
    ...more,
  );
}
