import type { Contribution, HostPlace } from '../../../assembly';
import { contributePackage, contributeUnit, section } from '../../hosts';

/**
 * haproxy and keepalived on Fedora CoreOS, which has no static builds of them; containers would hide them from systemd. The
 * documented way is layering: https://docs.fedoraproject.org/en-US/fedora-coreos/os-extensions/
 */
export function contributeLayeredDaemons(into: Contribution, on: HostPlace): void {
  for (const name of ['haproxy', 'keepalived']) contributePackage(into, on, { name, source: { kind: 'rpm-ostree' } });
  contributeLayering(into, on);
  contributeBooleans(into, on);
  contributeKeepalivedUnit(into, on);
}

function contributeLayering(into: Contribution, on: HostPlace): void {
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
        [
          'ExecStart',
          '/usr/bin/rpm-ostree install --assumeyes --idempotent --allow-inactive --apply-live haproxy keepalived',
        ],
        // The first boot is the only one that brings them, and a mirror may be away just then.
        ['Restart', 'on-failure'],
        ['RestartSec', '10s'],
        ['TimeoutStartSec', '15min'],
      ]),
      section('Install', [['WantedBy', 'multi-user.target']]),
    ],
  });
}

/**
 * SELinux lets both connect to few ports only, and haproxy listen on few: not to API servers, node ports and the loopback checks. Set
 * at every boot, as a policy that was changed for good no longer follows the updates of the operating system.
 *
 * haproxy_selinux(8), keepalived_selinux(8); https://github.com/coreos/fedora-coreos-tracker/issues/701
 */
function contributeBooleans(into: Contribution, on: HostPlace): void {
  contributeUnit(into, on, {
    name: 'plinth-booleans.service',
    body: [
      section('Unit', [
        ['Description', 'What SELinux lets load balancers do'],
        ['Before', 'haproxy-api.service haproxy-ingress.service keepalived.service'],
        ['ConditionSecurity', 'selinux'],
      ]),
      section('Service', [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', '/usr/sbin/setsebool haproxy_connect_any=on keepalived_connect_any=on'],
      ]),
      section('Install', [['WantedBy', 'multi-user.target']]),
    ],
  });
}

/** The package's own unit comes after Ignition has enabled what is there, and so would never start. */
function contributeKeepalivedUnit(into: Contribution, on: HostPlace): void {
  contributeUnit(into, on, {
    name: 'keepalived.service',
    body: [
      section('Unit', [
        ['Description', 'Addresses that move between hosts'],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target plinth-extensions.service'],
      ]),
      section('Service', [
        ['Type', 'exec'],
        ['ExecStart', '/usr/sbin/keepalived --dont-fork --log-console'],
        ['ExecReload', '/bin/kill -HUP $MAINPID'],
        ['KillMode', 'mixed'],
        ['Restart', 'always'],
        ['RestartSec', '2s'],
      ]),
      section('Install', [['WantedBy', 'multi-user.target']]),
    ],
  });
}
