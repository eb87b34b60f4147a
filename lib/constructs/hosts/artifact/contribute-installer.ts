import { posix } from 'node:path';
import type { Contribution } from '../../../assembly';
import { contributeFile, contributePackage, contributeUnit, section } from '../contribute';
import type { HostPool } from '../host-pool';
import { installScript } from './install-script';

/** Brings, at each start of a host, whatever its lists name and it does not have. */
export const installerUnit = 'plinth-artifacts.service';

/** Beside the folder of the system's programs: `/usr/local/libexec`, or `/opt/libexec` where /usr is read-only. */
export function installerPath(pool: HostPool): string {
  return posix.join(posix.dirname(pool.os.facts.binaries), 'libexec/plinth/artifacts');
}

/** What puts artifacts on hosts: a program and the unit that runs it. On every host of a pool where one has need of it. */
export function contributeInstaller(into: Contribution, pool: HostPool): void {
  const on = pool.place;
  const path = installerPath(pool);
  // Small images of Debian and Ubuntu have neither.
  if (pool.os.facts.packages === 'apt') {
    for (const name of ['ca-certificates', 'curl'])
      contributePackage(into, on, { name, source: { kind: 'apt', hold: false } });
  }
  contributeFile(into, on, {
    path,
    mode: '0755',
    body: { format: 'text', value: installScript },
    effect: { kind: 'none' },
  });
  contributeUnit(into, on, {
    name: installerUnit,
    body: [
      section('Unit', [
        ['Description', 'Software from the artifact mirror'],
        ['Wants', 'network-online.target'],
        // A firewall that starts under a download knows nothing of its connection, and may drop what is on its way.
        ['After', 'network-online.target plinth-firewall.service'],
        ['RequiresMountsFor', '/var/lib/plinth'],
      ]),
      section('Service', [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', path],
        // The mirror may come up later than the host.
        ['Restart', 'on-failure'],
        ['RestartSec', '10s'],
        ['TimeoutStartSec', '15min'],
      ]),
      section('Install', [['WantedBy', 'multi-user.target']]),
    ],
    // A restart would take down whatever is bound to it, to no use: it does nothing that has not been done.
    effect: { kind: 'none' },
  });
}
