import { Cidr, objectionsTo, type Report } from '../../../core';
import { endpointParts, type Backup, type BackupDestination } from './backup';
import { postgresBackupBesideData, postgresBackupInvalid, postgresBackupMissing } from './backup-findings';
import type { PostgresSettings } from './postgres-settings';

/** The keys that the credentials of an object store must have. */
const credentialKeys = ['access-key', 'secret-key'] as const;

/** What is wrong with when and where to a cluster is backed up. */
export function backupProblems(backup: Backup | undefined, { tier }: PostgresSettings): readonly Report[] {
  if (!backup) {
    if (tier !== 'production') return [];
    const detail =
      'There is no backup, in an environment of the tier "production": replicas repeat a mistake within a second.';
    const fix =
      'Give one, backup: Backup.daily({ to: BackupDestination.s3({ ... }) }), or acknowledge that the data may be lost.';
    return [{ kind: postgresBackupMissing, detail, fix }];
  }
  return [...retentionProblems(backup), ...destinationProblems(backup.to)];
}

function retentionProblems({ retentionDays }: Backup): readonly Report[] {
  if (Number.isInteger(retentionDays) && retentionDays >= 1) return [];
  const detail = `retention is ${String(retentionDays)} days; pgBackRest counts whole days from 1 up.`;
  return [{ kind: postgresBackupInvalid, detail, fix: 'Write retention: Duration.days(14).' }];
}

function destinationProblems({ spec }: BackupDestination): readonly Report[] {
  if (spec.kind === 'volume') {
    const detail = `Backups go to the volume "${spec.claim}" of the same cluster: what takes the cluster away may take them along.`;
    const fix = 'Use BackupDestination.s3 elsewhere, or acknowledge it and say where the volume really is.';
    return [{ kind: postgresBackupBesideData, detail, fix }];
  }
  const { endpoint, cidrs, credentials } = spec;
  const invalid = (detail: string, fix: string): Report => ({ kind: postgresBackupInvalid, detail, fix });
  const parts = endpointParts(endpoint);
  const known = Object.keys(credentials.keys);
  const missing = known.length === 0 ? [] : credentialKeys.filter((key) => !known.includes(key));
  return [
    ...(parts
      ? []
      : [
          invalid(
            `The endpoint is "${endpoint}".`,
            'Write the host alone, with its port where it is not 443: "s3.example.com".',
          ),
        ]),
    ...(parts && isInsideCluster(parts.host)
      ? [
          {
            kind: postgresBackupBesideData,
            detail: `Backups go to "${endpoint}", a service of the same cluster: what takes the cluster away may take them along.`,
            fix: 'Use a store elsewhere, or acknowledge it and say where its disks really are.',
          },
        ]
      : []),
    ...(cidrs.length === 0
      ? [
          invalid(
            'cidrs is empty, so no policy lets backups out.',
            'Give the addresses of the store: cidrs: ["203.0.113.0/24"].',
          ),
        ]
      : cidrs.flatMap((cidr) => objectionsTo(() => Cidr.parse(cidr)).map(({ detail, fix }) => invalid(detail, fix)))),
    ...missing.map((key) =>
      invalid(
        `The secret "${credentials.name}" has the keys ${known.join(', ')}, and not "${key}".`,
        `Store it under "${key}"; both ${credentialKeys.join(' and ')} are needed.`,
      ),
    ),
  ];
}

/** A name without a dot, or one that ends as services do, is looked up in the cluster. */
function isInsideCluster(host: string): boolean {
  return !host.includes('.') || /\.svc(\.cluster\.local)?$/.test(host);
}
