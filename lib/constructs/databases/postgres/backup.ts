import { Duration } from 'cdk8s';
import type { Secret, SecretValue } from '../../../core';

export interface S3DestinationProps {
  readonly bucket: string;
  /** The host of the store, with its port where it is not 443: `s3.eu-central-1.amazonaws.com`. Always TLS. */
  readonly endpoint: string;
  /** The addresses behind the endpoint, as CIDRs: network policies know no names. */
  readonly cidrs: readonly string[];
  /** A secret with the keys `access-key` and `secret-key`. */
  readonly credentials: Secret;
  /** @default 'us-east-1', which stores that have no regions expect */
  readonly region?: string;
  /**
   * Whether the bucket is a part of the host's name or of the path.
   *
   * @default 'host'
   */
  readonly uriStyle?: 'host' | 'path';
}

export interface VolumeDestinationProps {
  /** A PersistentVolumeClaim in the stack's namespace that can be mounted by all instances at once (ReadWriteMany). */
  readonly claim: string;
}

/** Where backups go. */
export class BackupDestination {
  /** A bucket of an object store that speaks S3. */
  static s3(props: S3DestinationProps): BackupDestination {
    return new BackupDestination({ kind: 's3', ...props });
  }

  /** A volume that all instances mount, such as one on NFS. */
  static volume(props: VolumeDestinationProps): BackupDestination {
    return new BackupDestination({ kind: 'volume', ...props });
  }

  readonly spec:
    ({ readonly kind: 's3' } & S3DestinationProps) | ({ readonly kind: 'volume' } & VolumeDestinationProps);

  private constructor(spec: BackupDestination['spec']) {
    this.spec = spec;
  }
}

export interface BackupProps {
  readonly to: BackupDestination;
  /**
   * For how long any moment can be returned to, in whole days.
   *
   * @default - 14 days
   */
  readonly retention?: Duration;
  /**
   * The passphrase that backups are encrypted with. Keep it elsewhere too: without it they are worth nothing.
   *
   * @default - they are not encrypted
   */
  readonly passphrase?: SecretValue;
}

/**
 * When a cluster is backed up, and where to. WAL is archived all the time, so that any moment can be returned to.
 *
 * There is no property for the way back: it is a decision of an hour, not of an environment. `pgbackrest restore` with the
 * rendered pgbackrest.conf and `--type=time --target=...` makes a data directory from which any PostgreSQL of that version
 * starts. A changed password of the time between is set again by `<name>-grants`.
 */
export class Backup {
  /** Incrementally every hour, fully at midnight (UTC). */
  static hourly(props: BackupProps): Backup {
    return new Backup('hourly', props);
  }

  /** Incrementally every night, fully on Sundays (UTC). */
  static daily(props: BackupProps): Backup {
    return new Backup('daily', props);
  }

  readonly interval: 'hourly' | 'daily';
  readonly to: BackupDestination;
  readonly retentionDays: number;
  readonly passphrase: SecretValue | undefined;

  private constructor(interval: 'hourly' | 'daily', props: BackupProps) {
    this.interval = interval;
    this.to = props.to;
    this.retentionDays = (props.retention ?? Duration.days(14)).toDays({ integral: false });
    this.passphrase = props.passphrase;
  }

  /** The schedule as CronJob has it, in UTC. Not at the full hour, when everybody else's starts. */
  get schedule(): string {
    return this.interval === 'hourly' ? '7 * * * *' : '7 2 * * *';
  }
}

/** Host and port of an endpoint; undefined for what is none. */
export function endpointParts(endpoint: string): { readonly host: string; readonly port: number } | undefined {
  const [, host, port = '443'] = /^([a-z0-9.-]+)(?::(\d+))?$/.exec(endpoint) ?? [];
  return host === undefined ? undefined : { host, port: Number(port) };
}
