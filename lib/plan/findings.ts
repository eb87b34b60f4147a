import { findingKind } from '../core';

const references = ['docs/guide.md#plans'];

export const planCircular = findingKind({
  code: 'plan-circular',
  severity: 'error',
  summary: 'steps of the plan wait for each other',
  references,
  acknowledgeable: false,
});

export const changeUnplanned = findingKind({
  code: 'change-unplanned',
  severity: 'error',
  summary: 'this change of a running environment is not planned yet',
  references,
  acknowledgeable: false,
});

export const planEnvironment = findingKind({
  code: 'plan-environment',
  severity: 'error',
  summary: 'the two assemblies are not of one environment',
  references,
  acknowledgeable: false,
});
