import { PlinthError, type Finding } from '../../lib/core';
import type { Observed, Plan, Step, StepId } from '../../lib/plan';

/** A step of a plan, which must be there. */
export function stepOf({ steps }: Plan, id: StepId): Step {
  const found = steps.find((step) => step.id === id);
  if (!found) throw new Error(`the plan has no step ${id}; it has ${steps.map((step) => step.id).join(', ')}`);
  return found;
}

export function ids({ steps }: Plan): readonly StepId[] {
  return steps.map(({ id }) => id);
}

/** By step: all that must have succeeded before it, through others as well. */
export function ancestors({ steps }: Plan): ReadonlyMap<StepId, ReadonlySet<StepId>> {
  const found = new Map<StepId, ReadonlySet<StepId>>();
  for (const { id, needs } of steps) {
    found.set(id, new Set(needs.flatMap((need) => [need, ...(found.get(need) ?? [])])));
  }
  return found;
}

/** Whether a step is carried out only after another. */
export function comesAfter(plan: Plan, later: StepId, earlier: StepId): boolean {
  const [step, other] = [stepOf(plan, later), stepOf(plan, earlier)];
  return ancestors(plan).get(step.id)?.has(other.id) ?? false;
}

/** Whether two steps may be carried out at the same time. */
export function atOnce(plan: Plan, one: StepId, other: StepId): boolean {
  return !comesAfter(plan, one, other) && !comesAfter(plan, other, one);
}

/** What is found after a plan was carried out, all of it or on some hosts. */
export function stamps({ steps }: Plan, isMeant: (step: Step, host: string) => boolean = () => true): Observed {
  const hosts: Record<string, Record<StepId, string>> = {};
  for (const step of steps) {
    if (step.place.kind !== 'host' || !isMeant(step, step.place.host)) continue;
    (hosts[step.place.host] ??= {})[step.id] = step.digest;
  }
  return { hosts, inventory: [] };
}

/** The findings with which something is refused. */
export function refusals(act: () => unknown): readonly Finding[] {
  try {
    act();
  } catch (error) {
    if (error instanceof PlinthError) return error.findings;
    throw error;
  }
  throw new Error('it was not refused');
}
