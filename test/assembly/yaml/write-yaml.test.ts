import { NotPlainData, toYaml } from '../../../lib/assembly/yaml';
import type { Json } from '../../../lib/core/json';

test('an object of Kubernetes reads as people write it', () => {
  const service: Json = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'cart',
      labels: { 'app.kubernetes.io/name': 'cart', 'app.kubernetes.io/version': '1.10' },
      annotations: {},
    },
    spec: {
      clusterIP: '10.96.0.1',
      ports: [
        { name: 'grpc', port: 7070, targetPort: 'grpc' },
        { name: 'http', port: 80 },
      ],
      externalIPs: [],
      matrix: [[1, 2], [[]]],
      headless: false,
      nothing: null,
    },
  };

  expect(toYaml(service)).toMatchInlineSnapshot(`
   "apiVersion: v1
   kind: Service
   metadata:
     name: cart
     labels:
       app.kubernetes.io/name: cart
       app.kubernetes.io/version: "1.10"
     annotations: {}
   spec:
     clusterIP: 10.96.0.1
     ports:
       - name: grpc
         port: 7070
         targetPort: grpc
       - name: http
         port: 80
     externalIPs: []
     matrix:
       - - 1
         - 2
       - - []
     headless: false
     nothing: null
   "
  `);
});

test('texts of several lines are literals, with a number where the first line begins with a blank', () => {
  const texts = {
    script: '#!/bin/sh\n\nexec "$@"  \n\tindented\n',
    unended: 'a: b\n# c',
    kept: 'two\n\n\n',
    indented: ['  deep\nflat\n', '\n\ttab\n'],
    blank: '\n \n',
    carriage: 'a\r\nb\r\n',
    atTheEnd: 'tidied away\n\n',
  };

  expect(toYaml(texts)).toMatchInlineSnapshot(`
   "script: |
     #!/bin/sh

     exec "$@"  
     	indented
   unended: |-
     a: b
     # c
   kept: |+
     two


   indented:
     - |2
         deep
       flat
     - |2

       	tab
   blank: "\\n \\n"
   carriage: "a\\r\\nb\\r\\n"
   atTheEnd: "tidied away\\n\\n"
   "
  `);
});

test('an empty line at the end of the document is written in quotes, in the middle as a literal', () => {
  expect(toYaml({ a: 'x\n\n' })).toBe('a: "x\\n\\n"\n');
  expect(toYaml({ a: 'x\n\n', b: 1 })).toBe('a: |+\n  x\n\nb: 1\n');
  expect(toYaml({ a: 'x\n\n', b: 'y\n' })).toBe('a: |+\n  x\n\nb: |\n  y\n');
});

test('nothing is folded, however long', () => {
  const long = 'word '.repeat(500).trim();
  expect(toYaml({ long })).toBe(`long: ${long}\n`);
});

test('a key longer than a simple key may be is announced', () => {
  const key = 'k'.repeat(1001);
  expect(toYaml([{ [key]: { a: [1] } }])).toBe(`- ? ${key}\n  :\n    a:\n      - 1\n`);
});

test.each<[Json, string]>([
  [0, '0'],
  [-0, '0'],
  [-12, '-12'],
  [0.1, '0.1'],
  [1e21, '1.0e+21'],
  [-1.5e-7, '-1.5e-7'],
  [1e-7, '1.0e-7'],
  [2 ** 53, '9007199254740992'],
  [2 ** 60, '1152921504606846976'],
  [{}, '{}'],
  [[], '[]'],
  [null, 'null'],
  [true, 'true'],
  ['', '""'],
])('%j alone is %s', (value, text) => {
  expect(toYaml(value)).toBe(text + '\n');
});

describe('what is not plain data is refused, with its place', () => {
  class Port {
    readonly number = 80;
  }
  const loop: Record<string, unknown> = { a: {} };
  loop['a'] = { loop };
  let deep: unknown = 'x';
  for (let level = 0; level < 600; level++) deep = [deep];

  test.each<[unknown, string, string]>([
    [undefined, '', 'at the root cannot be written as YAML: it is undefined. Leave the key out, or write null.'],
    [{ a: undefined }, 'a', 'at "a" cannot be written as YAML: it is undefined. Leave the key out, or write null.'],
    [[1, , 2], '[1]', 'at "[1]" cannot be written as YAML: it is undefined. Leave the key out, or write null.'],
    [
      { a: { b: [{ c: NaN }] } },
      'a.b[0].c',
      'at "a.b[0].c" cannot be written as YAML: it is NaN. Write a finite number, or a string.',
    ],
    [[-Infinity], '[0]', 'at "[0]" cannot be written as YAML: it is -Infinity. Write a finite number, or a string.'],
    [
      { f: () => 1 },
      'f',
      'at "f" cannot be written as YAML: it is a function. Write a string, a number, a boolean, null, a list or a mapping.',
    ],
    [
      { n: 1n },
      'n',
      'at "n" cannot be written as YAML: it is a bigint. Write a string, a number, a boolean, null, a list or a mapping.',
    ],
    [
      { p: new Port() },
      'p',
      'at "p" cannot be written as YAML: it is an instance of Port. Write its properties as a plain object.',
    ],
    [
      [new Date(0)],
      '[0]',
      'at "[0]" cannot be written as YAML: it is an instance of Date. Write its properties as a plain object.',
    ],
    [
      { m: new Map() },
      'm',
      'at "m" cannot be written as YAML: it is an instance of Map. Write its properties as a plain object.',
    ],
    [
      loop,
      'a.loop',
      'at "a.loop" cannot be written as YAML: it is one of its own parents, so it has no end. Copy the part of it that is needed.',
    ],
    [
      ['\ud83d'],
      '[0]',
      'at "[0]" cannot be written as YAML: it is a string with half a character (a lone surrogate). Write binary data as base64.',
    ],
    [
      { k: { 'a\udc00': 1 } },
      'k.a\udc00',
      'at "k.a\udc00" cannot be written as YAML: it is a key with half a character (a lone surrogate). Write binary data as base64.',
    ],
  ])('%#', (value, path, message) => {
    const error = thrownBy(() => toYaml(value as Json));
    expect(error).toBeInstanceOf(NotPlainData);
    expect(error).toMatchObject({ path, message: `The value ${message}` });
  });

  test('depth without end', () => {
    expect(thrownBy(() => toYaml(deep as Json))).toMatchObject({
      message: expect.stringContaining(
        'it is more than 500 levels deep. Write it as a string, or in a flatter form.',
      ) as string,
    });
  });

  test('a value used twice, a frozen one and one without a prototype are plain', () => {
    const shared = Object.freeze({ a: 1 });
    const bare = Object.assign(Object.create(null) as Record<string, Json>, { a: 1 });
    expect(toYaml({ x: shared, y: shared, bare })).toBe('x:\n  a: 1\n"y":\n  a: 1\nbare:\n  a: 1\n');
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
