import type { KnownPod, RunningPolicies } from './known-pods';
import { shuffled } from './seeded';

/** A connection to try, and what policies say of it. */
export interface PodPair {
  readonly from: KnownPod;
  readonly to: KnownPod;
  readonly port: number;
  readonly allowed: boolean;
}

export interface PodPairsProps {
  readonly count: number;
  readonly seed: number;
  /** Ports to try beside those that pods declare. */
  readonly more: readonly number[];
}

/**
 * Some connections between pods, half of them allowed and half refused as far as there are enough of each.
 *
 * Those between pods that the environment declares come first; within each kind the seed decides.
 */
export function podPairs(policies: RunningPolicies, { count, seed, more }: PodPairsProps): readonly PodPair[] {
  const declared = policies.pods.flatMap(({ group }) =>
    group.ports.flatMap(({ protocol, number }) => (protocol === 'TCP' ? [number] : [])),
  );
  const ports = [...new Set([...declared, ...more])].sort((a, b) => a - b);
  const all = policies.pods.flatMap((from) =>
    policies.pods
      .filter((to) => to !== from)
      .flatMap((to) => ports.map((port) => ({ from, to, port, allowed: policies.allows(from, to, port) }))),
  );
  const inOrder = [...shuffled(all, seed)].sort((a, b) => foreigners(a) - foreigners(b));
  const [allowed, refused] = [true, false].map((wanted) => inOrder.filter((pair) => pair.allowed === wanted));
  return balanced(allowed ?? [], refused ?? [], count);
}

function foreigners({ from, to }: PodPair): number {
  return Number(!from.isDeclared) + Number(!to.isDeclared);
}

/** Half of each; where one kind has too few the other fills up. */
export function balanced<T>(a: readonly T[], b: readonly T[], count: number): readonly T[] {
  const half = Math.ceil(count / 2);
  const fromA = Math.min(a.length, Math.max(half, count - b.length));
  return [...a.slice(0, fromA), ...b.slice(0, count - fromA)];
}
