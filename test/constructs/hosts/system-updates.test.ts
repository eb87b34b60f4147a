import { Duration } from 'cdk8s';
import { renderDist } from '../../../lib/assembly';
import { OperatingSystem, SystemUpdates, type UpdateWindowProps } from '../../../lib/constructs/hosts';
import { findings, synthesized } from '../kubernetes/world';
import { poolWith } from './layer';

const fedora = OperatingSystem.fedoraCoreOs({ stream: 'stable' });
const flatcar = OperatingSystem.flatcar({ channel: 'lts' });
const window = SystemUpdates.window({ days: ['Sun'], start: '03:30', length: Duration.hours(2) });
const files = {
  zincati: '/etc/zincati/config.d/55-updates-strategy.toml',
  locksmith: '/etc/flatcar/update.conf',
  apt: '/etc/apt/apt.conf.d/90plinth-updates',
  timer: '/etc/systemd/system/apt-daily-upgrade.timer.d/10-plinth.conf',
};

function fileOf(path: string, os: OperatingSystem, updates?: SystemUpdates): string | undefined {
  const { assembly } = synthesized(poolWith(() => undefined, { os, ...(updates && { updates }) }));
  return renderDist([assembly]).get(`lab/hosts/control/files${path}`);
}

test.each([
  ['by default', undefined, '[updates]\nenabled = false\n'],
  ['off', SystemUpdates.off(), '[updates]\nenabled = false\n'],
  ['at once', SystemUpdates.immediately(), '[updates]\nstrategy = "immediate"\n'],
  [
    'in a window',
    window,
    [
      ...['[updates]', 'strategy = "periodic"', '', '[[updates.periodic.window]]'],
      ...['days = [ "Sun" ]', 'start_time = "03:30"', 'length_minutes = 120', ''],
    ].join('\n'),
  ],
])('Fedora CoreOS is updated %s', (_, updates, expected) => {
  expect(fileOf(files.zincati, fedora, updates)).toBe(expected);
});

test.each([
  ['by default', undefined, 'GROUP=lts\nREBOOT_STRATEGY=off\n'],
  ['off', SystemUpdates.off(), 'GROUP=lts\nREBOOT_STRATEGY=off\nSERVER=disabled\n'],
  ['at once', SystemUpdates.immediately(), 'GROUP=lts\nREBOOT_STRATEGY=reboot\n'],
  [
    'in a window',
    window,
    'GROUP=lts\nLOCKSMITHD_REBOOT_WINDOW_LENGTH=120m\nLOCKSMITHD_REBOOT_WINDOW_START="Sun 03:30"\nREBOOT_STRATEGY=reboot\n',
  ],
])('Flatcar is updated %s', (_, updates, expected) => {
  expect(fileOf(files.locksmith, flatcar, updates)).toBe(expected);
});

test.each([
  ['by default', undefined, ['1', '1'], 'false'],
  ['off', SystemUpdates.off(), ['0', '0'], 'false'],
  ['without a restart', SystemUpdates.withoutRestart(), ['1', '1'], 'false'],
  ['at once', SystemUpdates.immediately(), ['1', '1'], 'true'],
])('Debian is updated %s', (_, updates, [lists = '', upgrade = ''], reboot) => {
  const text = fileOf(files.apt, OperatingSystem.debian('13'), updates);

  expect(text).toContain(`APT::Periodic::Update-Package-Lists "${lists}";\n`);
  expect(text).toContain(`APT::Periodic::Unattended-Upgrade "${upgrade}";\n`);
  expect(text).toContain(`Unattended-Upgrade::Automatic-Reboot "${reboot}";\n`);
});

test('a window of Debian is that of its upgrades, after which it restarts at once', () => {
  const os = OperatingSystem.debian('13');

  expect(fileOf(files.apt, os, window)).toContain('Unattended-Upgrade::Automatic-Reboot-Time "now";\n');
  expect(fileOf(files.timer, os, window)).toBe(
    '[Timer]\nOnCalendar=\nOnCalendar=Sun *-*-* 03:30:00 UTC\nRandomizedDelaySec=120min\nPersistent=false\n',
  );
});

test.each([
  ['zincati cannot wait for others', fedora, SystemUpdates.withoutRestart()],
  [
    'locksmith knows one day or all',
    flatcar,
    SystemUpdates.window({ days: ['Tue', 'Mon'], start: '03:30', length: Duration.hours(1) }),
  ],
])('%s', (_, os, updates) => {
  expect(findings(poolWith(() => undefined, { os, updates })).join('\n')).toMatchSnapshot();
});

const good: UpdateWindowProps = { start: '03:30', length: Duration.hours(1) };

test.each([
  ['an hour that there is not', { ...good, start: '24:00' }, 'The window begins at "24:00".'],
  ['a time without minutes', { ...good, start: '3' }, 'The window begins at "3".'],
  ['no time at all', { ...good, length: Duration.minutes(0) }, 'The window has 0 minutes.'],
  ['a whole day', { ...good, length: Duration.hours(24) }, 'The window has 1440 minutes.'],
  ['no day', { ...good, days: [] }, "The window's days are []."],
  ['a day in full', { ...good, days: ['Sunday' as 'Sun'] }, "The window's days are [Sunday]."],
])('a window of %s is refused', (_, props, detail) => {
  expect(() => SystemUpdates.window(props)).toThrow(detail);
});
