import type { HostPlace, Contribution } from '../../../assembly';
import { contributeFile, contributeUnit, section, type HostPool } from '../../hosts';

export interface HaproxySettings {
  /** `haproxy-api`: its unit, and its folder below /etc and /run. */
  readonly name: string;
  readonly description: string;
  readonly text: string;
  /** Files without which it cannot start: apply brings them. */
  readonly waitsFor: readonly string[];
  /** Whether it listens on ports below 1024. */
  readonly privilegedPorts: boolean;
}

/** The unit and the configuration of one haproxy. Each has its own, so that a change of one never touches the other's connections. */
export function contributeHaproxy(into: Contribution, on: HostPlace, pool: HostPool, settings: HaproxySettings): void {
  const { name, description, text, waitsFor, privilegedPorts } = settings;
  const unit = `${name}.service`;
  const config = `/etc/${name}/haproxy.cfg`;
  const binary = haproxyBinary[pool.os.facts.packages];
  contributeFile(into, on, {
    path: config,
    body: { format: 'text', value: text },
    effect: { kind: 'reload', unit },
  });
  contributeUnit(into, on, {
    name: unit,
    body: [
      section('Unit', [
        ['Description', description],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target plinth-packages.service plinth-artifacts.service plinth-extensions.service'],
        ...waitsFor.map((path) => ['ConditionPathExists', path] as const),
      ]),
      section('Service', [
        ['Type', 'notify'],
        ['User', 'haproxy'],
        ['Group', 'haproxy'],
        ['RuntimeDirectory', name],
        ['ExecStartPre', `${binary} -c -q -f ${config}`],
        ['ExecStart', `${binary} -Ws -f ${config} -p /run/${name}/haproxy.pid`],
        ['ExecReload', `${binary} -c -q -f ${config}`],
        ['ExecReload', '/bin/kill -USR2 $MAINPID'],
        ['KillMode', 'mixed'],
        ['SuccessExitStatus', '143'],
        ['Restart', 'always'],
        ['RestartSec', '2s'],
        ['LimitNOFILE', '1048576'],
        ['AmbientCapabilities', privilegedPorts ? 'CAP_NET_BIND_SERVICE' : undefined],
        ['CapabilityBoundingSet', privilegedPorts ? 'CAP_NET_BIND_SERVICE' : ''],
        ['NoNewPrivileges', 'yes'],
        ['ProtectSystem', 'strict'],
        ['ProtectHome', 'yes'],
        ['PrivateTmp', 'yes'],
      ]),
      section('Install', [['WantedBy', 'multi-user.target']]),
    ],
  });
  // It is told when a file appears, and its conditions say whether all are there.
  if (waitsFor.length > 0) {
    contributeUnit(into, on, {
      name: `${name}.path`,
      body: [
        section('Unit', [['Description', `Certificates of ${unit}`]]),
        section('Path', [['PathModified', folderOf(waitsFor[0] ?? '/')]]),
        section('Install', [['WantedBy', 'multi-user.target']]),
      ],
    });
  }
}

/** Where each way of getting it puts it: Debian's and Fedora's packages, and the extension image of Flatcar's sysext-bakery. */
const haproxyBinary = { apt: '/usr/sbin/haproxy', artifacts: '/usr/sbin/haproxy', sysext: '/usr/bin/haproxy' } as const;

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
