import * as fc from 'fast-check';
import { Cidr, IpAddress } from '../../lib/core';

describe('a range that is written as Kubernetes writes it', () => {
  test.each([
    ['IPv4', '10.244.0.0/16', '10.244.0.0/16', 4, 16],
    ['one address', '10.0.0.1/32', '10.0.0.1/32', 4, 32],
    ['everything', '0.0.0.0/0', '0.0.0.0/0', 4, 0],
    ['IPv6', 'fd00:10:244::/56', 'fd00:10:244::/56', 6, 56],
    ['IPv6 in a long form', 'FD00:0010:0244:0000::/56', 'fd00:10:244::/56', 6, 56],
    ['all of IPv6', '::/0', '::/0', 6, 0],
  ])('%s', (_, text, canonical, family, prefixLength) => {
    const cidr = Cidr.parse(text);

    expect([cidr.toString(), cidr.family, cidr.prefixLength]).toEqual([canonical, family, prefixLength]);
  });
});

describe('a text that is no range is refused with what to write instead', () => {
  test('host bits', () => {
    expect(() => Cidr.parse('10.244.3.1/16')).toThrowErrorMatchingInlineSnapshot(`
      "invalid-value: a value has the wrong form
        why  "10.244.3.1/16" has host bits set.
        fix  Did you mean "10.244.0.0/16"?"
    `);
  });

  test.each([undefined, 16, null])('%p', (given) => {
    expect(() => Cidr.parse(given as never)).toThrow('no range is given');
    expect(() => IpAddress.parse(given as never)).toThrow('no address is given');
    expect(IpAddress.tryParse(given as never)).toBeUndefined();
  });

  test('no prefix', () => {
    expect(() => Cidr.parse('10.0.0.1')).toThrowErrorMatchingInlineSnapshot(`
      "invalid-value: a value has the wrong form
        why  "10.0.0.1" has no prefix length.
        fix  Did you mean "10.0.0.1/32"?"
    `);
  });

  test('no prefix in IPv6', () => {
    expect(() => Cidr.parse('fd00::1')).toThrowErrorMatchingInlineSnapshot(`
      "invalid-value: a value has the wrong form
        why  "fd00::1" has no prefix length.
        fix  Did you mean "fd00::1/128"?"
    `);
  });

  test('no address', () => {
    expect(() => Cidr.parse('pods')).toThrowErrorMatchingInlineSnapshot(`
      "invalid-value: a value has the wrong form
        why  "pods" has no prefix length.
        fix  Write address/prefix, such as "10.0.0.0/8"."
    `);
  });

  test.each([
    ['a prefix that is too long', '10.0.0.0/33'],
    ['an IPv6 prefix that is too long', 'fd00::/129'],
    ['a number that is too large', '10.0.256.0/24'],
    ['an empty prefix', '10.0.0.0/'],
    ['a negative prefix', '10.0.0.0/-1'],
    ['nothing', ''],
    ['a mask', '10.0.0.0/255.0.0.0'],
    // What inet_aton reads as an address and Kubernetes does not: the first would be 8.0.0.0, the second 0.0.0.10.
    ['an octal part', '010.0.0.0/8'],
    ['one part', '10/32'],
    ['hexadecimal', '0x0a000000/8'],
    ['a zone', 'fe80::%eth0/64'],
  ])('%s', (_, text) => {
    expect(() => Cidr.parse(text)).toThrow(/^invalid-value: /);
  });
});

describe('contains and overlaps', () => {
  test.each([
    ['10.0.0.0/8', '10.244.0.0/16', true],
    ['10.244.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['0.0.0.0/0', 'fd00::/8', false],
    ['::/0', 'fd00::/8', true],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(Cidr.parse(outer).contains(Cidr.parse(inner))).toBe(expected);
  });

  test.each([
    ['10.0.0.0/30', '10.0.0.3', true],
    ['10.0.0.0/30', '10.0.0.4', false],
    ['fd00::/64', 'fd00::ffff', true],
    ['fd00::/64', '10.0.0.1', false],
  ])('%s contains the address %s: %s', (range, address, expected) => {
    expect(Cidr.parse(range).contains(IpAddress.parse(address))).toBe(expected);
  });

  /** A range as its first and last address: the naive model. */
  interface Range {
    readonly family: 4 | 6;
    readonly first: bigint;
    readonly last: bigint;
    readonly text: string;
  }

  const range = (family: 4 | 6): fc.Arbitrary<Range> => {
    const bits = family === 4 ? 32 : 128;
    return fc
      .tuple(fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }), fc.integer({ min: 0, max: bits }))
      .map(([address, prefix]) => {
        const size = 1n << BigInt(bits - prefix);
        const first = (address / size) * size;
        return { family, first, last: first + size - 1n, text: `${addressText(family, first)}/${String(prefix)}` };
      });
  };

  /** A range, and another one that is near it: itself, a part of it, its neighbour, or any. */
  const pair = fc.constantFrom<4 | 6>(4, 6).chain((family) => {
    const bits = family === 4 ? 32 : 128;
    const near = fc
      .tuple(range(family), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1, max: 1 }))
      .map(([a, shorter, beside]) => {
        const size = a.last - a.first + 1n;
        const wanted = shorter >= 0 ? size << BigInt(shorter) : size >> BigInt(-shorter);
        const whole = 1n << BigInt(bits);
        const sized = wanted < 1n ? 1n : wanted > whole ? whole : wanted;
        const shifted = a.first + BigInt(beside) * sized;
        const first = ((shifted < 0n || shifted >= whole ? a.first : shifted) / sized) * sized;
        const prefix = bits - (sized.toString(2).length - 1);
        const b: Range = {
          family,
          first,
          last: first + sized - 1n,
          text: `${addressText(family, first)}/${String(prefix)}`,
        };
        return [a, b] as const;
      });
    const any = fc.tuple(range(4), fc.constantFrom<4 | 6>(4, 6).chain(range));
    return fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: any });
  });

  test('agree with the model of first and last addresses', () => {
    const seen = { contained: 0, apart: 0 };
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [left, right] = [Cidr.parse(a.text), Cidr.parse(b.text)];
        const inside = a.family === b.family && a.first <= b.first && b.last <= a.last;
        const shared = a.family === b.family && a.first <= b.last && b.first <= a.last;

        expect(left.contains(right)).toBe(inside);
        expect(left.overlaps(right)).toBe(shared);
        expect(right.overlaps(left)).toBe(shared);
        expect(left.contains(IpAddress.parse(addressText(b.family, b.first)))).toBe(
          a.family === b.family && a.first <= b.first && b.first <= a.last,
        );
        if (inside) seen.contained++;
        if (!shared) seen.apart++;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.contained, seen.apart)).toBeGreaterThan(20);
  });

  test('the text of a range is read as the same range', () => {
    fc.assert(
      fc.property(fc.oneof(range(4), range(6)), ({ text }) => {
        const cidr = Cidr.parse(text);

        expect(Cidr.parse(cidr.toString()).toString()).toBe(cidr.toString());
      }),
    );
  });
});

/** An address in its longest form. */
function addressText(family: 4 | 6, address: bigint): string {
  const [parts, width, radix, separator] = family === 4 ? [4, 8n, 10, '.'] : [8, 16n, 16, ':'];
  const mask = (1n << width) - 1n;
  return Array.from({ length: parts }, (_, index) =>
    ((address >> (width * BigInt(parts - 1 - index))) & mask).toString(radix),
  ).join(separator);
}
