import { networkConfigProblems } from './network-config';

jest.setTimeout(600_000);

const config = `network:
  version: 2
  ethernets:
    eth0:
      match:
        macaddress: '52:54:00:12:34:56'
      set-name: eth0
      addresses:
        - 10.20.0.11/24
      accept-ra: false
      mtu: 1450
      routes:
        - to: 0.0.0.0/0
          via: 10.20.0.1
      nameservers:
        addresses: [10.20.0.2]
        search: [example.com]
`;

test('a configuration is accepted', async () => {
  expect(await networkConfigProblems(new Map([['network-config', config]]))).toEqual([]);
});

test('the outermost key may be left out', async () => {
  const inner = config.replace('network:\n', '').replace(/^ {2}/gm, '');
  expect(await networkConfigProblems(new Map([['network-config', inner]]))).toEqual([]);
});

test('a configuration that asks for nothing is refused', async () => {
  const empty = 'network:\n  version: 2\n';
  expect(await networkConfigProblems(new Map([['network-config', empty]]))).toEqual([
    'network-config: nothing of it reached systemd-networkd',
  ]);
});

test.each([
  [
    'addresses:\n',
    'adresses:\n',
    "network-config: format-l6.c13: Invalid netplan schema. Error in network definition: unknown key 'adresses'",
  ],
  [
    '10.20.0.11/24',
    '10.20.0.11/64',
    "network-config: format-l7.c13: Invalid netplan schema. Error in network definition: invalid prefix length in address '10.20.0.11/64'",
  ],
  // Ubuntu and the schema of Debian know this word; what writes the files of Debian does not.
  ['0.0.0.0/0', 'default', 'network-config: Address default is not a valid ip address'],
  ['version: 2', 'version: 3', 'network-config: network.version: 3 is not one of [2]'],
  ['mtu: 1450', 'mtu: large', "network-config: network.ethernets.eth0.mtu: 'large' is not of type 'integer'"],
  [
    'via:',
    'gateway:',
    "network-config: network.ethernets.eth0.routes.0: Additional properties are not allowed ('gateway' was unexpected)",
  ],
  [
    '10.20.0.2]',
    '10.20.0.512]',
    "network-config: format-l13.c17: Invalid netplan schema. Error in network definition: malformed address '10.20.0.512', must be X.X.X.X or X:X:X:X:X:X:X:X",
  ],
  [
    'accept-ra',
    'accept_ra',
    "network-config: format-l5.c13: Invalid netplan schema. Error in network definition: unknown key 'accept_ra'",
  ],
  [
    'via: 10.20.0.1',
    'via: 10.21.0',
    "network-config: format-l18.c22: Invalid netplan schema. Error in network definition: invalid IP family '-1'",
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await networkConfigProblems(new Map([['network-config', config.replace(good, bad)]]));
  expect(first).toBe(problem);
});

test('of many files the bad ones are named', async () => {
  const many = Array.from({ length: 30 }, (_, index) => [`host-${String(index)}`, config] as const);
  const problems = await networkConfigProblems(
    new Map([...many, ['host-7', config.replace('mtu: 1450', 'mtu: large')]]),
  );
  expect(new Set(problems.map((problem) => problem.split(':')[0]))).toEqual(new Set(['host-7']));
});
