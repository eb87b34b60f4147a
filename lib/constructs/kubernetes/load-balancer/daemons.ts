import type { Contribution, HostPlace } from '../../../assembly';
import { contributeExtension, contributePackage, contributeUnit, section, type HostPool } from '../../hosts';

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
      break;
    case 'artifacts':
      contributeExtensions(into, on);
      break;
    case 'sysext':
      for (const { name, version, file } of extensions) {
        const url = `https://extensions.flatcar.org/extensions/${file}-${architectures[pool.artifacts.architecture]}.raw`;
        contributeExtension(into, pool, { name, version, url, on });
      }
      contributeUnit(into, on, { name: 'haproxy.service', state: 'masked', effect: { kind: 'none' } });
  }
  contributeUnit(into, on, { name: 'keepalived.service', effect: { kind: 'reload', unit: 'keepalived.service' } });
}

/** Fedora CoreOS has no static builds of them and containers would hide them from systemd: the documented way is layering. */
function contributeExtensions(into: Contribution, on: HostPlace): void {
  for (const name of ['haproxy', 'keepalived']) contributePackage(into, on, { name, source: { kind: 'rpm-ostree' } });
  contributeUnit(into, on, {
    name: 'plinth-extensions.service',
    body: [
      section('Unit', [
        ['Description', 'Packages that Fedora CoreOS does not bring'],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target systemd-machine-id-commit.service'],
        ['Before', 'zincati.service'],
        ['ConditionPathExists', '!/usr/sbin/keepalived'],
      ]),
      section('Service', [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        // https://docs.fedoraproject.org/en-US/fedora-coreos/os-extensions/
        [
          'ExecStart',
          '/usr/bin/rpm-ostree install --assumeyes --idempotent --allow-inactive --apply-live haproxy keepalived',
        ],
      ]),
      section('Install', [['WantedBy', 'multi-user.target']]),
    ],
  });
}
