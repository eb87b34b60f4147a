import type { FirewallPeer, FirewallRuleSpec } from '../../../assembly';

/** The families of addresses as nft writes them, and what its names of sets end with. */
export const families = [
  { version: 4, keyword: 'ip', type: 'ipv4_addr', suffix: '' },
  { version: 6, keyword: 'ip6', type: 'ipv6_addr', suffix: '-6' },
] as const;

type Family = (typeof families)[number];

/** The addresses of hosts, by pool. Only these pools have sets. */
export type PoolAddresses = ReadonlyMap<string, readonly PoolAddress[]>;

export interface PoolAddress {
  readonly host: string;
  readonly address: string;
}

/** The family that an address or a range of addresses is of. */
export function familyOf(address: string): Family {
  const [ipv4, ipv6] = families;
  return address.includes(':') ? ipv6 : ipv4;
}

export function poolSet(pool: string, family: Family): string {
  return `pool-${pool}${family.suffix}`;
}

export function limitSet(rule: string, family: Family): string {
  return `limit-${rule}${family.suffix}`;
}

/** The lines of a rule: one for each kind of peer, all of them named after the rule. */
export function ruleLines(rule: FirewallRuleSpec, pools: PoolAddresses): readonly string[] {
  const to = destination(rule);
  const accepted = rule.from.flatMap((peer) =>
    sources(peer, pools).map((from) => `${[...from, ...to].join(' ')} accept comment "${rule.name}"`),
  );
  return accepted.length === 0 ? [] : [...limitLines(rule, to), ...accepted];
}

/** What comes from one address more often than the rule says is dropped before anybody is let in. */
function limitLines({ name, limitPerMinute }: FirewallRuleSpec, to: readonly string[]): readonly string[] {
  if (limitPerMinute === undefined) return [];
  const rate = `${String(limitPerMinute)}/minute burst ${String(limitPerMinute)} packets`;
  return families.map((family) => {
    const meter = `update @${limitSet(name, family)} { ${family.keyword} saddr limit rate over ${rate} }`;
    return `${to.join(' ')} ${meter} drop comment "${name}"`;
  });
}

/** Each way in which a peer's addresses are matched; a word of nothing matches everybody. */
function sources(peer: FirewallPeer, pools: PoolAddresses): readonly (readonly string[])[] {
  switch (peer.kind) {
    case 'anywhere':
      return [[]];
    case 'cidr':
      return [[familyOf(peer.cidr).keyword, 'saddr', peer.cidr]];
    case 'pool': {
      const addresses = pools.get(peer.pool) ?? [];
      return families
        .filter((family) => addresses.some(({ address }) => familyOf(address) === family))
        .map((family) => [family.keyword, 'saddr', `@${poolSet(peer.pool, family)}`]);
    }
  }
}

function destination({ protocol, ports }: FirewallRuleSpec): readonly string[] {
  // By number: not every system has /etc/protocols.
  if (protocol === 'vrrp') return ['meta l4proto 112'];
  const ranges = ports.map(([first, last]) => (first === last ? String(first) : `${String(first)}-${String(last)}`));
  return [protocol, 'dport', ranges.length === 1 ? ranges.join('') : `{ ${ranges.join(', ')} }`];
}
