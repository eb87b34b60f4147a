import { findingKind } from '../../../core';

const patroni = 'https://patroni.readthedocs.io/en/latest';
const postgres = 'https://www.postgresql.org/docs/current';

export const postgresVersionUnsupported = findingKind({
  code: 'postgres-version-unsupported',
  severity: 'error',
  summary: 'a version of PostgreSQL or Patroni is not supported, or the two do not go together',
  references: [`${patroni}/releases.html`, 'https://www.postgresql.org/support/versioning/'],
  acknowledgeable: false,
});

export const postgresInstancesInvalid = findingKind({
  code: 'postgres-instances-invalid',
  severity: 'error',
  summary: 'a number of instances is none',
  references: [`${patroni}/README.html`],
  acknowledgeable: false,
});

export const postgresSingleInstance = findingKind({
  code: 'postgres-single-instance',
  severity: 'error',
  summary: 'a database in production has one instance',
  references: [`${postgres}/high-availability.html`],
  acknowledgeable: true,
});

export const postgresReplicasNone = findingKind({
  code: 'postgres-replicas-none',
  severity: 'error',
  summary: 'a consumer reads from replicas of a cluster that has none',
  references: [`${postgres}/hot-standby.html`],
  acknowledgeable: false,
});

export const postgresSynchronousImpossible = findingKind({
  code: 'postgres-synchronous-impossible',
  severity: 'error',
  summary: 'commits would wait for standbys that there are not',
  references: [`${patroni}/replication_modes.html`],
  acknowledgeable: false,
});

export const postgresStorageInvalid = findingKind({
  code: 'postgres-storage-invalid',
  severity: 'error',
  summary: 'a database has no volume that it could live on',
  references: [`${postgres}/storage.html`],
  acknowledgeable: false,
});

export const postgresWalTooLarge = findingKind({
  code: 'postgres-wal-too-large',
  severity: 'error',
  summary: 'WAL may grow beyond what there is for it',
  references: [`${postgres}/wal-configuration.html`],
  acknowledgeable: false,
});

export const postgresMemoryTooSmall = findingKind({
  code: 'postgres-memory-too-small',
  severity: 'error',
  summary: 'a server may need more memory than it has',
  references: [`${postgres}/runtime-config-resource.html`],
  acknowledgeable: true,
});

export const postgresParameterManaged = findingKind({
  code: 'postgres-parameter-managed',
  severity: 'error',
  summary: 'a parameter follows from something else in the program',
  references: [`${patroni}/patroni_configuration.html`],
  acknowledgeable: false,
});

export const postgresParameterInvalid = findingKind({
  code: 'postgres-parameter-invalid',
  severity: 'error',
  summary: 'a parameter of PostgreSQL cannot be set like this',
  references: [`${postgres}/config-setting.html`],
  acknowledgeable: false,
});

export const patroniTimesImpossible = findingKind({
  code: 'patroni-times-impossible',
  severity: 'error',
  summary: 'a leader could lose its place while it still tries to keep it',
  references: [`${patroni}/dynamic_configuration.html`],
  acknowledgeable: false,
});

export const apiServerUnknown = findingKind({
  code: 'api-server-unknown',
  severity: 'error',
  summary: 'pods that ask the API server are let out to everywhere',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  acknowledgeable: true,
});
