import { findingKind } from './finding';

/** One code for values that cannot be made at all: they are refused where they are written. */
export const invalidValue = findingKind({
  code: 'invalid-value',
  severity: 'error',
  summary: 'a value has the wrong form',
  references: ['https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/'],
  acknowledgeable: false,
});
