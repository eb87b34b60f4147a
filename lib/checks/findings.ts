import { findingKind } from '../core';

export const acknowledgementUnknown = findingKind({
  code: 'acknowledgement-unknown',
  severity: 'warning',
  summary: 'an acknowledgement names a code that does not exist',
  references: ['docs/findings.md'],
  acknowledgeable: false,
});
