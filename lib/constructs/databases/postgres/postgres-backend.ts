import type { Duration } from 'cdk8s';
import type { PatroniVersion } from './patroni-versions';

export interface PatroniProps {
  /** The line of Patroni in the image: labels of the leader and modes of replication differ between lines. */
  readonly version: PatroniVersion;
  /**
   * The folder with the programs of PostgreSQL in the image.
   *
   * @default - Debian's: /usr/lib/postgresql/<version>/bin
   */
  readonly binDirectory?: string;
  /**
   * The user and group that run PostgreSQL. The image must know the user by name, or `initdb` refuses.
   *
   * @default - { user: 999, group: 999 }, as in images made from Debian's packages by the PostgreSQL project
   */
  readonly runAs?: { readonly user: number; readonly group: number };
  /**
   * How long the leader holds its place without renewing it.
   *
   * @default - 30 seconds
   */
  readonly ttl?: Duration;
  /**
   * How often every member looks at the state of the cluster.
   *
   * @default - 10 seconds
   */
  readonly loopWait?: Duration;
  /**
   * How long a member retries when the API server or PostgreSQL does not answer.
   *
   * @default - 10 seconds
   */
  readonly retryTimeout?: Duration;
}

/** What keeps a cluster of PostgreSQL running: who fails over, and who makes replicas. */
export class PostgresBackend {
  /**
   * Patroni in the pods themselves, with the Kubernetes API as its store: no operator, no extra etcd.
   *
   * Source: https://patroni.readthedocs.io/en/latest/kubernetes.html
   */
  static patroni(props: PatroniProps): PostgresBackend {
    return new PostgresBackend(props);
  }

  readonly patroni: PatroniProps;

  private constructor(patroni: PatroniProps) {
    this.patroni = patroni;
  }
}

/** Patroni's times in seconds. */
export interface PatroniTimes {
  readonly ttl: number;
  readonly loopWait: number;
  readonly retryTimeout: number;
}

export function patroniTimes(props: PatroniProps): PatroniTimes {
  return {
    ttl: props.ttl?.toSeconds() ?? 30,
    loopWait: props.loopWait?.toSeconds() ?? 10,
    retryTimeout: props.retryTimeout?.toSeconds() ?? 10,
  };
}
