import fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import * as yaml from 'yaml';
import { parseYaml, toYaml } from '../../../lib/assembly/yaml';
import type { Json } from '../../../lib/core/json';
import { trickyJson, traps } from './tricky-json';

type Reader = (text: string) => unknown;

const readers: Readonly<Record<string, Reader>> = {
  'yaml as 1.1': (text) => yaml.parse(text, { version: '1.1' }) as unknown,
  'yaml as 1.2': (text) => yaml.parse(text, { version: '1.2' }) as unknown,
  'js-yaml as 1.2': (text) => jsYaml.load(text),
  'js-yaml as 1.1': (text) => jsYaml.load(text, { schema: jsYaml.YAML11_SCHEMA }),
  'our own reader': (text) => {
    const documents = parseYaml(text);
    expect(documents).toHaveLength(1);
    return documents[0];
  },
};

/** Equal, and with the keys in the same order. */
function expectSame(actual: unknown, expected: Json): void {
  expect(actual).toStrictEqual(expected);
  expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
}

function readsBack(write: (value: Json) => string, read: Reader): fc.IProperty<[Json]> {
  return fc.property(trickyJson, (value) => {
    expectSame(read(write(value)), value);
  });
}

describe.each(Object.entries(readers))('read by %s', (_, read) => {
  test('arbitrary data comes back the same', () => {
    fc.assert(readsBack(toYaml, read), { numRuns: 1000 });
  });

  test('every trap comes back the same as a root, an item, a value and a key, also within a text of lines', () => {
    for (const trap of traps) {
      const lines = `${trap}\n ${trap}\n\n${trap}x\n`;
      for (const text of [trap, `${trap}a`, `a${trap}`, lines, ` ${lines}`, `\n${lines}`, `${lines}\n`, lines.trim()]) {
        expectSame(read(toYaml(text)), text);
        expectSame(read(toYaml([text, [[text]], text])), [text, [[text]], text]);
        const map: Json = Object.fromEntries<Json>([
          [text, text],
          ['last', { [text]: [text] }],
        ]);
        expectSame(read(toYaml(map)), map);
      }
    }
  });

  test.each([127, 128, 129, 997, 998, 999, 1000, 1001, 1022, 1023, 1024, 1025, 5000])(
    'a key of %d characters',
    (length) => {
      for (const key of ['k'.repeat(length), '#'.repeat(length), '\u0001'.repeat(length / 6)]) {
        const value = { [key]: 'v', list: [{ [key]: { [key]: ['v'] } }] };
        expectSame(read(toYaml(value)), value);
      }
    },
  );
});

describe('the property can fail', () => {
  const quotedUnlessWord = (text: string): string => (/^[A-Za-z0-9.:_ -]+$/.test(text) ? text : JSON.stringify(text));
  const naive: Readonly<Record<string, (value: Json) => string>> = {
    'quotes only what is not words and digits': (value) =>
      Array.isArray(value)
        ? value.map((v) => `- ${JSON.stringify(v)}`).join('\n')
        : typeof value === 'string'
          ? quotedUnlessWord(value)
          : JSON.stringify(value),
    'writes numbers and strings as JSON does': (value) => JSON.stringify(value, null, 2),
    'the yaml package as it comes': (value) => yaml.stringify(value, { lineWidth: 0 }),
    'js-yaml as it comes': (value) => jsYaml.dump(value),
    'drops the last line end of a literal': (value) => toYaml(value).replace('|+', '|'),
  };

  test.each(Object.entries(naive))('for a writer that %s', (_, write) => {
    const failed = Object.values(readers).filter(
      (read) => fc.check(readsBack(write, read), { numRuns: 3000, seed: 1 }).failed,
    );
    expect(failed.length).toBeGreaterThan(0);
  });
});

test('the same data gives the same text, whatever was written before', () => {
  fc.assert(
    fc.property(trickyJson, trickyJson, (first, second) => {
      const text = toYaml(first);
      toYaml(second);
      expect(toYaml(first)).toBe(text);
      expect(toYaml(structuredClone(first))).toBe(text);
    }),
  );
});

test('a text ends with one line feed, and no character in it is one that a reviewer cannot see', () => {
  fc.assert(
    fc.property(trickyJson, (value) => {
      const text = toYaml(value);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).not.toMatch(/(?![\n\t])\p{Cc}|\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|(?! )\p{Z}/u);
    }),
  );
});
