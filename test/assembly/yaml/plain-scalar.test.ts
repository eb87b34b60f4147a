import { toYaml } from '../../../lib/assembly/yaml';

describe('stays without quotes', () => {
  test.each([
    ...[
      'a',
      'cart',
      'apps/v1',
      'app.kubernetes.io/name',
      'Deployment',
      'kube-system',
      'e',
      'e5a',
      'yes!',
      'nope',
      'None',
      'trues',
    ],
    ...[
      '10.0.0.1',
      '10.244.0.0/16',
      '1.36.2',
      'v1.2',
      '100m',
      '50Gi',
      '0.5x',
      '25%',
      '1h30m',
      '2020-01-01-backup',
      '1-2',
    ],
    ...[
      '--port=8080',
      '-c',
      '/healthz',
      './run',
      '$(POD_IP)',
      'http://cart:8080/x?y=1#z',
      'registry/team/cart:v1@sha256:0a1b',
    ],
    ...[
      'two words',
      'a  b',
      'a#b',
      'a:b',
      "it's",
      'a "b"',
      'a, b',
      'a [b] {c}',
      'x=y',
      'a & b',
      'back\\slash',
      'naïve 日本 😀',
    ],
  ])('%s', (text) => {
    expect(toYaml(text)).toBe(`${text}\n`);
    expect(toYaml({ [text]: text })).toBe(`${text}: ${text}\n`);
  });
});

describe('stands in double quotes', () => {
  const words = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'];
  const cases = words.flatMap((word) => [
    word,
    word.toUpperCase(),
    word.slice(0, 1).toUpperCase() + word.slice(1),
    word.slice(0, -1) + word.slice(-1).toUpperCase(),
  ]);
  test.each([
    ...new Set(cases),
    ...['', '~', '=', '<<', '-', '?', ':', '- a', '? a', ': a', '-\u00a0', '---', '--- a', '---a', '...', '... a', '.'],
    ...[
      '0',
      '1',
      '-1',
      '+1',
      '007',
      '08',
      '0o7',
      '0O7',
      '0x1F',
      '0X1f',
      '0b11',
      '1_000',
      '1,000',
      '_1',
      '1__',
      '1:20',
      '22:22',
      '-1:20:30.5',
    ],
    ...[
      '1.',
      '.5',
      '1.5',
      '-.5',
      '+.5',
      '1e3',
      '1E3',
      '1e+3',
      '1.0e-3',
      '.e3',
      '1e',
      'e5',
      'E1',
      'e-7',
      'e123456',
      '.inf',
      '-.Inf',
      '+.INF',
      '.nan',
      '.NaN',
    ],
    ...['2020-01-01', '2020-1-1', '2020-01-01T00:00:00Z', '2020-01-01 10:00:00', '2020-01-01t'],
    ...[
      'a: b',
      'a:',
      'a #b',
      ' a',
      'a ',
      'a: ',
      '#a',
      '!a',
      '&a',
      '*a',
      '|',
      '>',
      '@a',
      '`a',
      '%a',
      '"a"',
      "'a'",
      '[a]',
      '{a}',
      ',a',
      ']',
      '}',
    ],
  ])('%j', (text) => {
    expect(toYaml(text)).toBe(`${JSON.stringify(text).replace('\u00a0', '\\u00a0')}\n`);
    const written = JSON.stringify(text).replace('\u00a0', '\\u00a0');
    expect(toYaml({ [text]: text })).toBe(`${written}: ${written}\n`);
  });
});

test.each([
  ['tab\there', '"tab\\there"'],
  ['a\r\nb', '"a\\r\\nb"'],
  ['a\0b\u001b\u007f', '"a\\u0000b\\u001b\\u007f"'],
  ['\u0085\u2028\u2029', '"\\u0085\\u2028\\u2029"'],
  ['\ufeffa\n', '"\\ufeffa\\n"'],
  ['no\u00a0break', '"no\\u00a0break"'],
  ['zero\u200bwidth', '"zero\\u200bwidth"'],
  ['turn\u202eround', '"turn\\u202eround"'],
  ['tag\u{e0041}', '"tag\\U000e0041"'],
  ['say "a\\b": c', '"say \\"a\\\\b\\": c"'],
])('%j is escaped', (text, written) => {
  expect(toYaml(text)).toBe(`${written}\n`);
});
