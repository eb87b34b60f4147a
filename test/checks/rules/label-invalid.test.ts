import type { Manifest } from '../../../lib/assembly';
import type { Json, JsonObject } from '../../../lib/core';
import { found, object, service, workload } from '../assembly-of';

const labelled = (key: string, value: Json): readonly Manifest[] => [
  object('v1', 'ConfigMap', 'shop/settings', { metadata: { labels: { [key]: value } } }),
];

test('a value that grew too long', () => {
  expect(found('label-invalid', labelled('app.kubernetes.io/part-of', 'x'.repeat(64)))).toMatchInlineSnapshot(`
    "error label-invalid
    at  live/shop/settings stacks/shop.ts:30
    why ConfigMap "shop/settings" (stacks/shop.ts:30): metadata.labels: the value "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" of app.kubernetes.io/part-of has 64 characters; 63 are allowed. The API server refuses it.
    fix Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components short."
  `);
});

test('a template and a selector, said once for an object', () => {
  const objects = [
    workload('shop/cart', { labels: { owner: 'team a' }, spec: { selector: { matchLabels: { 'a b': 'c' } } } }),
  ];
  expect(found('label-invalid', objects)).toMatchInlineSnapshot(`
    "error label-invalid
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30): spec.selector.matchLabels: the name in the key "a b" may hold only letters, digits, "-", "_" and ".", beginning and ending with a letter or digit; spec.template.metadata.labels: the value "team a" of owner may hold only letters, digits, "-", "_" and ".", beginning and ending with a letter or digit. The API server refuses it.
    fix Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components short."
  `);
});

test('the selector of a Service, and of a policy', () => {
  expect(found('label-invalid', [service('shop/cart', { selector: { app: '-cart' } })])).toContain('spec.selector');
  const spec = { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'a/b' } } }] }] };
  const policy = object('networking.k8s.io/v1', 'NetworkPolicy', 'shop/cart', { spec });
  expect(found('label-invalid', [policy])).toContain('spec.ingress[0].from[0].podSelector.matchLabels');
});

test.each<JsonObject>([
  { key: 'a b', operator: 'Exists' },
  { key: 'app', operator: 'In', values: ['cart', 'a b'] },
])('the requirement %j', (expression) => {
  const selector = { matchExpressions: [expression] };
  const set = object('policy/v1', 'PodDisruptionBudget', 'shop/cart', { spec: { selector } });
  expect(found('label-invalid', [set])).toContain('spec.selector.matchExpressions: the');
});

test('annotations that are too large together', () => {
  const annotations = { a: 'x'.repeat(200_000), b: 'x'.repeat(70_000) };
  expect(found('label-invalid', [object('v1', 'ConfigMap', 'shop/settings', { metadata: { annotations } })]))
    .toMatchInlineSnapshot(`
    "error label-invalid
    at  live/shop/settings stacks/shop.ts:30
    why ConfigMap "shop/settings" (stacks/shop.ts:30): metadata.annotations have 270002 bytes together; 262144 are allowed. The API server refuses it.
    fix Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components short."
  `);
});

test.each([
  ['a'.repeat(63), 'b'.repeat(63)],
  [`${'a'.repeat(253)}/b`, ''],
  ['example.com/A_b.c-d', '1.2_3-x'],
])('the label %s=%s', (key, value) => {
  expect(found('label-invalid', labelled(key, value))).toBe('');
});

test.each([
  ['a'.repeat(64), 'b'],
  ['Example.com/a', 'b'],
  [`${'a'.repeat(254)}/b`, 'c'],
  ['a/b/c', 'd'],
  ['', 'b'],
  ['a', 'b.'],
  ['a', 'ä'],
])('no label: %s=%s', (key, value) => {
  expect(found('label-invalid', labelled(key, value))).not.toBe('');
});

test('annotations of any value, and kinds whose fields nobody knows', () => {
  const annotations = { 'example.com/Text': 'any text, of any length: äöü' };
  const custom = object('example.com/v1', 'Widget', 'shop/blue', { spec: { labels: { 'not a label': '!' } } });
  expect(
    found('label-invalid', [object('v1', 'ConfigMap', 'shop/settings', { metadata: { annotations } }), custom]),
  ).toBe('');
});
