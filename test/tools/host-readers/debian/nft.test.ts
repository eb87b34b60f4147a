import { nftProblems } from './nft';

jest.setTimeout(600_000);

const ruleset = `#!/usr/sbin/nft -f
table inet plinth
delete table inet plinth
table inet plinth {
  set hosts {
    type ipv4_addr
    flags interval
    elements = { 10.20.0.0/24 }
  }
  chain input {
    type filter hook input priority filter; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iif lo accept
    meta l4proto { icmp, ipv6-icmp } limit rate 10/second accept
    ip saddr @hosts tcp dport { 22, 6443 } counter accept comment "api server"
    fib daddr type local limit rate 5/minute log prefix "refused "
  }
}
`;

test('a ruleset is accepted', async () => {
  expect(
    await nftProblems(
      new Map([
        ['nftables.conf', ruleset],
        ['another', ruleset],
      ]),
    ),
  ).toEqual([]);
});

test.each([
  ['dport {', 'dprt {', 'nftables.conf:15:25-28: Error: syntax error, unexpected string'],
  ['@hosts', '@workers', 'nftables.conf:15:14-21: Error: No such file or directory'],
  ['hook input', 'hook inptu', 'nftables.conf:11:22-26: Error: unknown chain hook'],
  ['6443', '66443', 'nftables.conf:15:37-41: Error: Service out of range'],
  [
    '10.20.0.0/24',
    '10.20.0.0/64',
    'nftables.conf:8:18-29: Error: Prefix length 64 is invalid for type of 32 bits width',
  ],
  [
    'accept comment',
    'jump control comment',
    'nftables.conf:15:57-63: Error: Could not process rule: No such file or directory',
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await nftProblems(new Map([['nftables.conf', ruleset.replace(good, bad)]]));
  expect(first).toBe(problem);
});

test('a file without a word is an error', async () => {
  await expect(nftProblems(new Map())).rejects.toThrow('There is no file to read.');
  await expect(nftProblems(new Map([['nftables.conf', '\n']]))).rejects.toThrow('"nftables.conf" is empty.');
});
