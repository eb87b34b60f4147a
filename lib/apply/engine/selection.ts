import { finding, nearestName, PlinthError } from '../../core';
import type { Plan, Step } from '../../plan';
import { stepUnknown } from '../findings';

/** Which steps of a plan are carried out. A name is that of a step, or of a move: then all steps of that move are meant. */
export interface Selection {
  /** Up to this step, and with it. */
  readonly until?: string;
  /** These alone. */
  readonly only?: readonly string[];
  /** Not these. */
  readonly skip?: readonly string[];
}

export interface Selected {
  /** In the order of the plan. */
  readonly steps: readonly Step[];
  /** Left out because somebody said so. */
  readonly skipped: readonly Step[];
  /** Whether nothing is left out. */
  readonly isWhole: boolean;
}

/** @throws PlinthError `step-unknown` */
export function selectSteps(plan: Plan, { until, only, skip = [] }: Selection): Selected {
  const left = until === undefined ? plan.steps : upTo(plan, until);
  const chosen = only && new Set(only.flatMap((name) => named(plan, name)));
  const wanted = chosen ? left.filter((step) => chosen.has(step)) : left;
  const out = new Set(skip.flatMap((name) => named(plan, name)));
  const steps = wanted.filter((step) => !out.has(step));
  return { steps, skipped: wanted.filter((step) => out.has(step)), isWhole: steps.length === plan.steps.length };
}

/** The plan is in an order that respects every need: all that a step needs stands before it. */
function upTo(plan: Plan, name: string): readonly Step[] {
  const last = plan.steps.findLastIndex(matches(plan, name));
  return plan.steps.slice(0, last + 1);
}

function named(plan: Plan, name: string): readonly Step[] {
  return plan.steps.filter(matches(plan, name));
}

function matches(plan: Plan, name: string): (step: Step) => boolean {
  if (plan.steps.some(({ id }) => id === name)) return ({ id }) => id === name;
  if (plan.steps.some(({ move }) => move === name)) return ({ move }) => move === name;
  const near = nearestName(
    name,
    plan.steps.flatMap(({ id, move }) => [id, move]),
  );
  throw new PlinthError([
    finding(stepUnknown, {
      path: plan.environment,
      detail: `The plan has no step and no move "${name}".`,
      fix: near === undefined ? `\`plinth plan ${plan.environment}\` shows what it has.` : `Did you mean "${near}"?`,
    }),
  ]);
}
