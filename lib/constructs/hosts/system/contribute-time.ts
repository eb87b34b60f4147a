import type { Contribution } from '../../../assembly';
import { contributeFile, contributePackage, contributeUnit, section } from '../contribute';
import type { HostPool } from '../host-pool';

/** Where chrony's package has its configuration, what it remembers, and its unit. */
const chronyOf = {
  apt: { path: '/etc/chrony/chrony.conf', drift: '/var/lib/chrony/chrony.drift', unit: 'chrony.service' },
  fedora: { path: '/etc/chrony.conf', drift: '/var/lib/chrony/drift', unit: 'chronyd.service' },
} as const;

const timesyncd = 'systemd-timesyncd.service';

/** The unit that keeps the clocks of a pool's hosts. */
export function timeUnit({ os }: HostPool): string {
  return os.facts.time === 'timesyncd' ? timesyncd : chrony(os.facts.packages).unit;
}

/** Clocks that agree: without them certificates are not yet, or no longer, valid. Without servers the system's own stay. */
export function contributeTime(into: Contribution, pool: HostPool): void {
  const { facts } = pool.os;
  const { timeServers = [] } = pool.props;
  if (facts.packages === 'apt') {
    // It takes the place of systemd-timesyncd, which only asks, and steps the clock of a host that was asleep.
    contributePackage(into, pool.place, { name: 'chrony', source: { kind: 'apt', hold: false } });
  }
  const unit = timeUnit(pool);
  contributeUnit(into, pool.place, { name: unit });
  if (timeServers.length === 0) return;
  const effect = { kind: 'restart', unit } as const;
  if (facts.time === 'timesyncd') {
    contributeFile(into, pool.place, {
      path: '/etc/systemd/timesyncd.conf.d/10-plinth.conf',
      body: {
        format: 'unit',
        value: [
          section('Time', [
            ['NTP', timeServers.join(' ')],
            // Those that are built in would be asked where ours are silent.
            ['FallbackNTP', ''],
          ]),
        ],
      },
      effect,
    });
    return;
  }
  const { path, drift } = chrony(facts.packages);
  contributeFile(into, pool.place, { path, body: { format: 'text', value: chronyText(timeServers, drift) }, effect });
}

function chrony(packages: string): (typeof chronyOf)[keyof typeof chronyOf] {
  return packages === 'apt' ? chronyOf.apt : chronyOf.fedora;
}

/** https://chrony-project.org/doc/4.6/chrony.conf.html */
function chronyText(servers: readonly string[], drift: string): string {
  return [
    ...servers.map((server) => `server ${server} iburst`),
    `driftfile ${drift}`,
    // A clock that is far off is set at once, but only while the host starts: later it would jump under etcd.
    'makestep 1.0 3',
    'rtcsync',
  ]
    .map((line) => `${line}\n`)
    .join('');
}
