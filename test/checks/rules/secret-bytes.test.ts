import { found, object } from '../assembly-of';

test('a Secret with values, whose bytes are not shown', () => {
  const data = { password: 'aHVudGVyMg==' };
  const secret = object('v1', 'Secret', 'shop/orders', { type: 'Opaque', data, stringData: { user: 'cart' } });
  expect(found('secret-bytes', [secret])).toMatchInlineSnapshot(`
    "error secret-bytes
    at  live/shop/orders stacks/shop.ts:30
    why Secret "shop/orders" (stacks/shop.ts:30) has values for "password" and "user". They would be committed with dist/, where everybody who reads the repository reads them.
    fix Refer to it: Secret.existing('orders', { keys: ['password', 'user'] }), Secret.external(...) or Secret.generatedAtApply(...). Take values that were committed before for known and replace them."
  `);
});

test.each([
  [{}],
  [{ data: {} }],
  [{ stringData: { token: '' } }],
  [
    {
      type: 'kubernetes.io/service-account-token',
      metadata: { annotations: { 'kubernetes.io/service-account.name': 'ci' } },
    },
  ],
])('a Secret that others fill: %j', (body) => {
  expect(found('secret-bytes', [object('v1', 'Secret', 'shop/orders', body)])).toBe('');
});

test('what is called Secret in another group holds no bytes', () => {
  const other = object('example.com/v1', 'Secret', 'shop/orders', { data: { password: 'x' } });
  expect(found('secret-bytes', [other])).toBe('');
});
