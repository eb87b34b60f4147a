import { findingKind } from '../../core';

export const networkInvalid = findingKind({
  code: 'network-invalid',
  severity: 'error',
  summary: 'a network between pods is declared in a way that cannot be',
  references: ['https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/configuration.md'],
  acknowledgeable: false,
});

export const networkUnused = findingKind({
  code: 'network-unused',
  severity: 'error',
  summary: 'a network between pods belongs to no cluster',
  references: ['docs/guide.md#environments'],
  acknowledgeable: false,
});
