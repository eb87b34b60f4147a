import type { Assembly, ResourceId } from '../assembly';
import type { ResourceChange } from '../diff';
import type { Probe } from './model/probe';
import type { Step } from './model/step';
import { groupStepNames } from './objects/group-steps';
import { objectGroups } from './objects/groups';
import { objectStepNames } from './objects/step-names';

/** Steps that always belong to a change in the cluster: credentials, and the record of what may be removed. */
const companions: ReadonlySet<string> = new Set([
  objectStepNames.kubeconfig,
  objectStepNames.intent,
  objectStepNames.prune,
]);

/** Whether a step is part of bringing changes about: it names a changed resource, or waits for a group that has one. */
export function touchedBy(changes: readonly ResourceChange[], to: Assembly): (step: Step) => boolean {
  const changed = new Set(changes.map(({ id }) => id));
  const groups = objectGroups(to).filter(({ objects, secrets }) =>
    [...objects, ...secrets].some(({ id }) => changed.has(id)),
  );
  const waiting = new Set(groups.map(({ name }) => groupStepNames.ready(name)));
  return ({ id, place, postcondition }) =>
    companions.has(id) ||
    waiting.has(id) ||
    (place.kind === 'cluster' && named(postcondition).some((resource) => changed.has(resource)));
}

/** What a step brings is what it asks for in the end; some only look for what others bring. */
function named(probe: Probe): readonly ResourceId[] {
  if (probe.kind === 'objects') return probe.objects;
  return probe.kind === 'secret-objects' ? probe.secrets : [];
}
