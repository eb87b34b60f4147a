import { findingKind } from '../../core';

export const databaseSecretElsewhere = findingKind({
  code: 'database-secret-elsewhere',
  severity: 'error',
  summary: 'a consumer in another namespace cannot read the password of its database',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
  acknowledgeable: false,
});
