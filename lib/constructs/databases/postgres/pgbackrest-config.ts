import { ownRoles } from './access';
import type { Backup } from './backup';
import { paths } from './patroni-config';

/** Where a repository on a volume is mounted. */
export const repositoryPath = '/var/lib/pgbackrest';

/**
 * The configuration of pgBackRest beside each server. Keys of the object store come from the environment.
 *
 * Source: https://pgbackrest.org/configuration.html
 */
export function pgbackrestConf(name: string, folder: string, backup: Backup): string {
  return [
    '[global]',
    ...repository(folder, backup),
    'repo1-retention-full-type=time',
    `repo1-retention-full=${String(backup.retentionDays)}`,
    ...(backup.passphrase ? ['repo1-cipher-type=aes-256-cbc'] : []),
    'lock-path=/tmp/pgbackrest',
    'log-level-console=info',
    'log-level-file=off',
    'start-fast=y',
    '',
    `[${name}]`,
    `pg1-path=${paths.data}`,
    `pg1-socket-path=${paths.socket}`,
    `pg1-user=${ownRoles.superuser}`,
    '',
  ].join('\n');
}

function repository(folder: string, { to }: Backup): readonly string[] {
  const { spec } = to;
  if (spec.kind === 'volume') return ['repo1-type=posix', `repo1-path=${repositoryPath}${folder}`];
  return [
    'repo1-type=s3',
    `repo1-s3-bucket=${spec.bucket}`,
    `repo1-s3-endpoint=${spec.endpoint}`,
    `repo1-s3-region=${spec.region ?? 'us-east-1'}`,
    `repo1-s3-uri-style=${spec.uriStyle ?? 'host'}`,
    `repo1-path=${folder}`,
  ];
}
