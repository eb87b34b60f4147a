import { sshdProblems } from './sshd';

jest.setTimeout(600_000);

const configuration = `Port 22
AddressFamily inet
PermitRootLogin no
PasswordAuthentication no
KbdInteractiveAuthentication no
AllowUsers core
KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256
Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com
ClientAliveInterval 300
Match Address 10.20.0.0/16
  AllowTcpForwarding no
`;

test('a configuration is accepted', async () => {
  expect(
    await sshdProblems(
      new Map([
        ['10-plinth.conf', configuration],
        ['another', configuration],
      ]),
    ),
  ).toEqual([]);
});

test.each([
  ['PermitRootLogin', 'PermitRotLogin', '10-plinth.conf: line 3: Bad configuration option: PermitRotLogin'],
  ['PermitRootLogin no', 'PermitRootLogin maybe', '10-plinth.conf line 3: unsupported option "maybe".'],
  [
    'aes256-gcm',
    'aes257-gcm',
    "10-plinth.conf line 8: Bad SSH2 cipher spec 'chacha20-poly1305@openssh.com,aes257-gcm@openssh.com'.",
  ],
  ['10.20.0.0/16', '10.20.0.0/99', "10-plinth.conf: Invalid Match address argument '10.20.0.0/99' at line 10"],
  ['Port 22', 'Port 65536', '10-plinth.conf line 1: Badly formatted port number.'],
  ['AllowUsers core', 'UsePrivilegeSeparation yes', '10-plinth.conf line 6: Deprecated option UsePrivilegeSeparation'],
  [
    '  AllowTcpForwarding no',
    '  Port 23',
    "10-plinth.conf line 11: Directive 'Port' is not allowed within a Match block",
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await sshdProblems(new Map([['10-plinth.conf', configuration.replace(good, bad)]]));
  expect(first).toBe(problem);
});
