import { clusterOf, type Assembly } from '../model/assembly';
import type { PolicyEnforcer } from '../model/kubernetes-cluster';
import { foreignPodsOf } from './foreign-pods';
import { OutsideConnections } from './outside-connections';
import type { PodGroup } from './pod-group';
import { PolicyEvaluator } from './policy-evaluator';
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

/** What policies allow in an environment. */
export interface Reachability {
  /** What enforces the policies: with `none` everybody reaches everybody, whatever the policies say. */
  readonly enforcer: PolicyEnforcer | undefined;
  /**
   * Two workloads stand here when a policy of either names the other. Where neither does, they still connect if both are
   * open: then `anyone`, `every-pod` or a block stands at the other end of each.
   */
  readonly connections: readonly Connection[];
}

/** What the NetworkPolicies of an environment allow: between its workloads, and with everything outside. */
export function reachability(assembly: Assembly): Reachability {
  const evaluator = new PolicyEvaluator(assembly);
  const outside = new OutsideConnections(evaluator, foreignPodsOf(assembly));
  const connections = [
    ...connectionsBetween(evaluator),
    ...evaluator.pods.flatMap((pods) => [...outside.of(pods, 'ingress'), ...outside.of(pods, 'egress')]),
  ];
  return { enforcer: clusterOf(assembly)?.enforcer, connections };
}

/** Only pairs that some selector names are looked at: all pairs are too many in a large environment. */
function connectionsBetween(evaluator: PolicyEvaluator): readonly Connection[] {
  const candidates = new Map<PodGroup, Set<PodGroup>>(evaluator.pods.map((pods) => [pods, new Set()]));
  for (const pods of evaluator.pods) {
    for (const { to } of evaluator.grants(pods, 'ingress') ?? []) {
      if (to.kind === 'selected') for (const member of to.members) candidates.get(member)?.add(pods);
    }
    for (const { to } of evaluator.grants(pods, 'egress') ?? []) {
      if (to.kind === 'selected') for (const member of to.members) candidates.get(pods)?.add(member);
    }
  }
  return [...candidates].flatMap(([from, targets]) =>
    [...targets].flatMap((to): readonly Connection[] => {
      const ports = evaluator.portsBetween(from, to);
      if (ports.isEmpty) return [];
      return [{ from: { kind: 'pods', pods: from }, to: { kind: 'pods', pods: to }, ports, portNames: [] }];
    }),
  );
}
