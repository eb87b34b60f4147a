import { findingKind } from '../../core';

export const backendInvalid = findingKind({
  code: 'backend-invalid',
  severity: 'error',
  summary: 'the state of machines cannot be kept where the program says',
  references: ['https://opentofu.org/docs/language/settings/backends/configuration/', 'docs/guide.md#hosts'],
  acknowledgeable: false,
});
