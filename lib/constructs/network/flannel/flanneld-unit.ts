import type { UnitSection } from '../../../assembly';
import { section } from '../../hosts';
import { flannelPaths } from './paths';

export interface FlanneldUnitProps {
  /** The program. */
  readonly flanneld: string;
  /** The unit that brings the program. */
  readonly artifacts: string;
  /** Of what flannel reads from etcd: it does so once, when it starts. */
  readonly configDigest: string;
}

/**
 * flannel on a host. It is ready when it has a part of the range and its rules are written; for that it waits for etcd, and for
 * the configuration there, however long they need: https://github.com/flannel-io/flannel/blob/v0.28.9/main.go (getConfig).
 */
export function flanneldUnit({ flanneld, artifacts, configDigest }: FlanneldUnitProps): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', 'Network between pods, flannel'],
      ['Documentation', 'https://github.com/flannel-io/flannel'],
      // systemd passes over settings that begin with X-. With another configuration the unit is another one, and starts anew.
      ['X-ConfigDigest', configDigest],
      ['Wants', `network-online.target time-sync.target ${artifacts}`],
      ['After', `network-online.target time-sync.target ${artifacts}`],
      ['Before', 'containerd.service kubelet.service'],
      ['StartLimitIntervalSec', 0],
    ]),
    section('Service', [
      ['Type', 'notify'],
      ['EnvironmentFile', flannelPaths.environment],
      ['ExecStart', flanneld],
      ['Restart', 'always'],
      ['RestartSec', '10s'],
      ['TimeoutStartSec', 'infinity'],
      ['RuntimeDirectory', 'flannel'],
      // The plugin reads from there which addresses pods get, also while flannel starts anew.
      ['RuntimeDirectoryPreserve', 'yes'],
      ['CapabilityBoundingSet', 'CAP_NET_ADMIN CAP_NET_RAW'],
      ['NoNewPrivileges', 'yes'],
      ['ProtectSystem', 'full'],
      ['ProtectHome', 'yes'],
      ['PrivateTmp', 'yes'],
    ]),
  ];
}

/** Starts a service as soon as its certificate has come, and at every boot. Who stops the service stops this with it. */
export function waitingPathUnit(service: string, certificate: string): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', `Certificate of ${service}`],
      ['PartOf', service],
    ]),
    section('Path', [['PathExists', certificate]]),
    section('Install', [['WantedBy', 'multi-user.target']]),
  ];
}

/** Puts the configuration into etcd: again at each boot, as etcd may have been made anew. It runs where etcd itself does. */
export function configUnit(command: readonly string[]): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', "flannel's configuration, put into etcd"],
      ['After', 'etcd.service'],
      ['StartLimitIntervalSec', 0],
    ]),
    section('Service', [
      ['Type', 'oneshot'],
      ['RemainAfterExit', 'yes'],
      // etcdctl reads the value where the command has none.
      ['StandardInput', `file:${flannelPaths.config}`],
      ['ExecStart', command.join(' ')],
      ['Restart', 'on-failure'],
      ['RestartSec', '10s'],
    ]),
  ];
}
