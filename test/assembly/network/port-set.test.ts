import * as fc from 'fast-check';
import { PortSet, type PortRange } from '../../../lib/assembly/network';

const numbers = [1, 2, 3, 4, 5, 6, 65535];
const number = fc.constantFrom(...numbers);
const range: fc.Arbitrary<PortRange> = fc.record({
  protocol: fc.constantFrom('TCP', 'UDP'),
  first: number,
  last: number,
});
const set = fc.oneof(
  { weight: 4, arbitrary: fc.array(range, { maxLength: 3 }).map((ranges) => PortSet.of(ranges)) },
  { weight: 1, arbitrary: fc.constantFrom(PortSet.all, PortSet.none) },
);

test('sets hold what their ranges hold, and combine as sets do', () => {
  fc.assert(
    fc.property(set, set, (a, b) => {
      const [both, common] = [a.union(b), a.intersection(b)];
      for (const protocol of ['TCP', 'UDP', 'SCTP'] as const) {
        for (const port of numbers) {
          expect(both.has(protocol, port)).toBe(a.has(protocol, port) || b.has(protocol, port));
          expect(common.has(protocol, port)).toBe(a.has(protocol, port) && b.has(protocol, port));
        }
      }
      expect(both.texts()).toEqual(b.union(a).texts());
      expect(common.isEmpty).toBe(common.texts().length === 0);
    }),
  );
});

test.each<[string, readonly PortRange[], readonly string[]]>([
  ['one', [{ protocol: 'TCP', first: 80, last: 80 }], ['tcp/80']],
  [
    'neighbours',
    [
      { protocol: 'TCP', first: 81, last: 90 },
      { protocol: 'TCP', first: 80, last: 80 },
    ],
    ['tcp/80-90'],
  ],
  [
    'one inside another',
    [
      { protocol: 'TCP', first: 1, last: 9 },
      { protocol: 'TCP', first: 2, last: 3 },
    ],
    ['tcp/1-9'],
  ],
  [
    'two protocols',
    [
      { protocol: 'UDP', first: 53, last: 53 },
      { protocol: 'TCP', first: 53, last: 53 },
    ],
    ['tcp/53', 'udp/53'],
  ],
  ['all of a protocol', [PortSet.everyPortOf('UDP')], ['udp/*']],
  ['all of all', [PortSet.everyPortOf('UDP'), PortSet.everyPortOf('TCP'), PortSet.everyPortOf('SCTP')], ['any port']],
  ['a range that ends before it begins', [{ protocol: 'TCP', first: 90, last: 80 }], []],
])('as text: %s', (_, ranges, expected) => {
  expect(PortSet.of(ranges).texts()).toEqual(expected);
});
