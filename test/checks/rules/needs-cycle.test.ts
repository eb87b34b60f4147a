import { plinthId, type ComponentSpec, type Edge } from '../../../lib/assembly';
import { found } from '../assembly-of';

const component: ComponentSpec = {
  type: 'microservice',
  ports: [],
  readiness: { kind: 'none' },
  disruption: { kind: 'single' },
  procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
};
const components = { cart: component, orders: component, billing: component, web: component };
const edge = (from: string, to: string, kind: Edge['kind'] = 'needs'): Edge => ({
  kind,
  from: plinthId('shop', 'component', from),
  to: plinthId('shop', 'component', to),
});

test('three that wait for each other, and one that waits for them', () => {
  const edges = [edge('cart', 'orders'), edge('orders', 'billing'), edge('billing', 'cart'), edge('web', 'cart')];
  expect(found('needs-cycle', [], { components, edges })).toMatchInlineSnapshot(`
    "error needs-cycle
    at  live/shop/billing stacks/shop.ts:30
    why "shop/billing" (stacks/shop.ts:30) needs "shop/cart" (stacks/shop.ts:40) needs "shop/orders" (stacks/shop.ts:50) needs "shop/billing" (stacks/shop.ts:30). None of them could be the first to become ready.
    fix Turn one of these edges into a call, which does not order: consume the port without \`needs\`, or let the program wait for the other by itself."
  `);
});

test('the shortest way round is shown', () => {
  const edges = [edge('cart', 'orders'), edge('orders', 'cart'), edge('orders', 'billing'), edge('billing', 'cart')];
  expect(found('needs-cycle', [], { components, edges })).toContain(
    '"shop/cart" (stacks/shop.ts:40) needs "shop/orders"',
  );
});

test('services may call each other, and order must only have an end', () => {
  const edges = [
    edge('cart', 'orders'),
    edge('orders', 'cart', 'calls'),
    edge('orders', 'billing'),
    edge('cart', 'billing'),
  ];
  expect(found('needs-cycle', [], { components, edges })).toBe('');
});
