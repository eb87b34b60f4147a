import { OperatingSystem } from '../../../lib/constructs/hosts';

const systems = {
  'fedora-coreos': OperatingSystem.fedoraCoreOs({ stream: 'stable' }),
  flatcar: OperatingSystem.flatcar({ channel: 'stable' }),
  'flatcar-lts': OperatingSystem.flatcar({ channel: 'lts' }),
  ubuntu: OperatingSystem.ubuntu('24.04'),
  debian: OperatingSystem.debian('13'),
};

test('what each system is, in one line', () => {
  const lines = Object.entries(systems).map(([name, { facts, provisioning }]) =>
    [name, facts.release, facts.packages, facts.binaries, facts.network, facts.updater, provisioning.join('|')].join(
      ' ',
    ),
  );

  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "fedora-coreos stable artifacts /usr/local/bin network-manager zincati ignition
    flatcar stable sysext /opt/bin networkd locksmith ignition
    flatcar-lts lts sysext /opt/bin networkd locksmith ignition
    ubuntu 24.04 apt /usr/local/bin networkd unattended-upgrades cloud-init
    debian 13 apt /usr/local/bin networkd unattended-upgrades cloud-init|ignition"
  `);
});

test('each reads the Ignition configuration that its release knows, and never a newer one', () => {
  const specs = Object.fromEntries(Object.entries(systems).map(([name, { facts }]) => [name, facts.ignition]));

  expect(specs).toEqual({
    ...{ 'fedora-coreos': '3.5.0', flatcar: '3.4.0', 'flatcar-lts': '3.3.0', debian: '3.3.0' },
    ubuntu: undefined,
  });
});

test('where /usr is read-only, binaries and plugins of volumes go elsewhere', () => {
  const { facts } = systems.flatcar;

  expect(facts.binaries).toBe('/opt/bin');
  expect(facts.volumePlugins).toBe('/opt/libexec/kubernetes/kubelet-plugins/volume/exec/');
  expect(systems.debian.facts.volumePlugins).toBeUndefined();
});

test.each([
  ['stream', () => OperatingSystem.fedoraCoreOs({ stream: 'stabel' as 'stable' }), 'Did you mean "stable"?'],
  ['channel', () => OperatingSystem.flatcar({ channel: 'betta' as 'beta' }), 'Did you mean "beta"?'],
  ['release', () => OperatingSystem.ubuntu('22.04' as '24.04'), '24.04'],
  ['release', () => OperatingSystem.debian(13 as unknown as '13'), 'Write it as a text: "13".'],
])('another %s is refused', (property, make, fix) => {
  expect(make).toThrow(new RegExp(`choice-unknown[^]*${property} is [^]*${fix.replace(/[.?]/g, '\\$&')}`));
});
