import type { Contribution } from '../../../assembly';
import { contributeFile, contributePort, placesOf, type Host } from '../../hosts';
import { keepalivedText, type VirtualAddress } from './keepalived-text';
import type { VirtualIp } from './virtual-ip';

/** An address, and the hosts of which one has it. */
export interface AddressGroup {
  /** What it is for. */
  readonly name: string;
  readonly hosts: readonly Host[];
  readonly address: VirtualIp;
  /** Loopback URLs that must answer on a host that has it. */
  readonly checks: readonly string[];
}

/** One keepalived a host, for all addresses that it may have. */
export function contributeKeepalived(into: Contribution, groups: readonly AddressGroup[]): void {
  for (const { name, hosts, address } of groups) {
    into.resource('virtual-address', name, {
      address: address.address,
      routerId: address.routerId,
      hosts: placesOf(hosts),
    });
  }
  const hosts = [...new Set(groups.flatMap((group) => group.hosts))];
  const peers = [...new Set(hosts.map(({ pool }) => pool.name))].map((pool) => ({ kind: 'pool', pool }) as const);
  for (const on of placesOf(hosts)) {
    const reason = 'hosts agree on who has a virtual address';
    contributePort(into, on, { name: 'vrrp', protocol: 'vrrp', from: peers, reason });
  }
  for (const host of hosts) contributeConfiguration(into, host, groups);
}

function contributeConfiguration(into: Contribution, host: Host, groups: readonly AddressGroup[]): void {
  const own = groups.filter((group) => group.hosts.includes(host));
  const others = new Set(own.flatMap((group) => group.hosts).filter((other) => other !== host));
  const [, prefix = '24'] = host.pool.props.subnet.split('/');
  const addresses = own.map(({ name, address: { address, routerId }, checks }): VirtualAddress => {
    return { name, address: `${address}/${prefix}`, routerId, checks };
  });
  const value = keepalivedText({
    interface: host.pool.interfaceName,
    address: host.address,
    peers: [...others].map(({ address }) => address),
    addresses,
  });
  contributeFile(into, host.place, {
    path: '/etc/keepalived/keepalived.conf',
    body: { format: 'text', value },
    effect: { kind: 'reload', unit: 'keepalived.service' },
  });
}
