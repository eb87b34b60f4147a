// etcd on hosts: members, their certificates, their units, and backups.
// It knows nothing that keeps data in it.
export {
  EtcdBackup,
  type EtcdBackupDestination,
  type EtcdBackupProps,
  type S3BackupDestination,
  type SshBackupDestination,
} from './etcd-backup';
export type { EtcdClientProps } from './etcd-clients';
export { EtcdCluster } from './etcd-cluster';
export type { EtcdClusterProps, VariableOptions } from './etcd-props';
export { etcdHostTaken } from './findings';
export { memberAmong } from './known-clusters';
export type { EtcdVersion } from './etcd-versions';
