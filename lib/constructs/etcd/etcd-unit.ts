import type { UnitSection } from '../../assembly';
import { section } from '../hosts';
import { etcdPaths, pkiFiles } from './etcd-paths';

export interface EtcdUnitSettings {
  readonly name: string;
  /** The program. */
  readonly etcd: string;
  readonly dataDirectory: string;
  /** The unit that brings the program. */
  readonly artifacts: string;
}

/**
 * The unit of a member, after https://github.com/etcd-io/etcd/blob/v3.6.14/contrib/systemd/etcd.service.
 *
 * `etcd.path` starts it. Where other files of its certificates come later than the one that is watched, it fails and is
 * started again until all are there. (With conditions for them systemd would start it without a pause, and then never again:
 * https://github.com/systemd/systemd/issues/17433.)
 */
export function etcdUnit({ name, etcd, dataDirectory, artifacts }: EtcdUnitSettings): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', `Member of the etcd cluster ${name}`],
      ['Documentation', 'https://etcd.io/docs/'],
      ['Wants', `network-online.target time-sync.target ${artifacts}`],
      ['After', `network-online.target time-sync.target ${artifacts}`],
      // It waits for its certificates and for the other members however long they need.
      ['StartLimitIntervalSec', 0],
    ]),
    section('Service', [
      ['Type', 'notify'],
      ['User', 'etcd'],
      ['Group', 'etcd'],
      ['EnvironmentFile', etcdPaths.environment],
      ['EnvironmentFile', etcdPaths.initial],
      ['EnvironmentFile', etcdPaths.member],
      // As root and outside of the limits below. Made here, as on a first boot files come after systemd-tmpfiles has run.
      ['ExecStartPre', `+/usr/bin/install -d -m 0700 -o etcd -g etcd ${dataDirectory}`],
      ['ExecStart', etcd],
      ['Restart', 'always'],
      ['RestartSec', '10s'],
      // Ready means that there is a leader, and that a member that was away has caught up.
      ['TimeoutStartSec', '15min'],
      ['LimitNOFILE', '40000'],
      ['IOSchedulingClass', 'best-effort'],
      ['IOSchedulingPriority', '0'],
      ['UMask', '0077'],
      ['CapabilityBoundingSet', ''],
      ['NoNewPrivileges', 'yes'],
      ['ProtectSystem', 'strict'],
      // Missing before the first start: whoever makes it would be refused as well.
      ['ReadWritePaths', `-${dataDirectory}`],
      ['ProtectHome', 'yes'],
      ['PrivateTmp', 'yes'],
      ['PrivateDevices', 'yes'],
      ['ProtectKernelTunables', 'yes'],
      ['ProtectKernelModules', 'yes'],
      ['ProtectControlGroups', 'yes'],
      // It asks the kernel for the default route.
      ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_NETLINK AF_UNIX'],
      ['RestrictNamespaces', 'yes'],
      ['RestrictSUIDSGID', 'yes'],
      ['LockPersonality', 'yes'],
      ['SystemCallArchitectures', 'native'],
    ]),
  ];
}

/**
 * Starts a member as soon as its certificate has come, and at every boot.
 *
 * Whoever stops the service stops this with it: systemd would start at once what has ended while the file is there.
 */
export function etcdPathUnit(): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', 'Certificates of etcd.service'],
      ['PartOf', 'etcd.service'],
    ]),
    section('Path', [['PathExists', pkiFiles('server').certificate]]),
    section('Install', [['WantedBy', 'multi-user.target']]),
  ];
}
