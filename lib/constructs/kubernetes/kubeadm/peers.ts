import type { FirewallPeer } from '../../../assembly';
import { placesOf, type Host } from '../../hosts';

/** Hosts as those that connect: whole pools by name, so that a further host changes no rule; single ones by address. */
export function peersOf(hosts: readonly Host[]): readonly FirewallPeer[] {
  return placesOf(hosts).map(({ pool, host: name }) => {
    const host = hosts.find((one) => one.name === name);
    return host ? addressPeer(host.address) : { kind: 'pool', pool };
  });
}

function addressPeer(address: string): FirewallPeer {
  return { kind: 'cidr', cidr: `${address}/${address.includes(':') ? '128' : '32'}` };
}

export function networkPeers(networks: readonly string[]): readonly FirewallPeer[] {
  return networks.map((cidr) => ({ kind: 'cidr', cidr }));
}
