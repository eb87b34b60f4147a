import type { Protocol } from '../../core';
import type { ResourceId } from './identity';
import type { ResourceBase } from './resource-base';

/** One end of a flow. */
export type FlowPeer =
  | { readonly kind: 'component'; readonly id: ResourceId }
  | { readonly kind: 'cidr'; readonly cidr: string; readonly except?: readonly string[] }
  /** Pods that this environment does not declare, such as the cluster's gateway or its monitoring. */
  | {
      readonly kind: 'pods';
      readonly name: string;
      readonly namespaceLabels: Readonly<Record<string, string>>;
      readonly podLabels: Readonly<Record<string, string>>;
    };

export interface NetworkFlowSpec {
  readonly from: FlowPeer;
  readonly to: FlowPeer;
  readonly ports: readonly { readonly number: number; readonly protocol: Protocol }[];
  /** Why the traffic is there, in a few words: `exposed as shop.example.com`. */
  readonly reason: string;
  /** Addresses at which the world comes in this way: `https://shop.example.com/`. */
  readonly exposes?: readonly string[];
}

/** Traffic that is allowed for another reason than an edge between two components. */
export type NetworkFlowResource = ResourceBase<'network-flow', NetworkFlowSpec>;
