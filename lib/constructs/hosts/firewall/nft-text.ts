import type { FirewallRuleSpec } from '../../../assembly';
import { addressRuns, runText } from './address-runs';
import { families, familyOf, limitSet, poolSet, ruleLines, type PoolAddresses, type PoolAddress } from './nft-rules';

/** Where the rules of one host alone lie: the file of its pool takes them in. */
export const includeFolder = '/etc/plinth/firewall.d';

export interface FirewallText {
  readonly pool: string;
  /** Of all hosts of the pool. */
  readonly rules: readonly FirewallRuleSpec[];
  /** Of single hosts: their sets stand in the pool's file too. */
  readonly hostRules: readonly FirewallRuleSpec[];
  readonly addresses: PoolAddresses;
}

/**
 * The firewall of a pool's hosts, as nft reads it.
 *
 * It judges what is addressed to the host before kube-proxy gives it another address: behind that, a node port is forwarded
 * to a pod and passes no chain for input. What is addressed to pods it lets through: that is for network policies, and a
 * policy of "drop" for forwarding here would overrule kube-proxy and flannel, whose tables are not touched.
 *
 * https://wiki.nftables.org/wiki-nftables/index.php/Netfilter_hooks
 */
export function firewallText({ pool, rules, hostRules, addresses }: FirewallText): string {
  const all = [...rules, ...hostRules];
  return [
    `# Who may connect to the hosts of "${pool}". Made from what they listen on.`,
    '# One transaction: connections that exist stay, and no moment passes without rules.',
    'table inet plinth',
    'delete table inet plinth',
    '',
    'table inet plinth {',
    ...poolSets(all, addresses),
    ...limitSets(all),
    '  chain to-host {',
    '    type filter hook prerouting priority mangle; policy drop;',
    ...standing.map((line) => `    ${line}`),
    ...rules.flatMap((rule) => ruleLines(rule, addresses)).map((line) => `    ${line}`),
    `    include "${includeFolder}/*.nft"`,
    '  }',
    '}',
    '',
  ].join('\n');
}

/** The rules of one host alone, to be taken into its pool's chain. */
export function hostFirewallText(rules: readonly FirewallRuleSpec[], addresses: PoolAddresses): string {
  return rules
    .flatMap((rule) => ruleLines(rule, addresses))
    .map((line) => `${line}\n`)
    .join('');
}

/** Without these no host works, whatever it is for. */
const standing = [
  'iif lo accept',
  // Through the host, to pods; a host's own addresses are "local".
  'fib daddr type unicast accept comment "forwarded"',
  'ct state vmap { established : accept, related : accept, invalid : drop }',
  'icmp type { destination-unreachable, echo-request, parameter-problem, time-exceeded } accept comment "icmp"',
  // Without neighbour discovery there is no IPv6: RFC 4890.
  'icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, echo-request } accept comment "icmpv6"',
  'icmpv6 type { mld-listener-query, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept comment "icmpv6"',
];

/** One set a pool that is let in somewhere: a host more changes one line. */
function poolSets(rules: readonly FirewallRuleSpec[], addresses: PoolAddresses): readonly string[] {
  const named = rules.flatMap(({ from }) => from).flatMap((peer) => (peer.kind === 'pool' ? [peer.pool] : []));
  return [...new Set(named)].sort().flatMap((pool) => {
    const all = addresses.get(pool) ?? [];
    return families.flatMap((family) => {
      const members = all.filter(({ address }) => familyOf(address) === family);
      return members.length === 0 ? [] : setLines(poolSet(pool, family), family.type, members);
    });
  });
}

function setLines(name: string, type: string, members: readonly PoolAddress[]): readonly string[] {
  return [
    `  set ${name} {`,
    `    type ${type}`,
    '    flags interval',
    '    elements = {',
    ...addressRuns(members).map((run) => `      ${runText(run)},`),
    '    }',
    '  }',
    '',
  ];
}

/** Who connected to what is limited, for as long as it counts. */
function limitSets(rules: readonly FirewallRuleSpec[]): readonly string[] {
  const limited = rules.filter(({ limitPerMinute, from }) => limitPerMinute !== undefined && from.length > 0);
  const names = [...new Set(limited.map(({ name }) => name))].sort();
  return names.flatMap((name) =>
    families.flatMap((family) => [
      `  set ${limitSet(name, family)} {`,
      `    type ${family.type}`,
      '    flags dynamic,timeout',
      '    timeout 2m',
      '    size 65535',
      '  }',
      '',
    ]),
  );
}
