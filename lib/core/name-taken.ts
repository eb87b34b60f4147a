import { findingKind } from './finding';

/** Names are unique: ids in a scope, names of components in a stack, objects of a kind. */
export const nameTaken = findingKind({
  code: 'name-taken',
  severity: 'error',
  summary: 'two things in one place have the same name',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  acknowledgeable: false,
});
