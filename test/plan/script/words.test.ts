import { variable, withInput, word, words } from '../../../lib/plan/script/words';

test.each([
  ['etcd.service', 'etcd.service'],
  ['--config=/etc/a,b', '--config=/etc/a,b'],
  ['', "''"],
  ['two words', "'two words'"],
  ["it's", `'it'\\''s'`],
  ['$(id)', "'$(id)'"],
  ['*', "'*'"],
  ['~', "'~'"],
])('%j is the word %s', (text, expected) => {
  expect(word(text)).toBe(expected);
});

test('words stand in one line', () => {
  expect(words('run', '', 'a b')).toBe("run '' 'a b'");
});

test('a variable has a line for each thing', () => {
  expect(variable('files', ['a', "it's"])).toBe(`files='a\nit'\\''s'`);
  expect(variable('files', [])).toBe("files=''");
});

test.each([
  ['one\n', "put <<'END'\none\nEND"],
  // Whoever reads it takes the last line's end away.
  ['one', "put <<'END'\none\nEND"],
  ['', "put <<'END'\nEND"],
  ['END\nEND-2\n', "put <<'END-3'\nEND\nEND-2\nEND-3"],
])('%j becomes a here-document whose end is not in it', (text, expected) => {
  expect(withInput('put', text)).toBe(expected);
});
