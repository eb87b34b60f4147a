import { hostStack, plinthId } from '../../../assembly';
import { findingKind, IpAddress } from '../../../core';
import { pooledHosts, tryCidr, type PooledHost } from '../../facts/layers';
import { addTo } from '../../facts/add-to';
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
    const pools = new Map(hosts.map((host) => [host.host.pool, host]));
    for (const [name, { pool }] of pools) checkPool(context, name, pool);
  },
};

/** Names are identities, and unique already; addresses are not. */
function checkAddresses({ report, where }: RuleContext, hosts: readonly PooledHost[]): void {
  const byAddress = new Map<string, PooledHost[]>();
  for (const one of hosts) {
    addTo(byAddress, IpAddress.tryParse(one.host.address)?.toString() ?? one.host.address, one);
    const subnet = tryCidr(one.pool.subnet);
    const address = IpAddress.tryParse(one.host.address);
    if (!subnet || !address || subnet.contains(address)) continue;
    report(
      hostOutsideSubnet,
      one.id,
      `The host ${where(one.id)} has the address ${one.host.address}; the network of its pool is ${one.pool.subnet}.`,
      'Give it an address of that network, or the pool another one.',
    );
  }
  for (const [address, [first, ...others]] of byAddress) {
    for (const other of others) {
      report(
        hostDuplicate,
        other.id,
        `The hosts ${where(first?.id ?? '')} and ${where(other.id)} both have the address ${address}.`,
        'Leave room between the first addresses of two pools: firstAddress.',
      );
    }
  }
}

function checkPool({ report }: RuleContext, name: string, pool: PooledHost['pool']): void {
  const lacks = [
    ...(pool.nameServers.length === 0 ? ['name servers'] : []),
    ...(pool.gateway === undefined ? ['gateway'] : []),
  ];
  if (lacks.length === 0) return;
  report(
    resolverMissing,
    plinthId(hostStack, 'host-pool', name),
    `The hosts of pool "${name}" have no ${lacks.join(' and no ')}: pods get the hosts' name servers for names outside the cluster, and the kubelet needs a default route to find its own address.`,
    "Say them: nameServers: ['10.20.0.1'], gateway: '10.20.0.1'.",
  );
}
