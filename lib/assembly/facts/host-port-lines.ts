import { resourcesOf, type Assembly } from '../model/assembly';
import type { FirewallPeer, FirewallRuleSpec } from '../model/firewall-rule';

/** What hosts listen on, and who may reach it: a line for each port that something says it listens on. */
export function hostPortLines(assembly: Assembly): readonly string[] {
  return resourcesOf(assembly, 'firewall-rule').flatMap(({ spec }) => portTexts(spec).map((port) => line(spec, port)));
}

function line({ on, name, from, limitPerMinute }: FirewallRuleSpec, port: string): string {
  const place = on.host === undefined ? on.pool : `${on.pool}/${on.host}`;
  const peers = from.length === 0 ? 'from the host itself alone' : `from ${from.map(peerText).sort().join(', ')}`;
  const limit =
    limitPerMinute === undefined ? '' : `, ${String(limitPerMinute)} new connections a minute from one address`;
  return `${place} listens on ${port} (${name}), ${peers}${limit}`;
}

function portTexts({ protocol, ports }: FirewallRuleSpec): readonly string[] {
  if (ports.length === 0) return [protocol];
  return ports.map(([first, last]) => `${protocol}/${String(first)}${first === last ? '' : `-${String(last)}`}`);
}

function peerText(peer: FirewallPeer): string {
  switch (peer.kind) {
    case 'anywhere':
      return 'anywhere';
    case 'pool':
      return peer.pool;
    case 'cidr':
      return peer.cidr;
  }
}
