import { readField } from '../../../lib/kube-api/field-text';
import type { TypeFacts } from '../../../lib/kube-api';
import { fieldText, fieldTexts, references, shortName } from '../../../tools/kube-api/field-text';
import type { Schema } from '../../../tools/kube-api/schema';

const port: TypeFacts = { name: 'core/v1.Port', fields: new Map(), required: [] };
const lookup = (name: string): TypeFacts => ({ ...port, name });

test.each<[Schema, boolean, string, object]>([
  [{ type: 'string' }, false, 'string', { type: 'string', required: false, default: undefined }],
  [{ type: 'int-or-string' }, true, 'int-or-string!', { type: 'int-or-string', required: true }],
  [{ type: 'string', enum: ['', 'a b'] }, true, 'string(|a b)!', { enum: ['', 'a b'], required: true }],
  [
    { type: 'integer', enum: ['301', '302'], default: 302 },
    false,
    'integer(301|302) =302',
    { enum: [301, 302], default: 302 },
  ],
  [
    { type: 'string', default: 'a =b!' },
    false,
    'string ="a =b!"',
    { type: 'string', default: 'a =b!', required: false },
  ],
  [{ type: 'boolean', default: false }, false, 'boolean =false', { default: false }],
  [{ type: 'boolean', default: false }, true, 'boolean!', { default: undefined, required: true }],
  [{ type: 'integer', default: 1 }, true, 'integer! =1', { default: 1, required: true }],
  [
    { type: 'object', ref: 'k8s.io/api/core/v1.Port', default: { a: [1] } },
    false,
    '@core/v1.Port ={"a":[1]}',
    { type: 'object', object: port, default: { a: [1] } },
  ],
  [
    {
      type: 'list',
      listType: 'map',
      listMapKeys: ['port', 'protocol'],
      of: { type: 'object', ref: 'k8s.io/api/core/v1.Port' },
    },
    false,
    '[map:port,protocol]@core/v1.Port',
    { type: 'list', listType: 'map', listMapKeys: ['port', 'protocol'], of: { type: 'object', object: port } },
  ],
  [
    { type: 'list', of: { type: 'string' } },
    false,
    '[]string',
    { type: 'list', listType: undefined, of: { type: 'string' } },
  ],
  [
    { type: 'map', of: { type: 'list', listType: 'set', of: { type: 'quantity' } } },
    true,
    '{}[set]quantity!',
    { type: 'map', of: { type: 'list', listType: 'set', of: { type: 'quantity' } }, required: true },
  ],
])('%j, required %s, is written %s and read back', (schema, required, text, facts) => {
  expect(fieldText(schema, required)).toBe(text);
  const read = readField('field', 3, text, lookup);
  expect({ ...read, name: read.name, rank: read.rank }).toMatchObject({ name: 'field', rank: 3 });
  expect(read).toMatchObject(facts);
});

test('an enum value that the text could not hold is refused', () => {
  expect(() => fieldText({ type: 'string', enum: ['a|b'] }, false)).toThrow('cannot write the enum value "a|b"');
});

test('names keep what tells types apart', () => {
  expect(shortName('k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta')).toBe('meta/v1.ObjectMeta');
  expect(shortName('sigs.k8s.io/gateway-api/apis/v1.Gateway')).toBe('gateway-api/v1.Gateway');
});

test('leading fields go first, the others stay in order; references go through lists and maps', () => {
  const struct = {
    name: 'k8s.io/api/core/v1.Thing',
    required: new Set(['z']),
    fields: new Map<string, Schema>([
      ['z', { type: 'string' }],
      ['kind', { type: 'string' }],
      ['a', { type: 'list', of: { type: 'map', of: { type: 'object', ref: 'k8s.io/api/core/v1.Port' } } }],
    ]),
  };
  expect(Object.entries(fieldTexts(struct, ['apiVersion', 'kind']))).toEqual([
    ['kind', 'string'],
    ['z', 'string!'],
    ['a', '[]{}@core/v1.Port'],
  ]);
  expect(references(struct)).toEqual(['k8s.io/api/core/v1.Port']);
});
