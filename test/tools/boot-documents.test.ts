import { bootDocuments, synthesizeTree, type Assembly } from '../../lib/assembly';
import { OperatingSystem, type HostPoolProps } from '../../lib/constructs/hosts';
import { byCloudInit, byIgnition } from '../assembly/boot/first-boots';
import { poolWith } from '../constructs/hosts/layer';
import { cloudConfigProblems } from './host-readers/debian/cloud-config';
import { networkConfigProblems } from './host-readers/debian/network-config';
import { ignitionProblems } from './host-readers/ignition';

jest.setTimeout(1_800_000);

function documents(assembly: Assembly, end: RegExp): ReadonlyMap<string, string> {
  return new Map([...bootDocuments(assembly)].filter(([name]) => end.test(name)));
}

test('Ignition takes what a host is given, and refuses it with a planted fault', async () => {
  for (const text of documents(byIgnition, /\.ign$/).values()) {
    expect(await ignitionProblems(text)).toEqual([]);
    expect(await ignitionProblems(text.replace('"overwrite":true', '"overwrites":true'))).not.toEqual([]);
  }
});

test('cloud-init takes what a host is given, and refuses it with a planted fault', async () => {
  const texts = documents(byCloudInit, /\d\.yaml$/);
  const faulty = new Map([...texts].map(([name, text]) => [name, text.replace('permissions:', 'permission:')]));

  expect(texts.size).toBe(2);
  expect(await cloudConfigProblems(texts)).toEqual([]);
  expect(await cloudConfigProblems(faulty)).toHaveLength(2);
});

test('cloud-init takes the network of a host, and refuses it with a planted fault', async () => {
  const texts = documents(byCloudInit, /\.network\.yaml$/);
  const faulty = new Map([...texts].map(([name, text]) => [name, text.replace('0.0.0.0/0', 'default')]));

  expect(texts.size).toBe(2);
  expect(await networkConfigProblems(texts)).toEqual([]);
  expect(await networkConfigProblems(faulty)).toHaveLength(2);
});

/** What the hosts of a pool are given that has what every host has, whatever runs on it. */
function ofPool(props: Partial<HostPoolProps>): Assembly {
  return synthesizeTree(
    poolWith(() => undefined, props),
    { sourceRoot: '' },
  ).assembly;
}

test.each([
  ['Fedora CoreOS', { os: OperatingSystem.fedoraCoreOs({ stream: 'stable' }) }],
  ['Flatcar', { os: OperatingSystem.flatcar({ channel: 'stable' }) }],
  ['Debian by Ignition', { provisioning: 'ignition' }],
] as const)('Ignition takes a pool with %s', async (_, props) => {
  const texts = documents(ofPool(props), /\.ign$/);

  expect(texts.size).toBe(2);
  for (const text of texts.values()) expect(await ignitionProblems(text)).toEqual([]);
});

test.each([
  ['Debian', {}],
  ['Ubuntu', { os: OperatingSystem.ubuntu('24.04') }],
] as const)('cloud-init takes a pool with %s', async (_, props) => {
  const assembly = ofPool(props);

  expect(documents(assembly, /\d\.yaml$/).size).toBe(2);
  expect(await cloudConfigProblems(documents(assembly, /\d\.yaml$/))).toEqual([]);
  expect(await networkConfigProblems(documents(assembly, /\.network\.yaml$/))).toEqual([]);
});
