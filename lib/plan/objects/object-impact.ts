import { fieldAt, textAt, type Json } from '../../core';
import type { ComponentResource, ObjectResource } from '../../assembly';
import { canonical } from '../../diff';
import type { StepImpact } from '../model/step';
import { fixedChanges } from './fixed-fields';
import { isReplaced } from './replaced';
import { isWorkload, waitsForHand } from './workloads';

/** From the least to the worst. */
const impacts = [
  'none',
  'live',
  'reload',
  'rolling-restart',
  'restart-with-gap',
  'replace-object',
  'destroys-data',
] as const;

export function worstOf(all: readonly StepImpact[]): StepImpact {
  return all.reduce((worst, one) => (impacts.indexOf(one) > impacts.indexOf(worst) ? one : worst), 'none');
}

/** What the change of an object does to what runs of it: pods go where their template differs, and else they stay. */
export function updateImpact(
  before: ObjectResource,
  after: ObjectResource,
  components: readonly ComponentResource[],
): StepImpact {
  if (isReplaced(after, components))
    return fixedChanges(before.spec, after.spec).length > 0 ? 'replace-object' : 'live';
  if (!isWorkload(after) || waitsForHand(after)) return 'live';
  if (canonical(templateOf(before)) === canonical(templateOf(after))) return 'live';
  return hasGap(after) || components.some(endsFirst) ? 'restart-with-gap' : 'rolling-restart';
}

function templateOf({ spec }: ObjectResource): Json {
  return fieldAt(spec, 'spec', 'template') ?? null;
}

/** One whose pods all end before the new ones begin. */
function endsFirst({ spec }: ComponentResource): boolean {
  return spec.procedures.update === 'restart-with-gap';
}

/** The same by what the object says: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
function hasGap({ spec }: ObjectResource): boolean {
  if (spec.kind === 'StatefulSet') return (fieldAt(spec, 'spec', 'replicas') ?? 1) === 1;
  return textAt(spec, 'spec', 'strategy', 'type') === 'Recreate';
}
