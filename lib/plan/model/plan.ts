import type { Step } from './step';

/** The format of plan.json. */
export const planSchema = 1;

/** What a plan is for. */
export type PlanKind = 'install' | 'objects';

/** The ordered, checked way from one assembly to another. Frozen data: the same inputs give the same plan. */
export interface Plan {
  readonly schema: typeof planSchema;
  readonly environment: string;
  readonly kind: PlanKind;
  /** Digest of the assembly that is deployed; absent before the first. */
  readonly from?: string;
  /** Digest of the assembly that the plan leads to. */
  readonly to: string;
  /** Every step after all that it needs. */
  readonly steps: readonly Step[];
}
