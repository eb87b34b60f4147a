import type { Size } from 'cdk8s';
import type { ComponentProps } from '../../base';
import type { ResourcesProps, SpreadProps } from '../../kubernetes';
import type { ImageReference } from '../image';
import type { Access } from './access';
import type { Backup } from './backup';
import type { PostgresVersion } from './patroni-versions';
import type { Pooler } from './pooler';
import type { PostgresBackend } from './postgres-backend';
import type { Parameters } from './postgres-parameters';
import type { Synchronous } from './synchronous';

export interface PostgresMonitoring {
  /** An image with postgres_exporter as its entry point. */
  readonly image: ImageReference | string;
}

export interface PostgresClusterProps extends ComponentProps {
  /** The major version of PostgreSQL in the image. */
  readonly version: PostgresVersion;
  /** An image with PostgreSQL, what the back-end needs (Patroni), pgBackRest where there is a backup, and a shell. */
  readonly image: ImageReference | string;
  /** What fails over and makes replicas. */
  readonly backend: PostgresBackend;
  /** The volume of each instance. It holds WAL too, unless `walStorage` is given. */
  readonly storage: Size;
  /**
   * How many servers: one leader, the others its replicas.
   *
   * @default - 3 in production, 1 elsewhere
   */
  readonly instances?: number;
  /**
   * The storage class of the volumes.
   *
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * A volume for WAL alone. Cannot be added or taken away later without making each instance anew.
   *
   * @default - WAL lies on the volume with the data
   */
  readonly walStorage?: Size;
  /**
   * What each server gets. shared_buffers, work_mem and max_connections follow from its memory.
   *
   * @default - 500m CPU and 1Gi memory
   */
  readonly resources?: ResourcesProps;
  /**
   * Parameters of PostgreSQL, in place of those that follow from the size of the server.
   *
   * @default - none
   */
  readonly parameters?: Parameters;
  /**
   * Whether a commit waits for standbys.
   *
   * @default - for one standby from 3 instances up (any of them from Patroni 4.0, else always the same), for none below
   */
  readonly synchronous?: Synchronous;
  /**
   * When and where to it is backed up.
   *
   * @default - never; in production that is a finding
   */
  readonly backup?: Backup;
  /**
   * A connection pooler, which consumers then use.
   *
   * @default - consumers connect to the leader
   */
  readonly pooler?: Pooler;
  /**
   * The databases that consumers may ask for. The first one is taken where a consumer names none.
   *
   * @default - one, with the cluster's name (`-` becomes `_`)
   */
  readonly databases?: readonly string[];
  /**
   * An exporter of metrics beside each server, on port 9187.
   *
   * @default - none
   */
  readonly monitoring?: PostgresMonitoring;
  /**
   * How instances are spread.
   *
   * @default - over hosts, strictly in production; over zones as far as possible
   */
  readonly spread?: SpreadProps;
  /**
   * Whether the volumes stay when the cluster is removed from the program.
   *
   * @default 'retain'
   */
  readonly deletionPolicy?: 'retain' | 'delete';
}

/** What belongs to a session and does not work when a connection is lent for one transaction only. */
export type SessionFeature =
  'advisory-locks' | 'listen-notify' | 'prepared-statements' | 'session-settings' | 'temporary-tables';

/** What a consumer asks for. */
export interface ConnectOptions {
  /** @default - the cluster's first database */
  readonly database?: string;
  /** What the role may do there. @default 'owner', which may create tables; only one role of a database may leave it out */
  readonly access?: Access;
  /** Whether it connects through the pooler. @default - where there is one */
  readonly pooled?: boolean;
  /** What the consumer needs of its session. @default - nothing */
  readonly session?: readonly SessionFeature[];
}
