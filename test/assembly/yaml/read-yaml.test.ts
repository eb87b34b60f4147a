import { YamlError, parseYaml } from '../../../lib/assembly/yaml';
import type { Json } from '../../../lib/core/json';

// Each line was checked against sigs.k8s.io/yaml 1.4.0, which kubectl reads with.
test.each<[string, Json]>([
  ['yes', true],
  ['On', true],
  ['n', false],
  ['yEs', 'yEs'],
  ['~', null],
  ['010', 8],
  ['0o10', 8],
  ['08', 8],
  ['0b11', 3],
  ['-0x1F', -31],
  ['1_000', 1000],
  ['1e3', 1000],
  ['.5', 0.5],
  ['5.', 5],
  ['-0.0', 0],
  ['.', '.'],
  ['e5', 'e5'],
  ['1e', '1e'],
  ['1:20', '1:20'],
  ['1,000', '1,000'],
  ['2020-01-01', '2020-01-01'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
  ['!!str 12', '12'],
  ['!!int "12"', 12],
  ['9223372036854775808', 2 ** 63],
])('the value %s is read as Kubernetes reads it', (source, value) => {
  expect(parseYaml(`a: ${source}`)).toStrictEqual([{ a: value }]);
});

test('keys become strings, as in JSON', () => {
  expect(parseYaml('80: a\ny: b\n0x10: c\n1.5: d\n"y": e\n2020-01-01: f\n')).toStrictEqual([
    { 16: 'c', 80: 'a', true: 'b', '1.5': 'd', y: 'e', '2020-01-01': 'f' },
  ]);
});

test('anchors and merge keys are followed; given keys win', () => {
  expect(parseYaml('a: &a {x: 1, z: 3}\nb: {<<: *a, x: 2}\nc: *a\nd: {"<<": 1}\n')).toStrictEqual([
    { a: { x: 1, z: 3 }, b: { x: 2, z: 3 }, c: { x: 1, z: 3 }, d: { '<<': 1 } },
  ]);
});

test('documents come in order; those without content are left out, an explicit null is not', () => {
  expect(parseYaml('')).toStrictEqual([]);
  expect(parseYaml('# nothing\n')).toStrictEqual([]);
  expect(parseYaml('---\n# a\n---\na: 1\n---\nnull\n---\n""\n...\n---\n- 2\n')).toStrictEqual([
    { a: 1 },
    null,
    '',
    [2],
  ]);
});

test('__proto__ is a key like any other', () => {
  const [value] = parseYaml('__proto__: {a: 1}\n');
  expect(Object.keys(value as object)).toStrictEqual(['__proto__']);
});

test.each<[string, string]>([
  ['a: 1\nb: 2\na: 3\n', 'line 3, column 1: the key "a" is given twice in one mapping. Keep one.'],
  ['x:\n  - 1: a\n    "1": b\n', 'line 3, column 5: the key "1" is given twice in one mapping. Keep one.'],
  ['{a: 1, a: 2}', 'line 1, column 8: the key "a" is given twice in one mapping. Keep one.'],
  ['y: 1\nyes: 2\n', 'line 2, column 1: the key "true" is given twice in one mapping. Keep one.'],
  ['a: 1\n---\nb:\n  c: !!binary aGk=\n', tagProblem('line 4, column 6', '!!binary')],
  ['a: !!set {x}\n', tagProblem('line 1, column 4', '!!set')],
  ['a: !!omap [x: 1]\n', tagProblem('line 1, column 4', '!!omap')],
  ['a: !!timestamp 2020-01-01\n', tagProblem('line 1, column 4', '!!timestamp')],
  ['a: !!int x\n', tagProblem('line 1, column 4', '!!int')],
  ['a: !Ref x\n', tagProblem('line 1, column 4', '!Ref')],
  [
    'a: 9007199254740993\n',
    'line 1, column 4: the integer 9007199254740993 is too large to be held exactly. Write it in quotes.',
  ],
  [
    'a: -.Inf\n',
    'line 1, column 4: -.Inf is no finite number, and JSON has no other. Write it in quotes if it is a text.',
  ],
  [
    'a: .nan\n',
    'line 1, column 4: .nan is no finite number, and JSON has no other. Write it in quotes if it is a text.',
  ],
  ['? [a]\n: 1\n', 'line 1, column 3: a key must be a string, a number or a boolean. Write it in quotes.'],
  ['a: 1\nnull: 1\n', 'line 2, column 1: a key must be a string, a number or a boolean. Write it in quotes.'],
  ['a: *b\n', 'line 1, column 4: the alias "*b" has no anchor before it.'],
  ['a: b: c\n', 'line 1, column 4: Nested mappings are not allowed in compact mappings.'],
  ['a:\n\tb: 1\n', 'line 2, column 1: Tabs are not allowed as indentation.'],
  ['a: "b\n', 'line 2, column 1: Missing closing "quote.'],
])('%j is refused', (text, message) => {
  const read = (): unknown => parseYaml(text);
  expect(read).toThrow(YamlError);
  expect(read).toThrow(new Error(message));
});

test('aliases that multiply without measure are refused', () => {
  let text = 'l0: &l0 x\n';
  for (let level = 1; level <= 12; level++) {
    const below = Array<string>(9).fill(`*l${String(level - 1)}`);
    text += `l${String(level)}: &l${String(level)} [${below.join(', ')}]\n`;
  }
  expect(() => parseYaml(text)).toThrow(/^line 1, column 1: in this document: Excessive alias count/);
});

test('an error carries its place apart from its sentence', () => {
  const error = catchError(() => parseYaml('a: 1\na: 2\n'));
  expect(error).toMatchObject({ line: 2, column: 1, problem: 'the key "a" is given twice in one mapping. Keep one.' });
});

function tagProblem(place: string, tag: string): string {
  return `${place}: the tag "${tag}" does not fit its value, or stands for none that JSON has. Leave it out.`;
}

function catchError(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
