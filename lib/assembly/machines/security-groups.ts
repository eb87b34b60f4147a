import type { JsonObject } from '../../core';
import { placed } from '../hosts';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { FirewallPeer, FirewallRuleSpec } from '../model/firewall-rule';
import type { HostPlace } from '../model/host-place';
import { addressLabel, expression, label, placeLabel, type Server } from './terms';

/** Groups by label, and their rules by label: the same ports as in the firewall of hosts. */
export interface SecurityGroups {
  readonly groups: Readonly<Record<string, JsonObject>>;
  readonly rules: Readonly<Record<string, JsonObject>>;
}

/** One group for each pool, and one for each host that listens on something alone. */
export function securityGroups(assembly: Assembly, servers: readonly Server[]): SecurityGroups {
  const pools = new Set(servers.map(({ pool }) => pool));
  const places = [
    ...[...pools].map((pool): HostPlace => ({ pool })),
    ...servers.map(({ pool, name }): HostPlace => ({ pool, host: name })).filter((place) => hasRules(assembly, place)),
  ];
  const groups = places.map((place) => [placeLabel(place), groupJson(assembly, place)] as const);
  const rules = places.flatMap((place) =>
    placed(assembly, 'firewall-rule', placeText(place)).flatMap(({ spec }) =>
      spec.from.flatMap((peer) => rulesOf(assembly, spec, peer, pools)),
    ),
  );
  return { groups: Object.fromEntries(groups), rules: Object.fromEntries([...rules, ...podRules(assembly, pools)]) };
}

/**
 * Without a tunnel packets of pods come as they are, of any protocol and to any port: which of them may, is for network policies.
 */
function podRules(assembly: Assembly, pools: ReadonlySet<string>): readonly Rule[] {
  return resourcesOf(assembly, 'flannel')
    .filter(({ spec }) => spec.backend.kind === 'host-gw')
    .flatMap(({ spec: { network, pools: own } }) =>
      own
        .filter((pool) => pools.has(pool))
        .map((pool): Rule => [
          label(placeLabel({ pool }), 'any', addressLabel(network)),
          {
            security_group_id: groupId({ pool }),
            direction: 'ingress',
            ethertype: network.includes(':') ? 'IPv6' : 'IPv4',
            remote_ip_prefix: network,
          },
        ]),
    );
}

/** The groups that a server is in. */
export function groupsOf(assembly: Assembly, { pool, name }: Server): readonly string[] {
  const own: HostPlace = { pool, host: name };
  const places = [{ pool }, ...(hasRules(assembly, own) ? [own] : [])];
  return places.map(groupId);
}

function hasRules(assembly: Assembly, place: HostPlace): boolean {
  return placed(assembly, 'firewall-rule', placeText(place)).length > 0;
}

function placeText({ pool, host }: HostPlace): string {
  return host === undefined ? pool : `${pool}/${host}`;
}

function groupId(place: HostPlace): string {
  return expression(`openstack_networking_secgroup_v2.${placeLabel(place)}.id`);
}

function groupJson({ environment }: Assembly, { pool, host }: HostPlace): JsonObject {
  return {
    name: [environment.name, pool, ...(host === undefined ? [] : [host])].join('-'),
    description: host === undefined ? `Hosts of the pool ${pool}` : `The host ${host}`,
  };
}

type Rule = readonly [label: string, json: JsonObject];

/** Protocol 112 is VRRP, by number since older clouds know no name for it. */
const protocols = { tcp: 'tcp', udp: 'udp', vrrp: '112' } as const;

/**
 * Called by what they allow alone: Neutron refuses a rule that is there already, and makes one anew when its description changes,
 * so two services at one port are one rule without a reason.
 */
function rulesOf(
  assembly: Assembly,
  { on, protocol, ports }: FirewallRuleSpec,
  peer: FirewallPeer,
  pools: ReadonlySet<string>,
): readonly Rule[] {
  const ranges = ports.length === 0 ? [undefined] : ports;
  return remotesOf(assembly, on, peer, pools).flatMap(({ text, isIPv6, remote }) =>
    ranges.map((range): Rule => {
      const portText = range === undefined ? [] : [range[0] === range[1] ? String(range[0]) : range.join('-')];
      return [
        label(placeLabel(on), protocol, ...portText, text),
        {
          security_group_id: groupId(on),
          direction: 'ingress',
          ethertype: isIPv6 ? 'IPv6' : 'IPv4',
          protocol: protocols[protocol],
          ...(range && { port_range_min: range[0], port_range_max: range[1] }),
          ...remote,
        },
      ];
    }),
  );
}

interface Remote {
  /** Who it is, as part of a label. */
  readonly text: string;
  readonly isIPv6: boolean;
  readonly remote: JsonObject;
}

/** Servers of a pool are known by their group, which also knows their further addresses; other machines by address. */
function remotesOf(
  assembly: Assembly,
  on: HostPlace,
  peer: FirewallPeer,
  pools: ReadonlySet<string>,
): readonly Remote[] {
  const isIPv6 = resourcesOf(assembly, 'host').some(({ spec }) => spec.pool === on.pool && spec.address.includes(':'));
  switch (peer.kind) {
    case 'anywhere':
      return [{ text: 'anywhere', isIPv6, remote: { remote_ip_prefix: isIPv6 ? '::/0' : '0.0.0.0/0' } }];
    case 'cidr':
      return [
        { text: addressLabel(peer.cidr), isIPv6: peer.cidr.includes(':'), remote: { remote_ip_prefix: peer.cidr } },
      ];
    case 'pool':
      if (pools.has(peer.pool))
        return [{ text: peer.pool, isIPv6, remote: { remote_group_id: groupId({ pool: peer.pool }) } }];
      return resourcesOf(assembly, 'host')
        .filter(({ spec }) => spec.pool === peer.pool)
        .map(({ spec: { address } }) => ({
          text: addressLabel(address),
          isIPv6: address.includes(':'),
          remote: { remote_ip_prefix: `${address}/${address.includes(':') ? '128' : '32'}` },
        }));
  }
}
