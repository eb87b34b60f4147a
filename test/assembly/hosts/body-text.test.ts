import fc from 'fast-check';
import { bodyText, parseBody } from '../../../lib/assembly';
import { bodyProblem } from '../../../lib/assembly/hosts';
import type { Body } from '../../../lib/assembly';
import { arbitraryBody } from '../../invariants/arbitrary-body';

test('what is written reads back as the same, for whatever is not told as "file-content"', () => {
  fc.assert(
    fc.property(arbitraryBody, (body) => {
      expect(bodyProblem(body)).toBeUndefined();
      const text = bodyText(body);
      const read = parseBody(body.format, text);

      expect(read).toEqual(body);
      expect(read && bodyText(read)).toBe(text);
    }),
    { numRuns: 1500 },
  );
});

test.each<[string, Body, string]>([
  [
    'a unit',
    {
      format: 'unit',
      value: [
        { name: 'Unit', settings: [['After', 'a b']] },
        { name: 'Install', settings: [] },
      ],
    },
    '[Unit]\nAfter=a b\n\n[Install]\n',
  ],
  [
    'a setting that stands twice',
    {
      format: 'unit',
      value: [
        {
          name: 'Service',
          settings: [
            ['ExecStart', ''],
            ['ExecStart', '/bin/x "a=b"'],
          ],
        },
      ],
    },
    '[Service]\nExecStart=\nExecStart=/bin/x "a=b"\n',
  ],
  [
    'an environment',
    { format: 'env', value: { B: 'a "quoted" $value \\', A: 'https://a:1,b' } },
    'A=https://a:1,b\nB="a \\"quoted\\" \\$value \\\\"\n',
  ],
  ['JSON', { format: 'json', value: { a: [1] } }, '{\n  "a": [\n    1\n  ]\n}\n'],
  ['TOML', { format: 'toml', value: { version: 3, 'a.b': { c: true } } }, 'version = 3\n\n["a.b"]\nc = true\n'],
  ['YAML of two documents', { format: 'yaml', value: [{ a: 'on' }, { b: [] }] }, 'a: "on"\n---\nb: []\n'],
  ['a text', { format: 'text', value: 'no line feed' }, 'no line feed'],
])('%s', (_, body, text) => {
  expect(bodyText(body)).toBe(text);
});

test.each<[Body, string]>([
  [unit('A', 'b\nc'), 'the value of "A" in [Unit] has a line break or another control character'],
  [unit('A', 'b \\'), 'the value of "A" in [Unit] ends with a backslash, which joins the next line to it'],
  [unit('A', ' b'), 'the value of "A" in [Unit] begins or ends with a space, which systemd drops'],
  [unit('A', 'b\ud800'), 'the value of "A" in [Unit] has half a character (a lone surrogate)'],
  [unit('#A', 'b'), '"#A" in [Unit] is no name of a setting'],
  [unit('A=B', 'b'), '"A=B" in [Unit] is no name of a setting'],
  [{ format: 'unit', value: [{ name: 'a]b', settings: [] }] }, '"a]b" is no name of a section'],
  [{ format: 'env', value: { 'A-B': '' } }, '"A-B" is no name of a variable'],
  [{ format: 'env', value: { A: 'b\nc' } }, 'the value of "A" has a line break'],
  [{ format: 'env', value: { A: '\u0000' } }, 'the value of "A" has a byte of zero'],
  [{ format: 'text', value: 'a\u0000' }, 'the text has a byte of zero'],
  [{ format: 'toml', value: { a: [{ b: null }] } }, '"a[0].b" is null, which TOML cannot say'],
  [{ format: 'json', value: { a: { b: Number.NaN } } }, 'the value at "a.b" is no plain data'],
  [{ format: 'yaml', value: [{ a: '\udfff' }] }, 'the value at "[0].a" is no plain data'],
])('%j is told', (body, problem) => {
  expect(bodyProblem(body)).toBe(problem);
});

function unit(key: string, value: string): Body {
  return { format: 'unit', value: [{ name: 'Unit', settings: [[key, value]] }] };
}
