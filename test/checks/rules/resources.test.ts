import type { JsonObject } from '../../../lib/core';
import { found, object, workload } from '../assembly-of';

const having = (resources: JsonObject | undefined): Parameters<typeof found>[1] => [
  workload('shop/cart', { container: { resources } }),
];

test('no memory request in production', () => {
  expect(found('resources-missing', having({ requests: { cpu: '1' } }))).toMatchInlineSnapshot(`
    "warning resources-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"] requests no memory, and the tier is "production": it is placed as if it needed none, and it is the first to be killed when its node runs out.
    fix Write resources: { memory: Size.mebibytes(128) } with what it really uses; the limit is the same unless you say otherwise."
  `);
});

test.each([[{ requests: { memory: '1Gi' } }], [{ limits: { memory: '1Gi' } }]])('%j is a request', (resources) => {
  expect(found('resources-missing', having(resources))).toBe('');
});

test('elsewhere, and in an init container', () => {
  expect(found('resources-missing', having(undefined), { tier: 'staging' })).toBe('');
  expect(found('resources-missing', [workload('shop/cart', { pod: { initContainers: [{ name: 'init' }] } })])).toBe('');
});

test('a default of the namespace', () => {
  const spec = { limits: [{ type: 'Container', default: { memory: '256Mi' } }] };
  expect(found('resources-missing', [...having(undefined), object('v1', 'LimitRange', 'shop/limits', { spec })])).toBe(
    '',
  );
});

test('a request above the limit', () => {
  const resources = { requests: { memory: '1Gi' }, limits: { memory: '1000M' } };
  expect(found('request-above-limit', having(resources))).toMatchInlineSnapshot(`
    "error request-above-limit
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"] requests 1Gi memory, and its limit is 1000M. The API server refuses it.
    fix Raise the limit to at least 1Gi, or request 1000M or less: resources: { memory, memoryLimit }."
  `);
});

test.each([
  ['cpu', '1.1', '1'],
  ['cpu', '1001m', 1],
  ['memory', '1Ki', '1k'],
  ['memory', '1e9', '999M'],
  ['ephemeral-storage', '2Gi', '1Gi'],
])('%s %s is above %s', (resource, request, limit) => {
  const resources = { requests: { [resource]: request }, limits: { [resource]: limit } };
  expect(found('request-above-limit', having(resources))).not.toBe('');
});

test.each([
  ['cpu', '1', '1000m'],
  ['cpu', '100m', '0.1'],
  ['memory', '1Gi', '1024Mi'],
  ['memory', '1G', '1Gi'],
  ['memory', 'much', '1Gi'],
])('%s %s is not above %s', (resource, request, limit) => {
  const resources = { requests: { [resource]: request }, limits: { [resource]: limit } };
  expect(found('request-above-limit', having(resources))).toBe('');
});
