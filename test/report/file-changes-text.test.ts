import { fileChangesText, filesText, synthText } from '../../lib/report';

const words = { changed: 'differs', added: 'missing', removed: 'left over' };
const many = (count: number): string => Array.from({ length: count }, (_, index) => `line ${String(index)}\n`).join('');

test('each file with how it differs', () => {
  const changes = [
    { path: 'a', before: 'old\n', after: 'new\n' },
    { path: 'b', before: undefined, after: 'new\n' },
    { path: 'c', before: 'old\n', after: undefined },
  ];

  expect(fileChangesText(changes, { words })).toBe(
    'differs  a\n  @@ line 1\n  -old\n  +new\nmissing  b\nleft over  c\n',
  );
});

test('beyond the limit files are only named, and beyond fifty only counted', () => {
  const changes = Array.from({ length: 60 }, (_, index) => ({
    path: `f${String(index).padStart(2, '0')}`,
    before: '',
    after: many(40),
  }));

  const lines = fileChangesText(changes, { words, limit: 40 }).trimEnd().split('\n');

  expect(lines.filter((line) => line.startsWith('differs'))).toHaveLength(50);
  expect(lines.filter((line) => line.startsWith('  ')).length).toBeLessThan(50);
  expect(lines.at(-1)).toBe('… 10 more files');
});

test.each([
  [{ created: ['a'], updated: [], removed: [], unchanged: 0 }, '1 file created'],
  [
    { created: ['a', 'b'], updated: ['c'], removed: ['d'], unchanged: 5 },
    '2 files created, 1 updated, 1 removed, 5 unchanged',
  ],
  [{ created: [], updated: [], removed: [], unchanged: 7 }, '7 files unchanged'],
  [{ created: [], updated: [], removed: [], unchanged: 0 }, 'no files'],
])('%j is told as %s', (result, text) => {
  expect(filesText(result)).toBe(text);
});

test('a synthesis in a line for each environment and one for the files', () => {
  const environments = [
    { name: 'production', tier: 'production' as const, stacks: [{ name: 'shop', objects: 30, components: [] }] },
    { name: 'lab', tier: 'development' as const, stacks: [] },
  ];

  expect(synthText(environments, 'dist', { created: [], updated: ['x'], removed: [], unchanged: 9 })).toBe(
    'production  30 objects in 1 stack\nlab         0 objects in 0 stacks\ndist/       1 file updated, 9 unchanged\n',
  );
});
