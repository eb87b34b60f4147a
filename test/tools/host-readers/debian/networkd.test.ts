import { networkdProblems } from './networkd';

jest.setTimeout(600_000);

const folder = '/etc/systemd/network';
const files: readonly (readonly [string, string])[] = [
  [`${folder}/10-eth0.link`, '[Match]\nMACAddress=52:54:00:12:34:56\n\n[Link]\nName=eth0\nMTUBytes=1450\n'],
  [
    `${folder}/10-eth0.network`,
    `[Match]
Name=eth0

[Network]
DHCP=no
Address=10.20.0.11/24
DNS=10.20.0.2
IPv6AcceptRA=no
LinkLocalAddressing=no

[Route]
Destination=0.0.0.0/0
Gateway=10.20.0.1
`,
  ],
  [`${folder}/20-lan.netdev`, '[NetDev]\nName=lan\nKind=bridge\n\n[Bridge]\nSTP=no\n'],
];

const filesWith = (good: string, bad: string): ReadonlyMap<string, string> =>
  new Map(files.map(([path, text]) => [path.replace(good, bad), text.replace(good, bad)]));

test('files are accepted', async () => {
  expect(await networkdProblems(new Map(files))).toEqual([]);
});

test.each([
  [
    'Address=10.20.0.11/24',
    'Addres=10.20.0.11/24',
    "/etc/systemd/network/10-eth0.network:6: Unknown key 'Addres' in section [Network], ignoring.",
  ],
  [
    'Address=10.20.0.11/24',
    'Address=10.20.0.11/64',
    '/etc/systemd/network/10-eth0.network:6: Failed to parse Address=10.20.0.11/64, ignoring: Numerical result out of range',
  ],
  ['DHCP=no', 'DHCP=maybe', '/etc/systemd/network/10-eth0.network:5: Failed to parse DHCP option, ignoring: maybe'],
  ['[Route]', '[Routes]', "/etc/systemd/network/10-eth0.network:11: Unknown section 'Routes'. Ignoring."],
  [
    'Gateway=10.20.0.1',
    'Gateway=10.20.0',
    '/etc/systemd/network/10-eth0.network:13: Failed to parse Gateway=10.20.0, ignoring: Invalid argument',
  ],
  [
    'MTUBytes=',
    'MTUBites=',
    "/etc/systemd/network/10-eth0.link:6: Unknown key 'MTUBites' in section [Link], ignoring.",
  ],
  [
    'MTUBytes=1450',
    'MTUBytes=large',
    '/etc/systemd/network/10-eth0.link:6: Failed to parse MTUBytes=large, ignoring: Invalid argument',
  ],
  [
    'Kind=bridge',
    'Kind=brige',
    '/etc/systemd/network/20-lan.netdev:3: Failed to parse netdev kind, ignoring assignment: brige',
  ],
  ['STP=no', 'STB=no', "/etc/systemd/network/20-lan.netdev:6: Unknown key 'STB' in section [Bridge], ignoring."],
  [
    'Name=eth0\n\n[Network]',
    '\n[Network]',
    '/etc/systemd/network/10-eth0.network: No valid settings found in the [Match] section, ignoring file. To match all interfaces, add Name=* in the [Match] section.',
  ],
  ['.network', '.networks', '/etc/systemd/network/10-eth0.networks: was not read'],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await networkdProblems(filesWith(good, bad));
  expect(first).toBe(problem);
});
