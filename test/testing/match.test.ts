import type { Json } from '../../lib/core';
import { Manifests, Match, type Pattern } from '../../lib/testing';
import { messageOf } from './shop';

/** What a pattern says to a value: nothing when it matches, else the mismatches. */
function mismatches(pattern: Pattern, value: Json | undefined): string {
  const manifest = {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: { name: 'x' },
    ...(value !== undefined && { spec: value }),
  };
  const all = Manifests.of([manifest]);
  if (all.find('Thing', { spec: pattern }).length > 0) return '';
  const message = messageOf(() => {
    all.hasObject('Thing', { spec: pattern });
  });
  return (message.split('\n\n')[1] ?? '').replace(/^ {2}/gm, '').replace(/\n$/, '');
}

const mismatch = (path: string, expected: string, found: string): string =>
  `${path}\n  expected  ${expected}\n  found     ${found}`;

test.each<[string, Pattern, Json | undefined]>([
  ['a value', 3, 3],
  ['null', null, null],
  ['some fields', { a: 1 }, { a: 1, b: 2 }],
  ['fields all the way down', { a: { b: { c: 1 } } }, { a: { b: { c: 1, d: 2 } }, e: 3 }],
  ['a field that is not looked at', { a: undefined }, { b: 1 }],
  ['a list, its objects with more fields', [{ a: 1 }, 2], [{ a: 1, b: 2 }, 2]],
  ['objectLike inside exact', Match.exact({ a: Match.objectLike({ b: 1 }) }), { a: { b: 1, c: 2 } }],
  ['exact', Match.exact({ a: [1, { b: 2 }] }), { a: [1, { b: 2 }] }],
  ['items in any order', Match.arrayWith([3, 1]), [1, 2, 3]],
  ['items, of which one fits several', Match.arrayWith([Match.anyValue(), 1]), [1, 2]],
  ['items that are objects', Match.arrayWith([{ name: 'b' }]), [{ name: 'a' }, { name: 'b', value: 1 }]],
  ['no items', Match.arrayWith([]), []],
  ['absent', { a: Match.absent() }, { b: 1 }],
  ['any value', { a: Match.anyValue() }, { a: false }],
  ['a text', Match.stringLikeRegexp(/^v1\.\d+/), 'v1.36.0'],
  ['a text by a pattern in text', Match.stringLikeRegexp('36'), 'v1.36.0'],
  ['not', Match.not(3), 4],
  ['not, of what is not there', { a: Match.not('x') }, {}],
  ['not of a matcher', Match.not(Match.stringLikeRegexp(/x/)), 'y'],
])('%s matches', (_name, pattern, value) => {
  expect(mismatches(pattern, value)).toBe('');
});

test.each<[string, Pattern, Json | undefined, string]>([
  ['another value', 3, 4, mismatch('spec', '3', '4')],
  ['another type', 3, '3', mismatch('spec', '3', '"3"')],
  ['no value', 3, undefined, mismatch('spec', '3', 'nothing')],
  ['a missing field', { a: { b: 1 } }, { a: {} }, mismatch('spec.a.b', '1', 'nothing')],
  ['an inherited field', { toString: 1 }, {}, mismatch('spec.toString', '1', 'nothing')],
  ['no object', { a: 1 }, [1], mismatch('spec', 'an object', '[1]')],
  ['no list', [1], { a: 1 }, mismatch('spec', 'a list of 1', '{"a":1}')],
  ['a shorter list', [1, 2], [1], mismatch('spec', 'a list of 2', '[1]')],
  ['an item', [{ a: 1 }], [{ a: 2 }], mismatch('spec[0].a', '1', '2')],
  ['a key with other characters', { 'a.b/c': 1 }, { 'a.b/c': 2 }, mismatch('spec["a.b/c"]', '1', '2')],
  [
    'more fields than exactly',
    Match.exact({ a: { b: 1 } }),
    { a: { b: 1, c: 2 } },
    mismatch('spec.a.c', 'nothing', '2'),
  ],
  ['objectLike', Match.objectLike({ a: 1 }), { a: 2 }, mismatch('spec.a', '1', '2')],
  [
    'an item that is nearly there',
    Match.arrayWith([{ name: 'b', value: 1 }]),
    [{ name: 'a' }, { name: 'b', value: 2 }],
    mismatch('spec[1].value', '1', '2'),
  ],
  ['an item that is not there', Match.arrayWith([3]), [1, 2], mismatch('spec', 'an item like 3', '[1,2]')],
  ['one item for two', Match.arrayWith([1, 1]), [1, 2], mismatch('spec', 'an item like 1', '[1,2]')],
  [
    'an item by a matcher',
    Match.arrayWith([Match.stringLikeRegexp(/x/)]),
    [],
    mismatch('spec', 'an item a text like /x/', '[]'),
  ],
  ['no list to look into', Match.arrayWith([1]), 'x', mismatch('spec', 'a list', '"x"')],
  ['something that should be absent', { a: Match.absent() }, { a: 1 }, mismatch('spec.a', 'nothing', '1')],
  ['no value at all', { a: Match.anyValue() }, { a: null }, mismatch('spec.a', 'any value', 'null')],
  ['another text', Match.stringLikeRegexp(/^a/g), 'ba', mismatch('spec', 'a text like /^a/', '"ba"')],
  ['no text', Match.stringLikeRegexp(/1/), 1, mismatch('spec', 'a text like /1/', '1')],
  ['what it should not be', Match.not({ a: 1 }), { a: 1, b: 2 }, mismatch('spec', 'not {"a":1}', '{"a":1,"b":2}')],
  ['not absent', { a: Match.not(Match.absent()) }, {}, mismatch('spec.a', 'not nothing', 'nothing')],
  [
    'a matcher inside of what is shown',
    Match.arrayWith([{ a: Match.anyValue() }]),
    [],
    mismatch('spec', 'an item like {"a":"<any value>"}', '[]'),
  ],
  ['a long value', 'x', 'y'.repeat(300), mismatch('spec', '"x"', `"${'y'.repeat(159)}…`)],
])('%s does not match', (_name, pattern, value, expected) => {
  expect(mismatches(pattern, value)).toBe(expected);
});

test('all mismatches are told at once', () => {
  expect(mismatches({ a: 1, b: [1, 2], c: Match.absent() }, { a: 2, b: [2, 1], c: 3 })).toBe(
    [
      mismatch('spec.a', '1', '2'),
      mismatch('spec.b[0]', '1', '2'),
      mismatch('spec.b[1]', '2', '1'),
      mismatch('spec.c', 'nothing', '3'),
    ].join('\n'),
  );
});
