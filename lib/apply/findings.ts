import { findingKind } from '../core';

const references = ['docs/guide.md#apply'];

export const hostUnreachable = findingKind({
  code: 'host-unreachable',
  severity: 'error',
  summary: 'a host does not answer',
  references,
  acknowledgeable: false,
});

export const hostKeyChanged = findingKind({
  code: 'host-key-changed',
  severity: 'error',
  summary: 'a host shows another host key than the known one',
  references,
  acknowledgeable: false,
});

export const hostKeyUnknown = findingKind({
  code: 'host-key-unknown',
  severity: 'error',
  summary: 'the host key of a host is not known',
  references,
  acknowledgeable: false,
});

export const hostLoginRefused = findingKind({
  code: 'host-login-refused',
  severity: 'error',
  summary: 'a host does not let us in',
  references,
  acknowledgeable: false,
});

export const diskFull = findingKind({
  code: 'disk-full',
  severity: 'error',
  summary: 'no space is left on a disk that apply needs',
  references,
  acknowledgeable: false,
});

export const programMissing = findingKind({
  code: 'program-missing',
  severity: 'error',
  summary: 'a program that apply needs was not found',
  references,
  acknowledgeable: false,
});

export const lockHeld = findingKind({
  code: 'lock-held',
  severity: 'error',
  summary: 'somebody else applies to this environment',
  references,
  acknowledgeable: false,
});

export const deskOfAnother = findingKind({
  code: 'desk-of-another',
  severity: 'error',
  summary: 'the desk is kept for another environment of this name',
  references,
  acknowledgeable: false,
});

export const planStale = findingKind({
  code: 'plan-stale',
  severity: 'error',
  summary: 'the plan does not fit what is declared or deployed',
  references,
  acknowledgeable: false,
});

export const planEdited = findingKind({
  code: 'plan-edited',
  severity: 'error',
  summary: 'the plan is not what Plinth would write',
  references,
  acknowledgeable: false,
});

export const deployedUnreadable = findingKind({
  code: 'deployed-unreadable',
  severity: 'error',
  summary: 'what is deployed cannot be read',
  references,
  acknowledgeable: false,
});

export const stepUnknown = findingKind({
  code: 'step-unknown',
  severity: 'error',
  summary: 'the plan has no such step',
  references,
  acknowledgeable: false,
});

export const authoritiesUnreadable = findingKind({
  code: 'authorities-unreadable',
  severity: 'error',
  summary: 'the copy of the authorities’ keys cannot be used',
  references,
  acknowledgeable: false,
});

export const clusterUnreachable = findingKind({
  code: 'cluster-unreachable',
  severity: 'error',
  summary: 'the API server cannot be asked',
  references,
  acknowledgeable: false,
});
