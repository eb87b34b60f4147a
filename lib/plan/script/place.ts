import type { Assembly, HostView } from '../../assembly';
import type { Plan } from '../model/plan';
import type { Step } from '../model/step';

/** Where and for what a script is rendered. */
export interface Place {
  readonly plan: Plan;
  readonly assembly: Assembly;
  readonly step: Step;
  /** The host that the script runs on; absent on the control node. */
  readonly host?: HostView;
}

/**
 * The host that a step runs on.
 *
 * @throws Error for a step that runs elsewhere: a planner gives no such step
 */
export function hostOf({ host, step }: Place): HostView {
  if (!host) throw new Error(`${step.id} is for a host, and its place is none.`);
  return host;
}
