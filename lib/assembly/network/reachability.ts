import { clusterOf, type Assembly } from '../model/assembly';
import type { PolicyEnforcer } from '../model/kubernetes-cluster';
import type { Connection } from './connection';
import { foreignPodsOf } from './foreign-pods';
import { OutsideConnections } from './outside-connections';
import type { PodGroup } from './pod-group';
import { PolicyEvaluator } from './policy-evaluator';

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
