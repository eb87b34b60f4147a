import { findingKind } from '../../../core';

export const postgresBackupMissing = findingKind({
  code: 'postgres-backup-missing',
  severity: 'error',
  summary: 'a database in production has no backup',
  references: ['https://www.postgresql.org/docs/current/continuous-archiving.html'],
  acknowledgeable: true,
});

export const postgresBackupBesideData = findingKind({
  code: 'postgres-backup-beside-data',
  severity: 'error',
  summary: 'backups lie in the cluster whose data they hold',
  references: ['https://pgbackrest.org/user-guide.html'],
  acknowledgeable: true,
});

export const postgresBackupInvalid = findingKind({
  code: 'postgres-backup-invalid',
  severity: 'error',
  summary: 'a backup cannot be made as it is described',
  references: ['https://pgbackrest.org/configuration.html'],
  acknowledgeable: false,
});
