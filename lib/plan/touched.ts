import type { Assembly, ResourceId } from '../assembly';
import type { ResourceChange } from '../diff';
import type { Action } from './model/action';
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
  return ({ id, place, actions }) =>
    companions.has(id) ||
    waiting.has(id) ||
    (place.kind === 'cluster' && actions.some((action) => named(action).some((resource) => changed.has(resource))));
}

function named(action: Action): readonly ResourceId[] {
  if (action.kind === 'apply-objects') return action.objects;
  return action.kind === 'make-secret-objects' ? action.secrets : [];
}
