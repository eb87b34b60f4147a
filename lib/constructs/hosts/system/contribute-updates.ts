import type { Contribution, OsUpdates } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { contributeFile, contributePackage, contributeUnit, section } from '../contribute';
import type { HostPool } from '../host-pool';

/** Tells what updates a system when it may restart the host. Unless a pool says otherwise, nobody restarts anything. */
export function contributeUpdates(into: Contribution, pool: HostPool): void {
  switch (pool.os.facts.updater) {
    case 'zincati':
      contributeZincati(into, pool);
      return;
    case 'locksmith':
      contributeLocksmith(into, pool);
      return;
    case 'unattended-upgrades':
    case undefined:
      contributeUnattended(into, pool);
  }
}

/** https://coreos.github.io/zincati/usage/updates-strategy/: unless told otherwise it restarts at once, all hosts alike. */
function contributeZincati(into: Contribution, pool: HostPool): void {
  const { strategy, window } = pool.updates;
  const unlessOff: JsonObject = window
    ? {
        strategy: 'periodic',
        periodic: { window: [{ days: window.days, start_time: window.start, length_minutes: window.minutes }] },
      }
    : { strategy: 'immediate' };
  const updates = strategy === 'window' || strategy === 'immediate' ? unlessOff : { enabled: false };
  contributeFile(into, pool.place, {
    path: '/etc/zincati/config.d/55-updates-strategy.toml',
    body: { format: 'toml', value: { updates } },
    effect: { kind: 'restart', unit: 'zincati.service' },
  });
}

/**
 * https://www.flatcar.org/docs/latest/setup/releases/update-strategies/
 *
 * Its lock in etcd is never used: it speaks the API v2, which etcd 3.6 no longer has.
 */
function contributeLocksmith(into: Contribution, pool: HostPool): void {
  const { strategy, window } = pool.updates;
  const restarts = strategy === 'window' || strategy === 'immediate';
  contributeFile(into, pool.place, {
    path: '/etc/flatcar/update.conf',
    body: {
      format: 'env',
      value: {
        GROUP: pool.os.facts.release,
        ...(strategy === 'off' && { SERVER: 'disabled' }),
        REBOOT_STRATEGY: restarts ? 'reboot' : 'off',
        ...(window && {
          LOCKSMITHD_REBOOT_WINDOW_START: locksmithStart(window),
          LOCKSMITHD_REBOOT_WINDOW_LENGTH: `${String(window.minutes)}m`,
        }),
      },
    },
    effect: { kind: 'run', command: ['systemctl', 'try-restart', 'update-engine.service', 'locksmithd.service'] },
  });
  contributeUnit(into, pool.place, { name: 'locksmithd.service', state: restarts ? 'enabled' : 'masked' });
}

/** One day or every day: it knows nothing between; others are reported. */
function locksmithStart({ days, start }: NonNullable<OsUpdates['window']>): string {
  return days.length === 1 ? `${days[0] ?? ''} ${start}` : start;
}

/** https://github.com/mvo5/unattended-upgrades; what is installed without a restart is, as bugs in libraries are the common ones. */
function contributeUnattended(into: Contribution, pool: HostPool): void {
  const { strategy, window } = pool.updates;
  const isOff = strategy === 'off';
  const restarts = strategy === 'window' || strategy === 'immediate';
  const text = [
    `APT::Periodic::Update-Package-Lists "${isOff ? '0' : '1'}";`,
    `APT::Periodic::Unattended-Upgrade "${isOff ? '0' : '1'}";`,
    `Unattended-Upgrade::Automatic-Reboot "${String(restarts)}";`,
    ...(restarts ? ['Unattended-Upgrade::Automatic-Reboot-Time "now";'] : []),
  ];
  if (!isOff)
    contributePackage(into, pool.place, { name: 'unattended-upgrades', source: { kind: 'apt', hold: false } });
  contributeFile(into, pool.place, {
    // After those of the packages, whose values it replaces.
    path: '/etc/apt/apt.conf.d/90plinth-updates',
    body: { format: 'text', value: text.map((line) => `${line}\n`).join('') },
    effect: { kind: 'none' },
  });
  if (window) contributeUpgradeTimer(into, pool, window);
  if (pool.os.facts.name !== 'ubuntu') return;
  contributeFile(into, pool.place, {
    // Since 24.04 it restarts services after each change of packages by itself, on all hosts alike:
    // https://discourse.ubuntu.com/t/needrestart-changes-in-ubuntu-24-04-service-restarts/44671
    path: '/etc/needrestart/conf.d/90-plinth.conf',
    body: { format: 'text', value: "$nrconf{restart} = 'l';\n" },
    effect: { kind: 'none' },
  });
}

/** Upgrades begin within the window, spread over it, and the restart follows at once: so neither is outside of it. */
function contributeUpgradeTimer(
  into: Contribution,
  pool: HostPool,
  { days, start, minutes }: NonNullable<OsUpdates['window']>,
): void {
  contributeUnit(into, pool.place, {
    name: 'apt-daily-upgrade.timer.d/10-plinth.conf',
    body: [
      section('Timer', [
        // The empty one takes the system's own away.
        ['OnCalendar', ''],
        ['OnCalendar', `${days.join(',')} *-*-* ${start}:00 UTC`],
        ['RandomizedDelaySec', `${String(minutes)}min`],
        // A host that was off would catch up at its start.
        ['Persistent', 'false'],
      ]),
    ],
  });
}
