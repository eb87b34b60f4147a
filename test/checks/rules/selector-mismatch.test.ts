import { found, object, workload } from '../assembly-of';

test('a selector that its own template does not meet', () => {
  const spec = { selector: { matchLabels: { app: 'cart', tier: 'web' } } };
  expect(found('selector-mismatch', [workload('shop/cart', { spec })])).toMatchInlineSnapshot(`
    "error selector-mismatch
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) selects app=cart,tier=web; its pod template has the labels app=cart. It would never count the pods that it makes.
    fix Write the labels of the template that never change into spec.selector.matchLabels: {"app":"cart"}."
  `);
});

test('an empty selector', () => {
  expect(found('selector-mismatch', [workload('shop/cart', { spec: { selector: {} } })])).toMatchInlineSnapshot(`
    "error selector-mismatch
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) selects everything; its pod template has the labels app=cart. It would never count the pods that it makes.
    fix Write the labels of the template that never change into spec.selector.matchLabels: {"app":"cart"}."
  `);
});

test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('a %s is asked', (kind) => {
  const spec = { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['cart'] }] } };
  expect(found('selector-mismatch', [workload('shop/cart', { kind, spec })])).toContain('app notin (cart)');
});

test.each([
  [{ matchLabels: { app: 'cart' } }],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['cart', 'basket'] }] }],
  [
    {
      matchExpressions: [
        { key: 'app', operator: 'Exists' },
        { key: 'legacy', operator: 'DoesNotExist' },
      ],
    },
  ],
])('the selector %j is met', (selector) => {
  expect(found('selector-mismatch', [workload('shop/cart', { spec: { selector } })])).toBe('');
});

test('a Job selects by itself', () => {
  expect(found('selector-mismatch', [workload('shop/migrate', { kind: 'Job' })])).toBe('');
});

test('the older controller has a plain map', () => {
  const spec = { selector: { app: 'basket' }, template: { metadata: { labels: { app: 'cart' } } } };
  const controller = object('v1', 'ReplicationController', 'shop/cart', { spec });
  expect(found('selector-mismatch', [controller])).toContain('selects app=basket');
});
