import type { InventoryEntry } from './inventory';
import type { StepId } from './step';

/** What was found where a plan is to run. All of it may be missing. */
export interface Observed {
  /** By host: the steps that were carried out there, each with its digest. Absent for hosts that were not asked. */
  readonly hosts: Readonly<Record<string, Readonly<Record<StepId, string>>>>;
  /** Objects that were applied by this or an unfinished plan. */
  readonly inventory: readonly InventoryEntry[];
}
