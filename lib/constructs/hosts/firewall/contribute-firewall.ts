import type { Contribution, FirewallRuleSpec, Known, ResourceId } from '../../../assembly';
import { contributeFile, contributePackage, contributeUnit, section } from '../contribute';
import type { HostPool } from '../host-pool';
import { firewallText, hostFirewallText, includeFolder } from './nft-text';
import type { PoolAddress, PoolAddresses } from './nft-rules';

const unit = 'plinth-firewall.service';
const file = '/etc/plinth/firewall.nft';
const effect = { kind: 'reload', unit } as const;

/** Whatever else would load rules on a host: each of them flushes the tables of all others when it starts or reloads. */
const others = ['firewalld.service', 'nftables.service', 'ufw.service'];

/**
 * The firewall of a pool's hosts, made of all ports that anything on them listens on. A pool on which nothing says that it
 * listens gets none: it would lock out whoever has to repair it.
 */
export function contributeFirewall(into: Contribution, pool: HostPool, known: Known): void {
  const rules = sorted(known.resourcesOf('firewall-rule'))
    .map(({ spec }) => spec)
    .filter(({ on }) => on.pool === pool.name);
  if (rules.length === 0) return;

  const addresses = addressesByPool(known);
  const ofHosts = rules.filter(({ on }) => on.host !== undefined);
  const text = firewallText({
    pool: pool.name,
    rules: rules.filter(({ on }) => on.host === undefined),
    ...{ hostRules: ofHosts, addresses },
  });
  contributeFile(into, pool.place, { path: file, body: { format: 'text', value: text }, effect });
  for (const [host, own] of byHost(ofHosts)) {
    const value = hostFirewallText(own, addresses);
    const body = { format: 'text', value } as const;
    contributeFile(into, { pool: pool.name, host }, { path: `${includeFolder}/host.nft`, body, effect });
  }
  contributeProgram(into, pool);
}

function contributeProgram(into: Contribution, pool: HostPool): void {
  const on = pool.place;
  if (pool.os.facts.packages === 'apt')
    contributePackage(into, on, { name: 'nftables', source: { kind: 'apt', hold: false } });
  // Nothing is to be restarted: what is masked does not start.
  for (const name of others) contributeUnit(into, on, { name, state: 'masked', effect: { kind: 'none' } });
  const load = `/usr/sbin/nft -f ${file}`;
  contributeUnit(into, on, {
    name: unit,
    body: [
      section('Unit', [
        ['Description', 'Firewall'],
        // Before there is a network, as the distributions do: https://systemd.io/NETWORK_ONLINE/
        ['DefaultDependencies', 'no'],
        ['After', 'local-fs.target systemd-modules-load.service'],
        ['Wants', 'network-pre.target'],
        ['Before', 'network-pre.target shutdown.target'],
        ['Conflicts', 'shutdown.target'],
      ]),
      section('Service', [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', load],
        ['ExecReload', load],
        ['ExecStop', '/usr/sbin/nft delete table inet plinth'],
      ]),
      section('Install', [['WantedBy', 'sysinit.target']]),
    ],
    effect,
  });
}

function addressesByPool(known: Known): PoolAddresses {
  const pools = new Map<string, PoolAddress[]>();
  for (const { id, spec } of sorted(known.resourcesOf('host'))) {
    const member = { host: id.slice(id.lastIndexOf('/') + 1), address: spec.address };
    const members = pools.get(spec.pool);
    if (members) members.push(member);
    else pools.set(spec.pool, [member]);
  }
  return pools;
}

function byHost(rules: readonly FirewallRuleSpec[]): ReadonlyMap<string, readonly FirewallRuleSpec[]> {
  const hosts = new Map<string, FirewallRuleSpec[]>();
  for (const rule of rules) {
    const { host = '' } = rule.on;
    const own = hosts.get(host);
    if (own) own.push(rule);
    else hosts.set(host, [rule]);
  }
  return hosts;
}

/** By identity: the order of declarations must not show. */
function sorted<T extends { readonly id: ResourceId }>(resources: readonly T[]): readonly T[] {
  return [...resources].sort((a, b) => (a.id < b.id ? -1 : 1));
}
