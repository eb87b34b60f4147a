import { resourcesOf, type HostPoolResource } from '../../../assembly';
import { type Cidr, counted, findingKind, IpAddress } from '../../../core';
import { addTo } from '../../facts/add-to';
import { pooledHosts, tryCidr, type PooledHost } from '../../facts/layers';
import type { Rule, RuleContext } from '../../rule';

const hostDuplicate = findingKind({
  code: 'host-duplicate',
  severity: 'error',
  summary: 'two hosts have the same name or address',
  references: ['https://github.com/kubernetes/kubeadm/issues/31'],
  acknowledgeable: false,
});

const hostOutsideSubnet = findingKind({
  code: 'host-outside-subnet',
  severity: 'error',
  summary: 'a host has an address outside of its network',
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.network.html'],
  acknowledgeable: false,
});

const resolverMissing = findingKind({
  code: 'resolver-missing',
  severity: 'error',
  summary: 'hosts know no name server, or no way out of their network',
  references: ['https://github.com/rancher/rke/issues/3359'],
  acknowledgeable: true,
});

/** Hosts differ from each other, are where they say, and find names and ways. */
export const distinctHosts: Rule = {
  kinds: [hostDuplicate, hostOutsideSubnet, resolverMissing],
  check: (context) => {
    const hosts = pooledHosts(context.assembly);
    checkAddresses(context, hosts);
    checkSubnets(context, hosts);
    for (const pool of resourcesOf(context.assembly, 'host-pool')) checkPool(context, pool);
  },
};

/** Names are identities, and unique already; addresses are not. */
function checkAddresses({ report, where }: RuleContext, hosts: readonly PooledHost[]): void {
  const byAddress = new Map<string, PooledHost>();
  const pairs = new Map<string, (readonly [PooledHost, PooledHost])[]>();
  for (const one of hosts) {
    // What is no address was reported by its pool.
    const address = IpAddress.tryParse(one.host.address)?.toString();
    if (address === undefined) continue;
    const first = byAddress.get(address);
    if (first) addTo(pairs, `${first.host.pool} ${one.host.pool}`, [first, one]);
    else byAddress.set(address, one);
  }
  for (const [[one, other] = [], ...more] of pairs.values()) {
    if (!one || !other) continue;
    report(
      hostDuplicate,
      other.id,
      `The hosts ${where(one.id)} and ${where(other.id)} both have the address ${other.host.address}${others(more.length, 'pair')}.`,
      'Leave room between the first addresses of two pools: firstAddress.',
    );
  }
}

/** Once for a pool, whose hosts mostly have addresses in a row. */
function checkSubnets({ report, where }: RuleContext, hosts: readonly PooledHost[]): void {
  const outside = new Map<string, PooledHost[]>();
  const subnets = new Map<string, Cidr | undefined>();
  for (const one of hosts) {
    const { subnet: text } = one.pool;
    if (!subnets.has(text)) subnets.set(text, tryCidr(text));
    const [subnet, address] = [subnets.get(text), IpAddress.tryParse(one.host.address)];
    if (subnet && address && !subnet.contains(address)) addTo(outside, one.host.pool, one);
  }
  for (const [first, ...more] of outside.values()) {
    if (!first) continue;
    report(
      hostOutsideSubnet,
      first.id,
      `The host ${where(first.id)} has the address ${first.host.address}; the network of its pool is ${first.pool.subnet}${others(more.length, 'host')}.`,
      'Give it an address of that network, or the pool another one.',
    );
  }
}

function others(count: number, noun: string): string {
  return count === 0 ? '' : `, and so with ${counted(count, `more ${noun}`)}`;
}

function checkPool({ report, where }: RuleContext, { id, spec }: HostPoolResource): void {
  if (spec.nameServers.length === 0) {
    report(
      resolverMissing,
      id,
      `The hosts of pool ${where(id)} have no name servers, and pods ask those of their hosts for all names outside of the cluster.`,
      "Say them: nameServers: ['10.20.0.2'].",
    );
  }
  if (spec.gateway !== undefined) return;
  report(
    resolverMissing,
    id,
    `The hosts of pool ${where(id)} have no gateway: without a default route the kubelet does not find its own address.`,
    "Say it: gateway: '10.20.0.1'.",
  );
}
