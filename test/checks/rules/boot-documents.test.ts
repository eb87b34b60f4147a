import { check } from '../../../lib/checks';
import { sha256 } from '../../../lib/core';
import type { HostPoolSpec } from '../../../lib/assembly';
import { file, hostsAssembly, pool } from '../../assembly/hosts/hosts-assembly';

const flatcar: HostPoolSpec['operatingSystem'] = {
  ...{ name: 'flatcar', release: 'stable', packages: 'sysext', binaries: '/opt/bin', cgroup: 2, systemd: 257 },
  ...{ resolvConf: '/run/systemd/resolve/resolv.conf', network: 'networkd', security: 'none', ignition: '3.4.0' },
};
const ubuntu: HostPoolSpec['operatingSystem'] = {
  ...{ name: 'ubuntu', release: '24.04', packages: 'apt', binaries: '/usr/local/bin', cgroup: 2, systemd: 255 },
  ...{ resolvConf: '/run/systemd/resolve/resolv.conf', network: 'networkd', security: 'apparmor' },
};
const by = (spec: string): HostPoolSpec['provisioning'] => ({ kind: 'ignition', spec });
const byCloudInit = { kind: 'cloud-init' } as const;
/** Hexadecimal digits that no packing makes much shorter than half. */
const noise = (bytes: number): string =>
  Array.from({ length: bytes / 64 }, (_, index) => sha256(String(index))).join('');

function found(rest: Partial<HostPoolSpec>, content = ''): readonly string[] {
  const assembly = hostsAssembly(pool('control', 2, rest), file('/etc/large', content), file('/etc/motd', 'hello\n'));
  return check(assembly, {})
    .filter(({ code }) => ['user-data-too-large', 'boot-format', 'ignition-version'].includes(code))
    .map(({ code, detail, fix }) => `${code}: ${detail} ${fix}`);
}

test.each<[string, Partial<HostPoolSpec>]>([
  ['cloud-init on a system of Ignition', { operatingSystem: flatcar, provisioning: byCloudInit }],
  ['Ignition on a system of cloud-init', { operatingSystem: ubuntu, provisioning: by('3.3.0') }],
  ['a version that the system does not read', { operatingSystem: flatcar, provisioning: by('3.5.0') }],
])('%s', (_, rest) => {
  expect(found(rest)).toMatchSnapshot();
});

test.each<[string, Partial<HostPoolSpec>]>([
  ['the version that the system reads', { operatingSystem: flatcar, provisioning: by('3.4.0') }],
  ['an older one', { operatingSystem: flatcar, provisioning: by('3.3.0') }],
  ['cloud-init on Ubuntu', { operatingSystem: ubuntu, provisioning: byCloudInit }],
  ['Debian by Ignition', { provisioning: by('3.3.0') }],
])('%s is fine', (_, rest) => {
  expect(found(rest)).toEqual([]);
});

test('a document that is too large even when its contents are packed is told once for the pool', () => {
  expect(found({ userDataLimit: 20_000 }, noise(60_000))).toEqual([
    expect.stringMatching(
      /^user-data-too-large: What "control-1" of "_hosts\/control" is given has \d+ bytes with all contents packed; its machine takes 20000\. The largest files are \/etc\/large \(\d+ bytes\), \/etc\/motd \(6 bytes\)\. Keep large files out of it/,
    ),
  ]);
});

test('one that packing makes small enough, or that nobody limits, is fine', () => {
  expect(found({ userDataLimit: 20_000 }, 'a\n'.repeat(60_000))).toEqual([]);
  expect(found({}, noise(60_000))).toEqual([]);
});
