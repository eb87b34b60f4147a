import type { FirewallRuleSpec } from '../../../../lib/assembly';
import { firewallText, hostFirewallText } from '../../../../lib/constructs/hosts/firewall/nft-text';

const on = { pool: 'control' };
const addresses = new Map([
  ['control', [{ host: 'control-1', address: '10.20.0.11' }]],
  [
    'workers',
    [
      { host: 'worker-1', address: '10.20.0.21' },
      { host: 'worker-2', address: 'fd00::22' },
    ],
  ],
  ['unused', [{ host: 'unused-1', address: '10.20.0.31' }]],
]);

function rule(name: string, props: Partial<FirewallRuleSpec> = {}): FirewallRuleSpec {
  return {
    ...{ on, name, protocol: 'tcp', ports: [[22, 22]], from: [{ kind: 'anywhere' }], reason: 'test' },
    ...props,
  };
}

function textOf(rules: readonly FirewallRuleSpec[], hostRules: readonly FirewallRuleSpec[] = []): string {
  return firewallText({ pool: 'control', rules, hostRules, addresses });
}

/** The lines about a rule. */
function linesOf(text: string, name: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.includes(`comment "${name}"`))
    .map((line) => line.trim());
}

test('the whole file', () => {
  expect(
    textOf([
      rule('ssh', { limitPerMinute: 10, from: [{ kind: 'cidr', cidr: '10.0.0.0/8' }] }),
      rule('etcd-peer', { ports: [[2380, 2380]], from: [{ kind: 'pool', pool: 'control' }] }),
    ]),
  ).toMatchSnapshot();
});

test.each<[string, Partial<FirewallRuleSpec>, readonly string[]]>([
  ['everybody', {}, ['tcp dport 22 accept']],
  ['nobody but the host itself', { from: [] }, []],
  ['a range', { from: [{ kind: 'cidr', cidr: 'fd00::/8' }] }, ['ip6 saddr fd00::/8 tcp dport 22 accept']],
  [
    'a pool of both families',
    { from: [{ kind: 'pool', pool: 'workers' }] },
    ['ip saddr @pool-workers tcp dport 22 accept', 'ip6 saddr @pool-workers-6 tcp dport 22 accept'],
  ],
  ['a pool without hosts', { from: [{ kind: 'pool', pool: 'nobody' }] }, []],
  [
    'ranges of ports',
    {
      protocol: 'udp',
      ports: [
        [53, 53],
        [30_000, 32_767],
      ],
    },
    ['udp dport { 53, 30000-32767 } accept'],
  ],
  ['vrrp', { protocol: 'vrrp', ports: [] }, ['meta l4proto 112 accept']],
])('a rule for %s', (_, props, expected) => {
  const text = textOf([rule('x', props)]);

  expect(linesOf(text, 'x')).toEqual(expected.map((line) => `${line} comment "x"`));
});

test('only pools that are let in have a set', () => {
  const text = textOf([rule('x', { from: [{ kind: 'pool', pool: 'workers' }] })]);

  expect([...text.matchAll(/^ {2}set (\S+)/gm)].map(([, name]) => name)).toEqual(['pool-workers', 'pool-workers-6']);
});

test('what one host listens on stands in a file of its own, its sets in that of the pool', () => {
  const own = rule('etcd', { from: [{ kind: 'pool', pool: 'control' }], limitPerMinute: 5 });

  expect(linesOf(textOf([], [own]), 'etcd')).toEqual([]);
  expect(textOf([], [own])).toContain('set pool-control {');
  expect(textOf([], [own])).toContain('set limit-etcd-6 {');
  expect(hostFirewallText([own], addresses)).toMatchInlineSnapshot(`
    "tcp dport 22 update @limit-etcd { ip saddr limit rate over 5/minute burst 5 packets } drop comment "etcd"
    tcp dport 22 update @limit-etcd-6 { ip6 saddr limit rate over 5/minute burst 5 packets } drop comment "etcd"
    ip saddr @pool-control tcp dport 22 accept comment "etcd"
    "
  `);
});
