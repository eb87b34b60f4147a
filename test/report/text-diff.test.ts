import fc from 'fast-check';
import { textDiff } from '../../lib/report';
import { diffLines } from '../../lib/report/line-diff';

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));

test('lines around a change, with the number of the first', () => {
  const after = numbers.map((line) => (line === '6' ? 'six' : line));

  expect(textDiff(text(...numbers), text(...after))).toEqual(['@@ line 4', ' 4', ' 5', '-6', '+six', ' 7', ' 8']);
});

test('changes far apart are shown apart, those close by together', () => {
  const without = numbers.filter((line) => line !== '2' && line !== '11');

  expect(textDiff(text(...numbers), text(...without))).toEqual([
    '@@ line 1',
    ' 1',
    '-2',
    ' 3',
    ' 4',
    '@@ line 9',
    ' 9',
    ' 10',
    '-11',
    ' 12',
  ]);
});

test.each([
  ['nothing differs', text('a'), text('a'), []],
  ['an empty text', '', text('a'), ['@@ line 1', '+a']],
  ['a missing line break at the end', 'a', 'a\n', ['@@ line 1', ' a', '-(no line break at the end)']],
])('%s', (_name, before, after, expected) => {
  expect(textDiff(before, after)).toEqual(expected);
});

test('a long difference is cut off, and says how much is missing', () => {
  expect(textDiff('', text(...numbers), { limit: 3 })).toEqual(['@@ line 1', '+1', '+2', '… 10 more lines']);
});

test('property: the removed and the added lines make up both texts, and equal ones are not torn apart', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 });

  fc.assert(
    fc.property(lines, lines, fc.integer({ min: 0, max: 12 }), (before, after, effort) => {
      const diff = diffLines(before, after, effort);

      expect(diff.filter(({ kind }) => kind !== 'added').map((line) => line.text)).toEqual(before);
      expect(diff.filter(({ kind }) => kind !== 'removed').map((line) => line.text)).toEqual(after);
      expect(diffLines(before, before, effort).every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

test('property: a script is as short as the longest common subsequence allows', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 });

  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const same = diffLines(before, after).filter(({ kind }) => kind === 'same').length;

      expect(same).toBe(commonLength(before, after));
    }),
  );
});

function commonLength(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a;
  if (first === undefined || b.length === 0) return 0;
  const at = b.indexOf(first);
  const taken = at < 0 ? 0 : 1 + commonLength(rest, b.slice(at + 1));
  return Math.max(taken, commonLength(rest, b));
}
