import { allowedOr, choiceProblems, madeOtherwise, Secret } from '../../lib/core';

const tiers = ['production', 'staging', 'development'] as const;
const told = (given: unknown): string =>
  choiceProblems('tier', given, tiers)
    .map(({ kind, detail, fix }) => `${kind.code}: ${detail} ${fix}`)
    .join('\n');

test('a value that is allowed is no problem', () => {
  expect(told('staging')).toBe('');
});

test.each([
  ['prodution', 'tier is "prodution"; it may be "production", "staging" or "development". Did you mean "production"?'],
  ['Staging', 'tier is "Staging"; it may be "production", "staging" or "development". Did you mean "staging"?'],
  [
    'x',
    'tier is "x"; it may be "production", "staging" or "development". Write one of "production", "staging", "development".',
  ],
  [
    ['production'],
    'tier is a list; it may be "production", "staging" or "development". Write one of "production", "staging", "development".',
  ],
  [
    null,
    'tier is null; it may be "production", "staging" or "development". Write one of "production", "staging", "development".',
  ],
])('%j is told with what may be written instead', (given, expected) => {
  expect(told(given)).toBe(`choice-unknown: ${expected}`);
});

test('a number that stands for a text', () => {
  const [problem] = choiceProblems('version', 17, ['16', '17']);

  expect(problem).toMatchObject({ detail: 'version is 17; it may be "16" or "17".', fix: 'Write it as a text: "17".' });
});

test('an object is never asked for its text', () => {
  expect(madeOtherwise('scale', Secret.existing('t').key('k'), 'Scale', 'Write Scale.fixed(2).').detail).toBe(
    'scale is an object, which is no Scale.',
  );
  expect(choiceProblems('tier', Object.create(null), tiers)).toHaveLength(1);
});

test('the fallback stands in for what is not allowed', () => {
  expect(allowedOr<string>('staging', tiers, 'production')).toBe('staging');
  expect(allowedOr<string>('toString', tiers, 'production')).toBe('production');
});
