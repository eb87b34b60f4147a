import type { UnitSection } from '../../../assembly';
import { section } from '../contribute';
import { installerUnit } from '../artifact/contribute-installer';

/**
 * containerd's unit, whole on every system: a drop-in would keep whatever the system's own unit says next, and Flatcar's
 * starts another release with another configuration. What it sets is what containerd's own unit does:
 * https://github.com/containerd/containerd/blob/v2.3.4/containerd.service
 */
export function containerdUnit(binaries: string): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', 'Container runtime'],
      ['Documentation', 'https://containerd.io'],
      ['Wants', installerUnit],
      ['After', `network.target dbus.service systemd-modules-load.service ${installerUnit}`],
    ]),
    section('Service', [
      ['Type', 'notify'],
      // The shim is looked up in PATH, and must be of the same release.
      ['Environment', `PATH=${binaries}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`],
      ['ExecStart', `${binaries}/containerd --config /etc/containerd/config.toml`],
      ['Delegate', 'yes'],
      // Containers live on while it is restarted.
      ['KillMode', 'process'],
      ['Restart', 'always'],
      ['RestartSec', '5'],
      ['LimitNPROC', 'infinity'],
      ['LimitCORE', 'infinity'],
      ['TasksMax', 'infinity'],
      ['OOMScoreAdjust', '-999'],
    ]),
    section('Install', [['WantedBy', 'multi-user.target']]),
  ];
}
