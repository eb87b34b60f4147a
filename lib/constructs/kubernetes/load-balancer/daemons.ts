import type { Contribution, HostPlace } from '../../../assembly';
import { contributeExtension, contributePackage, contributeUnit, contributeUser, type HostPool } from '../../hosts';
import { contributeLayeredDaemons } from './layered-daemons';

/** The releases that the documentation of Flatcar's sysext-bakery installs: https://flatcar.github.io/sysext-bakery/ */
const extensions = [
  { name: 'haproxy', version: '3.2.5', file: 'haproxy-3.2.5' },
  { name: 'keepalived', version: '2.3.1', file: 'keepalived-v2.3.1' },
] as const;

const architectures = { amd64: 'x86-64', arm64: 'arm64' } as const;

/** Puts haproxy, keepalived and curl (with which keepalived asks) on hosts, in the way of their operating system. */
export function contributeDaemons(into: Contribution, on: HostPlace, pool: HostPool): void {
  switch (pool.os.facts.packages) {
    case 'apt':
      for (const name of ['curl', 'haproxy', 'keepalived']) {
        contributePackage(into, on, { name, source: { kind: 'apt', hold: false } });
      }
      // The package starts it with an example configuration; ours are units of their own.
      contributeUnit(into, on, { name: 'haproxy.service', state: 'masked', effect: { kind: 'none' } });
      contributeUnit(into, on, keepalived);
      break;
    case 'artifacts':
      contributeHaproxyUser(into, on);
      contributeLayeredDaemons(into, on);
      break;
    case 'sysext':
      contributeHaproxyUser(into, on);
      for (const { name, version, file } of extensions) {
        const url = `https://extensions.flatcar.org/extensions/${file}-${architectures[pool.artifacts.architecture]}.raw`;
        contributeExtension(into, pool, { name, version, url, on });
      }
      contributeUnit(into, on, { name: 'haproxy.service', state: 'masked', effect: { kind: 'none' } });
      contributeUnit(into, on, keepalived);
  }
}

/** The unit that comes with the program; Flatcar's extension starts it by itself. */
const keepalived = { name: 'keepalived.service', effect: { kind: 'reload', unit: 'keepalived.service' } } as const;

/** What is merged or layered into a running system declares its user, whom nobody makes before the next boot. */
function contributeHaproxyUser(into: Contribution, on: HostPlace): void {
  contributeUser(into, on, { name: 'haproxy', system: true, sudo: false, groups: [], keys: [] });
}
