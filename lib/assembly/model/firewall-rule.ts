import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** Who may connect. */
export type FirewallPeer =
  | { readonly kind: 'anywhere' }
  /** Every host of a pool. */
  | { readonly kind: 'pool'; readonly pool: string }
  | { readonly kind: 'cidr'; readonly cidr: string };

/** Something that hosts listen on, and who may reach it. The firewall and the cloud's security groups are made of these alone. */
export interface FirewallRuleSpec {
  readonly on: HostPlace;
  /** What listens: `etcd-peer`. Unique on its hosts. */
  readonly name: string;
  /** `vrrp` is a protocol of its own (112) and has no ports. */
  readonly protocol: 'tcp' | 'udp' | 'vrrp';
  /** First and last port, the same where it is one; empty for vrrp. */
  readonly ports: readonly (readonly [first: number, last: number])[];
  /** Nobody where it is empty: then it listens on loopback alone. */
  readonly from: readonly FirewallPeer[];
  /** New connections a minute from one address; more are dropped. */
  readonly limitPerMinute?: number;
  /** Why, in a few words. */
  readonly reason: string;
}

export type FirewallRuleResource = ResourceBase<'firewall-rule', FirewallRuleSpec>;
