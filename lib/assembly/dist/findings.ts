import { findingKind } from '../../core';

export const distUnreadable = findingKind({
  code: 'dist-unreadable',
  severity: 'error',
  summary: 'the synthesized files are not what Plinth wrote',
  references: ['docs/architecture.md#output'],
  acknowledgeable: false,
});

export const distNewer = findingKind({
  code: 'dist-newer',
  severity: 'error',
  summary: 'the synthesized files have a format that this Plinth does not know',
  references: ['docs/architecture.md#output'],
  acknowledgeable: false,
});
