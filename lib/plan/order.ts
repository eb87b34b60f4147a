import { Graph, PlinthError } from '../core';
import { planCircular } from './findings';
import type { Step, StepId } from './model/step';

/** Steps in an order that respects every need, each with its needs reduced to steps that are there. */
export function ordered(environment: string, steps: readonly Step[]): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const graph = new Graph();
  for (const { id, needs } of steps) {
    graph.addNode(id);
    for (const need of needs) if (byId.has(need)) graph.addEdge(id, need);
  }
  const { order, cycles } = graph.topologicalOrder();
  const [cycle] = cycles;
  if (cycle) {
    throw PlinthError.of(
      planCircular,
      `${cycle.join(', ')} each wait for another of them.`,
      'Take one of the edges between their components away: one of them must be able to begin alone.',
      environment,
    );
  }
  return order.flatMap((id) => byId.get(id) ?? []).map((step) => ({ ...step, needs: needsOf(step, byId) }));
}

/** Without those that another need needs itself: they say nothing, and a plan is read by people. */
function needsOf({ needs }: Step, byId: ReadonlyMap<StepId, Step>): readonly StepId[] {
  const there = [...new Set(needs)].filter((need) => byId.has(need));
  const implied = new Set(there.flatMap((need) => byId.get(need)?.needs ?? []));
  const further = new Set([...implied].flatMap((need) => byId.get(need)?.needs ?? []));
  return there.filter((need) => !implied.has(need) && !further.has(need)).sort();
}

/** Steps that no other waits for. */
export function lastOf(steps: readonly Step[]): readonly StepId[] {
  const needed = new Set(steps.flatMap(({ needs }) => needs));
  return steps.map(({ id }) => id).filter((id) => !needed.has(id));
}

/**
 * Only some steps; what one of them needs through steps that are left out it needs directly.
 *
 * @param keep - which steps stay
 */
export function only(steps: readonly Step[], keep: (step: Step) => boolean): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const found = new Map<StepId, readonly StepId[]>();
  const reach = (id: StepId, seen: ReadonlySet<StepId>): readonly StepId[] => {
    const known = found.get(id);
    if (known) return known;
    const step = byId.get(id);
    if (!step || seen.has(id)) return [];
    const below = new Set([...seen, id]);
    const result = [
      ...new Set(
        step.needs.flatMap((need) => {
          const needed = byId.get(need);
          return needed && keep(needed) ? [need] : reach(need, below);
        }),
      ),
    ];
    found.set(id, result);
    return result;
  };
  return steps.filter(keep).map((step) => ({ ...step, needs: reach(step.id, new Set()) }));
}
