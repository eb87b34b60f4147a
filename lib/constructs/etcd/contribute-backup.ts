import type { Contribution, HostPlace, UnitSection } from '../../assembly';
import { contributeFile, contributeSecretFile, contributeUnit, placesOf, section } from '../hosts';
import { backupEnvironment, backupPaths, copiesOf } from './backup-settings';
import { backupScript } from './backup-script';
import { contributePrograms } from './contribute-members';
import { backupIntervals, type EtcdBackup, type EtcdBackupDestination } from './etcd-backup';
import { pkiFiles } from './etcd-paths';
import type { EtcdSettings } from './etcd-settings';

/** The timer, the unit, the script and the settings of the backup, on all members. */
export function contributeBackup(
  into: Contribution,
  settings: EtcdSettings,
  release: string,
  backup: EtcdBackup | undefined,
): void {
  const copies = copiesOf(backup);
  if (!copies) return;
  for (const on of placesOf(settings.hosts)) {
    const { programs } = contributePrograms(into, on, settings, release);
    contributeFile(into, on, {
      path: backupPaths.script,
      mode: '0755',
      body: { format: 'text', value: backupScript },
      effect: { kind: 'none' },
    });
    contributeFile(into, on, {
      path: backupPaths.environment,
      body: { format: 'env', value: backupEnvironment(copies, settings, programs) },
      effect: { kind: 'none' },
    });
    const secret = contributeAccess(into, on, copies.to);
    contributeUnit(into, on, {
      name: 'etcd-backup.service',
      state: 'static',
      body: backupUnit(copies.to, secret),
      effect: { kind: 'none' },
    });
    contributeUnit(into, on, {
      name: 'etcd-backup.timer',
      body: backupTimer(backupIntervals[copies.interval].onCalendar),
    });
  }
}

/** What lets the copies in on the other side. @returns the file that has to be brought */
function contributeAccess(into: Contribution, on: HostPlace, to: EtcdBackupDestination): string {
  const effect = { kind: 'none' } as const;
  if (to.kind === 's3') {
    const path = backupPaths.credentials;
    const purpose = `AWS_ACCESS_KEY_ID=... and AWS_SECRET_ACCESS_KEY=... of somebody who may put objects into the bucket "${to.bucket}" of ${to.endpoint}`;
    contributeSecretFile(into, on, { path, maker: 'existing', purpose, effect });
    return path;
  }
  const { host, port = 22, user, hostKey } = to;
  const path = backupPaths.key;
  const purpose = `private key of OpenSSH with which ${user} of ${host} lets copies in by SFTP`;
  contributeSecretFile(into, on, { path, user: 'etcd', maker: 'existing', purpose, effect });
  const name = port === 22 ? host : `[${host}]:${String(port)}`;
  const body = { format: 'text', value: `${name} ${hostKey}\n` } as const;
  contributeFile(into, on, { path: backupPaths.knownHosts, body, effect });
  return path;
}

function backupUnit(to: EtcdBackupDestination, secret: string): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', 'Copy of the data of etcd'],
      ['Wants', 'network-online.target'],
      ['After', 'network-online.target etcd.service'],
      ['ConditionPathExists', secret],
      ['ConditionPathExists', pkiFiles('healthcheck-client').certificate],
    ]),
    section('Service', [
      ['Type', 'oneshot'],
      ['User', 'etcd'],
      ['Group', 'etcd'],
      ['EnvironmentFile', backupPaths.environment],
      ['EnvironmentFile', to.kind === 's3' ? secret : undefined],
      ['ExecStart', `/bin/bash ${backupPaths.script}`],
      ['StateDirectory', 'etcd-backup'],
      ['StateDirectoryMode', '0700'],
      ['TimeoutStartSec', '30min'],
      // Members share the disk with it.
      ['Nice', '10'],
      ['IOSchedulingClass', 'idle'],
      ['CapabilityBoundingSet', ''],
      ['NoNewPrivileges', 'yes'],
      ['ProtectSystem', 'strict'],
      ['ProtectHome', 'yes'],
      ['PrivateTmp', 'yes'],
      ['PrivateDevices', 'yes'],
    ]),
  ];
}

function backupTimer(onCalendar: string): readonly UnitSection[] {
  return [
    section('Unit', [['Description', 'Copies of the data of etcd']]),
    section('Timer', [
      ['OnCalendar', onCalendar],
      // Without a delay of each host's own: at one moment there is one leader, and so one copy.
      ['AccuracySec', '1s'],
      ['Persistent', 'yes'],
    ]),
    section('Install', [['WantedBy', 'timers.target']]),
  ];
}
