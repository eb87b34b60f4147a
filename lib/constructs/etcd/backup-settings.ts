import type { EtcdClusterSpec } from '../../assembly';
import { backupIntervals, type EtcdBackup, type EtcdBackupDestination, type EtcdBackupProps } from './etcd-backup';
import { etcdPaths, etcdPorts, pkiFiles } from './etcd-paths';
import type { EtcdSettings } from './etcd-settings';

/** What is copied where and when, or undefined where nothing is. */
export function copiesOf(
  backup: EtcdBackup | undefined,
): (EtcdBackupProps & { interval: 'hourly' | 'daily' }) | undefined {
  return backup?.spec.kind === 'copies' ? backup.spec : undefined;
}

/** The folder of the copies, which is no other cluster's. */
export function destinationUrl(to: EtcdBackupDestination, { token }: EtcdSettings): string {
  return to.kind === 's3'
    ? `https://${to.endpoint}/${to.bucket}/${to.folder ?? token}`
    : `sftp://${to.user}@${to.host}:${String(to.port ?? 22)}${to.folder}`;
}

/** What the model says about the backup. */
export function backupSpec(backup: EtcdBackup | undefined, settings: EtcdSettings): EtcdClusterSpec['backup'] {
  const copies = copiesOf(backup);
  if (!copies) return undefined;
  const { interval, keep = 14, to } = copies;
  const destination = { kind: to.kind, url: destinationUrl(to, settings) };
  return { schedule: backupIntervals[interval].onCalendar, keep, destination };
}

/** The variables by which the script knows what to do; its text is the same everywhere. */
export function backupEnvironment(
  { interval, keep = 14, to }: NonNullable<ReturnType<typeof copiesOf>>,
  settings: EtcdSettings,
  programs: { readonly etcdctl: string; readonly etcdutl: string },
): Readonly<Record<string, string>> {
  const client = pkiFiles('healthcheck-client');
  return {
    BACKUP_ETCDCTL: programs.etcdctl,
    BACKUP_ETCDUTL: programs.etcdutl,
    BACKUP_INTERVAL_SECONDS: String(backupIntervals[interval].seconds),
    BACKUP_KEEP: String(keep),
    BACKUP_KIND: to.kind,
    ...(to.kind === 's3'
      ? {
          BACKUP_URL: destinationUrl(to, settings),
          BACKUP_REGION: to.region ?? 'us-east-1',
          // Read by curl itself: https://curl.se/docs/manpage.html
          ...(to.authority !== undefined && { CURL_CA_BUNDLE: to.authority }),
        }
      : {
          BACKUP_HOST: `${to.user}@${to.host}`,
          BACKUP_PORT: String(to.port ?? 22),
          BACKUP_FOLDER: to.folder,
          BACKUP_KEY: backupPaths.key,
          BACKUP_KNOWN_HOSTS: backupPaths.knownHosts,
        }),
    ETCDCTL_ENDPOINTS: `https://127.0.0.1:${String(etcdPorts.client)}`,
    ETCDCTL_CACERT: etcdPaths.authority,
    ETCDCTL_CERT: client.certificate,
    ETCDCTL_KEY: client.key,
  };
}

export const backupPaths = {
  script: '/etc/etcd/backup.sh',
  environment: '/etc/etcd/backup.env',
  /** AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
  credentials: '/etc/etcd/backup-credentials.env',
  key: '/etc/etcd/backup-key',
  knownHosts: '/etc/etcd/backup-known-hosts',
} as const;
