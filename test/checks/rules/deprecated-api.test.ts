import { found, object } from '../assembly-of';

const old = object('resource.k8s.io/v1beta1', 'ResourceClaim', 'shop/gpu', { spec: {} });

test('an API that goes away', () => {
  expect(found('deprecated-api', [old])).toMatchInlineSnapshot(`
    "warning deprecated-api
    at  live/shop/gpu stacks/shop.ts:30
    why ResourceClaim "shop/gpu" (stacks/shop.ts:30) is of resource.k8s.io/v1beta1, which is deprecated since 1.35, and 1.38 no longer serves it; the cluster "kubernetes" (stacks/shop.ts:20) has 1.36.
    fix Write apiVersion: resource.k8s.io/v1."
  `);
});

test('the same in a version that has nothing newer', () => {
  expect(found('deprecated-api', [old], { cluster: { version: '1.34' } })).toBe('');
});

test('the API that takes its place', () => {
  expect(found('deprecated-api', [object('resource.k8s.io/v1', 'ResourceClaim', 'shop/gpu', { spec: {} })])).toBe('');
});
