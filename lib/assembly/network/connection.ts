import type { PodGroup } from './pod-group';
import type { PortSet } from './port-set';

/** One end of a connection. */
export type Party =
  | { readonly kind: 'pods'; readonly pods: PodGroup }
  /** Everything there is, inside and outside the cluster. */
  | { readonly kind: 'anyone' }
  /** Every pod of the cluster, and nothing outside. */
  | { readonly kind: 'every-pod' }
  /** Addresses: outside the cluster, and pods as far as their range overlaps. */
  | { readonly kind: 'block'; readonly cidr: string; readonly except: readonly string[] }
  /** Pods that are not declared here, through which the world comes in. */
  | { readonly kind: 'gateway'; readonly name: string }
  /** Pods that are not declared here but have a name, such as `dns`. */
  | { readonly kind: 'named'; readonly name: string }
  /** Pods known by their labels only. `isEmpty`: nothing has these labels, and nobody else can make such pods. */
  | { readonly kind: 'selected'; readonly text: string; readonly isEmpty: boolean };

/** Why anyone may talk to some pods, or these to anyone. */
export type OpenReason = 'no-policy' | 'other-direction-only' | 'host-network' | 'rule';

/** Traffic that policies allow. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly ports: PortSet;
  /** Ports of pods not declared here that a policy calls by name: `tcp/metrics`. */
  readonly portNames: readonly string[];
  /** Given where one end is `anyone`. */
  readonly reason?: OpenReason;
}
