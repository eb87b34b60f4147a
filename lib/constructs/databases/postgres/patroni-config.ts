import type { Json, JsonObject } from '../../../core';
import { ownRoles } from './access';
import type { PatroniTimes } from './postgres-backend';
import { patroniLine, type PatroniVersion } from './patroni-versions';
import { splitParameters, type Parameters } from './postgres-parameters';
import type { Synchronous } from './synchronous';

/** Where things are in the pod of a member. */
export const paths = {
  config: '/etc/patroni/patroni.yaml',
  dynamic: '/etc/patroni/dynamic.yaml',
  start: '/etc/patroni/start.sh',
  /** A folder in the volume, never its root: file systems have a `lost+found` there. */
  data: '/var/lib/postgresql/data/pgdata',
  dataVolume: '/var/lib/postgresql/data',
  wal: '/var/lib/postgresql/wal/pg_wal',
  walVolume: '/var/lib/postgresql/wal',
  socket: '/var/run/postgresql',
} as const;

/** The label by which Patroni tells the leader from the replicas. */
export const roleLabel = 'role';

export const postgresPort = 5432;
/** Patroni's REST API: probes, and members asking each other before a failover. */
export const patroniPort = 8008;

export interface PatroniSettings {
  readonly name: string;
  readonly namespace: string;
  readonly version: PatroniVersion;
  readonly times: PatroniTimes;
  readonly binDirectory: string;
  readonly hasWalVolume: boolean;
  readonly synchronous: Synchronous;
  readonly parameters: Parameters;
  /** How WAL is archived and fetched back; absent without a backup. */
  readonly archive?: { readonly push: string; readonly fetch: string };
}

/**
 * What all members agree on. Patroni keeps it in the cluster's store and takes it from the file only once, when the cluster is
 * made: `start.sh` brings later changes there. So every key that may ever be set is always set.
 */
export function dynamicConfig(settings: PatroniSettings): JsonObject {
  const { times, synchronous } = settings;
  return {
    ttl: times.ttl,
    loop_wait: times.loopWait,
    retry_timeout: times.retryTimeout,
    maximum_lag_on_failover: 1048576,
    // Without it the leader stops taking writes whenever the API server is away, such as while it is upgraded.
    failsafe_mode: true,
    synchronous_mode: synchronous.method === 'quorum' ? 'quorum' : synchronous.method === 'first',
    synchronous_node_count: Math.max(synchronous.standbys, 1),
    postgresql: {
      use_pg_rewind: true,
      use_slots: true,
      parameters: splitParameters(settings.parameters).shared,
    },
  };
}

/**
 * The file that Patroni starts with. Names, addresses and passwords differ by pod and come from the environment.
 *
 * Source: https://patroni.readthedocs.io/en/latest/yaml_configuration.html
 */
export function patroniConfig(settings: PatroniSettings): JsonObject {
  const { name, namespace, binDirectory, hasWalVolume } = settings;
  const { leader } = patroniLine(settings.version);
  const waldir: readonly Json[] = hasWalVolume ? [{ waldir: paths.wal }] : [];
  return {
    scope: name,
    restapi: { listen: `0.0.0.0:${String(patroniPort)}` },
    kubernetes: {
      namespace,
      // Endpoints are deprecated since Kubernetes 1.33.
      use_endpoints: false,
      scope_label: 'app.kubernetes.io/name',
      labels: { 'app.kubernetes.io/name': name },
      role_label: roleLabel,
      ...(leader.configurable && { leader_label_value: leader.value }),
    },
    bootstrap: {
      dcs: dynamicConfig(settings),
      // The order of C.UTF-8 is the same in every image; that of other locales changes with glibc and breaks indexes.
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums', ...waldir],
    },
    postgresql: {
      listen: `*:${String(postgresPort)}`,
      data_dir: paths.data,
      bin_dir: binDirectory,
      pgpass: '/tmp/pgpass',
      use_unix_socket: true,
      create_replica_methods: ['basebackup'],
      basebackup: [{ checkpoint: 'fast' }, ...waldir],
      parameters: { ...splitParameters(settings.parameters).local, ...serverParameters(settings) },
      ...(settings.archive && { recovery_conf: { restore_command: settings.archive.fetch } }),
      pg_hba: hostBasedAuthentication,
    },
    // A container has no watchdog device. The liveness probe does its work: it fails when the loop hangs longer than the ttl.
    watchdog: { mode: 'off' },
  };
}

function serverParameters({ archive }: PatroniSettings): Parameters {
  return {
    unix_socket_directories: paths.socket,
    // With `try` a server that finds huge pages on the node is killed: its pod may have none.
    huge_pages: 'off',
    ...(archive
      ? { archive_mode: 'on', archive_command: archive.push, archive_timeout: '5min' }
      : { archive_mode: 'off' }),
  };
}

const hostBasedAuthentication: readonly string[] = [
  // The socket is in a folder of this one container, where only the user of the server runs.
  `local all ${ownRoles.superuser} trust`,
  'local all all scram-sha-256',
  `host replication ${ownRoles.replication} all scram-sha-256`,
  'host all all all scram-sha-256',
];
