import { counted } from '../../core';
import type { Assembly } from '../../assembly';
import { stepOf } from '../draft';
import type { InventoryEntry } from '../model/inventory';
import type { Step, StepId } from '../model/step';
import { objectStepNames } from './step-names';
import { entryKey } from './inventory';
import { removalOf } from './removal';

/**
 * Objects that were applied once and are not declared any more, after all that is declared stands.
 *
 * @param deployed - what says of them more than their names. @default - nobody knows more
 */
export function pruneSteps(
  before: readonly InventoryEntry[],
  declared: readonly InventoryEntry[],
  needs: readonly StepId[],
  deployed?: Assembly,
): readonly Step[] {
  const kept = new Set(declared.map(entryKey));
  const gone = before.filter((entry) => !kept.has(entryKey(entry)));
  if (gone.length === 0) return [];
  const { text, data } = removalOf(gone, deployed);
  return [
    stepOf({
      id: objectStepNames.prune,
      ...{ phase: 'prune', move: objectStepNames.prune, place: { kind: 'cluster' } },
      title: `Remove ${counted(gone.length, 'object')} declared no more`,
      reason: `An earlier plan applied them; what others made is not touched. ${text}`,
      needs,
      actions: [{ kind: 'delete-objects', objects: gone }],
      postcondition: { kind: 'gone', objects: gone },
      timeoutSeconds: 300,
      undo: { kind: 'irreversible', why: 'What is removed comes back only by declaring it again, without its data.' },
      impact: data.length > 0 ? 'destroys-data' : 'restart-with-gap',
      duration: 'minutes',
      ...(data.length > 0 && { approval: `It removes what holds data or grants access: ${data.join(', ')}.` }),
    }),
  ];
}

/** The last step: from now on this is what is deployed. */
export function deployedStep(inventory: readonly InventoryEntry[], needs: readonly StepId[]): Step {
  return stepOf({
    id: objectStepNames.deployed,
    ...{ phase: 'record', move: objectStepNames.deployed, place: { kind: 'control-node' } },
    title: 'Record what is deployed',
    reason: 'The next plan starts from here.',
    needs,
    actions: [{ kind: 'record-deployed', inventory }],
    always: true,
    postcondition: { kind: 'none' },
  });
}
