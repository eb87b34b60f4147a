import { hostViews, type Assembly, type FirewallPeer, type FirewallRuleSpec } from '../../../lib/assembly';
import { Cidr, IpAddress } from '../../../lib/core';

/** What of a connection a firewall looks at. */
export interface Approach {
  readonly host: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** The address that it comes from. */
  readonly from: string;
}

/** What the rules of an environment say of a host's ports, made ready for many questions. */
export class HostDoors {
  readonly #rules: ReadonlyMap<string, readonly FirewallRuleSpec[]>;
  readonly #pools: ReadonlyMap<string, readonly string[]>;

  constructor(assembly: Assembly) {
    const views = hostViews(assembly);
    this.#rules = new Map(
      views.map((view) => [view.name, view.resourcesOf('firewall-rule').map(({ spec }) => spec)] as const),
    );
    const pools = [...new Set(views.map(({ host }) => host.spec.pool))];
    this.#pools = new Map(
      pools.map((pool) => {
        const members = views.filter(({ host }) => host.spec.pool === pool);
        return [pool, members.map(({ host }) => host.spec.address)] as const;
      }),
    );
  }

  /** The rules of a host for a port, whoever they let in. */
  rulesFor({ host, protocol, port }: Omit<Approach, 'from'>): readonly FirewallRuleSpec[] {
    return (this.#rules.get(host) ?? []).filter(
      (rule) => rule.protocol === protocol && rule.ports.some(([first, last]) => first <= port && port <= last),
    );
  }

  /** The name of the rule that lets a connection in; undefined where none does. */
  opener(approach: Approach): string | undefined {
    const from = IpAddress.parse(approach.from);
    return this.rulesFor(approach).find((rule) => rule.from.some((peer) => this.#isIn(peer, from)))?.name;
  }

  /** Ports of a protocol that some rule speaks of, on any host; of a range its ends and its middle. */
  ports(protocol: 'tcp' | 'udp'): readonly number[] {
    const rules = [...this.#rules.values()].flat().filter((rule) => rule.protocol === protocol);
    const ends = rules.flatMap(({ ports }) =>
      ports.flatMap(([first, last]) => [first, Math.floor((first + last) / 2), last]),
    );
    // What lies just beside a range shows that it ends there.
    const beside = rules.flatMap(({ ports }) => ports.flatMap(([first, last]) => [first - 1, last + 1]));
    return [...new Set([...ends, ...beside])].filter((port) => port >= 1 && port <= 65535).sort((a, b) => a - b);
  }

  #isIn(peer: FirewallPeer, from: IpAddress): boolean {
    switch (peer.kind) {
      case 'anywhere':
        return true;
      case 'pool':
        return (this.#pools.get(peer.pool) ?? []).includes(from.toString());
      case 'cidr':
        return Cidr.parse(peer.cidr).contains(from);
    }
  }
}
