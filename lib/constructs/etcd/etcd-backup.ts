import { Duration } from 'cdk8s';
import { isJsonObject, madeOtherwise, PlinthError, textAt } from '../../core';

export interface S3BackupDestination {
  readonly kind: 's3';
  readonly bucket: string;
  /** The host of the store, with its port where it is not 443: `s3.eu-central-1.amazonaws.com`. Always TLS. */
  readonly endpoint: string;
  /** @default 'us-east-1', which stores that have no regions expect */
  readonly region?: string;
  /** A folder in the bucket. @default - the token of the cluster */
  readonly folder?: string;
  /** The file on hosts with the authority of the store's certificate. @default - those that the operating system trusts */
  readonly authority?: string;
}

export interface SshBackupDestination {
  readonly kind: 'ssh';
  /** A host that speaks SFTP, by address or name. */
  readonly host: string;
  /** @default 22 */
  readonly port?: number;
  readonly user: string;
  /** Absolute; it must exist. */
  readonly folder: string;
  /** The host's public key as known_hosts has it, `ssh-ed25519 AAAA...`: without it copies could go to anybody. */
  readonly hostKey: string;
}

/** Where copies go. Never to a host of the cluster. */
export type EtcdBackupDestination = S3BackupDestination | SshBackupDestination;

export interface EtcdBackupProps {
  readonly to: EtcdBackupDestination;
  /** How many copies are kept; each new one takes the place of the oldest. @default - 14 */
  readonly keep?: number;
}

/** When etcd is backed up, and where to. The leader alone makes a copy, verifies it, and sends it away. */
export class EtcdBackup {
  /** Seven minutes after each full hour (UTC). @throws PlinthError `choice-unknown` for what is no destination. */
  static hourly(props: EtcdBackupProps): EtcdBackup {
    refuseDestination(props.to);
    return new EtcdBackup({ ...props, kind: 'copies', interval: 'hourly' });
  }

  /** At 02:07 (UTC). @throws PlinthError `choice-unknown` for what is no destination. */
  static daily(props: EtcdBackupProps): EtcdBackup {
    refuseDestination(props.to);
    return new EtcdBackup({ ...props, kind: 'copies', interval: 'daily' });
  }

  /** No copies: whatever is in it may be lost. The reason stands in `facts/acknowledged.md`. */
  static none(props: { readonly reason: string }): EtcdBackup {
    return new EtcdBackup({ kind: 'none', ...props });
  }

  readonly spec:
    | ({ readonly kind: 'copies'; readonly interval: 'hourly' | 'daily' } & EtcdBackupProps)
    | { readonly kind: 'none'; readonly reason: string };

  private constructor(spec: EtcdBackup['spec']) {
    this.spec = spec;
  }
}

/** When copies are made, in both of the forms that are needed. */
export const backupIntervals = {
  // Not at the full hour, when everybody else's starts.
  hourly: { onCalendar: '*-*-* *:07:00 UTC', seconds: Duration.hours(1).toSeconds() },
  daily: { onCalendar: '*-*-* 02:07:00 UTC', seconds: Duration.days(1).toSeconds() },
} as const;

/** Programs run without being type-checked: EtcdBackup.daily({ kind: 's3', ... }) would make no copies and say nothing. */
function refuseDestination(to: unknown): void {
  if (isJsonObject(to) && ['s3', 'ssh'].includes(textAt(to, 'kind') ?? '')) return;
  const { kind, detail, fix } = madeOtherwise(
    'to',
    to,
    'place where copies go',
    "Write EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } }).",
  );
  throw PlinthError.of(kind, detail, fix);
}
