import * as fc from 'fast-check';
import { Version } from '../../lib/core';

test.each([
  ['17', '17', 17, '17.0'],
  ['1.36', '1.36', 1, '1.36'],
  ['v1.36', '1.36', 1, '1.36'],
  ['1.36.3', '1.36.3', 1, '1.36'],
  ['v3.6.10', '3.6.10', 3, '3.6'],
  ['1.37.0-rc.1', '1.37.0-rc.1', 1, '1.37'],
])('%s is the version %s with the line %s', (text, printed, major, minorLine) => {
  const version = Version.parse(text);

  expect([version.toString(), version.major, version.minorLine]).toEqual([printed, major, minorLine]);
});

test.each([
  '',
  'latest',
  '1.x',
  '1.36.',
  '.36',
  '1.36.3.1',
  '01.36',
  '1.036',
  ' 1.36.3',
  '1.36.3\n',
  '=1.36.3',
  'vv1',
  '-1',
  '1.36-rc.1',
])('%j is no version', (text) => {
  expect(() => Version.parse(text)).toThrow(/^invalid-value: a value has the wrong form/);
});

test('the message says what to write', () => {
  expect(() => Version.parse('latest')).toThrowErrorMatchingInlineSnapshot(`
    "invalid-value: a value has the wrong form
      why  "latest" is not a version.
      fix  Write a line such as "1.36" or a release such as "1.36.3"."
  `);
});

describe('order', () => {
  const number = fc.nat(120);
  const parts = fc.array(number, { minLength: 1, maxLength: 3 });
  /** The second is a modification of the first: one number more or less, or a part left out. */
  const near = fc.tuple(parts, fc.nat(2), fc.integer({ min: -1, max: 1 })).map(([a, at, by]) => {
    const changed = a.map((part, index) => (index === at ? Math.max(0, part + by) : part));
    return [a, at < a.length ? changed : a.slice(0, -1)].map((some) => (some.length === 0 ? [0] : some)) as [
      number[],
      number[],
    ];
  });

  test('is that of the numbers, with missing ones read as 0', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(parts, parts)), ([a, b]) => {
        const filled = (some: readonly number[]): bigint =>
          [0, 1, 2].reduce((sum, index) => sum * 1000n + BigInt(some[index] ?? 0), 0n);
        const expected = filled(a) < filled(b) ? -1 : filled(a) > filled(b) ? 1 : 0;

        expect(Math.sign(Version.parse(a.join('.')).compare(Version.parse(b.join('.'))))).toBe(expected);
      }),
    );
  });

  test('a release candidate comes before its release', () => {
    expect(Version.parse('1.37.0-rc.1').compare(Version.parse('1.37.0'))).toBeLessThan(0);
  });
});
