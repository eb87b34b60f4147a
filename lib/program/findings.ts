import { findingKind } from '../core';

export const environmentUnknown = findingKind({
  code: 'environment-unknown',
  severity: 'error',
  summary: 'the program has no such environment',
  references: ['docs/guide.md#environments'],
  acknowledgeable: false,
});

export const lockUnreadable = findingKind({
  code: 'lock-unreadable',
  severity: 'error',
  summary: 'plinth.lock.json cannot be read',
  references: ['docs/guide.md#versions'],
  acknowledgeable: false,
});
