import { findingKind } from '../../../core';

const postgres = 'https://www.postgresql.org/docs/current';

export const postgresNameInvalid = findingKind({
  code: 'postgres-name-invalid',
  severity: 'error',
  summary: 'a name cannot be one of a role or a database',
  references: [`${postgres}/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS`],
  acknowledgeable: false,
});

export const postgresNameReserved = findingKind({
  code: 'postgres-name-reserved',
  severity: 'error',
  summary: 'a role or database has a name that the cluster itself uses',
  references: [`${postgres}/predefined-roles.html`],
  acknowledgeable: false,
});

export const postgresDatabaseUnknown = findingKind({
  code: 'postgres-database-unknown',
  severity: 'error',
  summary: 'a consumer asks for a database that the cluster does not have',
  references: ['docs/guide.md#edges'],
  acknowledgeable: false,
});

export const postgresRoleConflict = findingKind({
  code: 'postgres-role-conflict',
  severity: 'error',
  summary: 'consumers ask for one role in different ways',
  references: [`${postgres}/user-manag.html`],
  acknowledgeable: false,
});

export const postgresOwnerUnstated = findingKind({
  code: 'postgres-owner-unstated',
  severity: 'error',
  summary: 'several roles would own a database because nobody said otherwise',
  references: [`${postgres}/ddl-priv.html`],
  acknowledgeable: false,
});

export const poolerMissing = findingKind({
  code: 'postgres-pooler-missing',
  severity: 'error',
  summary: 'a consumer asks for a pooler that the cluster does not have',
  references: ['https://www.pgbouncer.org/features.html'],
  acknowledgeable: false,
});

export const poolerSizeInvalid = findingKind({
  code: 'postgres-pooler-invalid',
  severity: 'error',
  summary: 'a number of a pooler is none',
  references: ['https://www.pgbouncer.org/config.html'],
  acknowledgeable: false,
});

export const poolerTooLarge = findingKind({
  code: 'postgres-pooler-too-large',
  severity: 'error',
  summary: 'poolers may open more connections than the server takes',
  references: ['https://www.pgbouncer.org/config.html#default_pool_size'],
  acknowledgeable: false,
});

export const poolerSession = findingKind({
  code: 'postgres-pooler-session',
  severity: 'error',
  summary: 'a consumer needs its session, and the pooler lends connections for one transaction',
  references: ['https://www.pgbouncer.org/features.html'],
  acknowledgeable: false,
});
