import { findingKind } from '../../core';

const configuration = 'https://etcd.io/docs/v3.6/op-guide/configuration/';

export const etcdVersion = findingKind({
  code: 'etcd-version',
  severity: 'error',
  summary: 'an etcd cluster has a version that Plinth does not know',
  references: ['https://etcd.io/docs/v3.7/op-guide/versioning/'],
  acknowledgeable: false,
});

export const etcdSettingInvalid = findingKind({
  code: 'etcd-setting-invalid',
  severity: 'error',
  summary: 'etcd would not start with a setting, or not do what it says',
  references: [configuration],
  acknowledgeable: false,
});

export const etcdVariable = findingKind({
  code: 'etcd-variable',
  severity: 'warning',
  summary: 'a variable of etcd was set by hand',
  references: [configuration],
  acknowledgeable: true,
});

export const etcdVariableInvalid = findingKind({
  code: 'etcd-variable-invalid',
  severity: 'error',
  summary: 'a variable of etcd cannot be set by hand',
  references: [configuration],
  acknowledgeable: false,
});

export const etcdHostTaken = findingKind({
  code: 'etcd-host-taken',
  severity: 'error',
  summary: 'two etcd clusters are on one host',
  references: ['https://etcd.io/docs/v3.6/op-guide/hardware/'],
  acknowledgeable: false,
});

export const etcdBackupInvalid = findingKind({
  code: 'etcd-backup-invalid',
  severity: 'error',
  summary: 'etcd cannot be backed up as it is described',
  references: ['https://etcd.io/docs/v3.6/op-guide/recovery/'],
  acknowledgeable: false,
});

export const etcdBackupShared = findingKind({
  code: 'etcd-backup-shared',
  severity: 'error',
  summary: 'two etcd clusters are backed up to one place',
  references: ['https://kops.sigs.k8s.io/operations/etcd_backup_restore_encryption/'],
  acknowledgeable: false,
});

export const etcdDiscoveryGone = findingKind({
  code: 'etcd-discovery-gone',
  severity: 'error',
  summary: 'members of etcd cannot find each other by a discovery service',
  references: ['https://etcd.io/docs/v3.7/upgrades/upgrade_3_7/'],
  acknowledgeable: false,
});
