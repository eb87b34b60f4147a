import type { JsonObject } from '../../../lib/core';
import { counterRules, readCounters } from './packet-counters';
import { wrongCount } from './udp-doors';

test('a table counts before and behind the firewall, and decides nothing', () => {
  expect(counterRules([{ from: '10.88.0.1', port: 8472 }])).toMatchInlineSnapshot(`
    "table inet plinth-claims
    delete table inet plinth-claims
    table inet plinth-claims {
      chain arrived {
        type filter hook prerouting priority raw; policy accept;
        ip saddr 10.88.0.1 udp dport 8472 counter comment "10.88.0.1 8472"
      }
      chain passed {
        type filter hook input priority filter; policy accept;
        ip saddr 10.88.0.1 udp dport 8472 counter comment "10.88.0.1 8472"
      }
    }
    "
  `);
});

test('counters are read by their comments', () => {
  const rule = (chain: string, packets: number): JsonObject => ({
    rule: { chain, comment: '10.88.0.1 8472', expr: [{ match: {} }, { counter: { packets, bytes: 80 } }] },
  });

  expect(readCounters({ nftables: [{ metainfo: {} }, rule('arrived', 2), rule('passed', 1)] })).toEqual([
    { from: '10.88.0.1', port: 8472, arrived: 2, passed: 1 },
  ]);
});

const count = { from: '10.88.0.1', port: 8472 };

test.each([
  [{ arrived: 2, passed: 0 }, undefined, undefined],
  [{ arrived: 2, passed: 2 }, 'flannel-vxlan', undefined],
  [
    { arrived: 2, passed: 2 },
    undefined,
    'From 10.88.0.1 to worker-1 udp/8472 no rule lets anything in, and 2 came through.',
  ],
  [
    { arrived: 2, passed: 0 },
    'flannel-vxlan',
    'From 10.88.0.1 to worker-1 udp/8472 the rule "flannel-vxlan" lets all in, and 0 of 2 came through.',
  ],
  [
    { arrived: 0, passed: 0 },
    undefined,
    'From 10.88.0.1 to worker-1 udp/8472 nothing arrived, so that nothing is known of the firewall.',
  ],
])('%j with the rule %s', (packets, opener, sentence) => {
  expect(wrongCount('worker-1', { ...count, ...packets }, opener)).toBe(sentence);
});
