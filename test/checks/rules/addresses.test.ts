import type { JsonObject } from '../../../lib/core';
import { found, object, service, workload } from '../assembly-of';

const having = (...specs: readonly JsonObject[]): Parameters<typeof found>[1] => [
  workload('shop/cart'),
  ...specs.map((spec, index) => service(`shop/cart-${index}`, { ...spec, selector: { app: 'cart' } })),
];

test('an address outside the range', () => {
  expect(found('service-address', having({ clusterIP: '10.97.0.10' }))).toMatchInlineSnapshot(`
    "error service-address
    at  live/shop/cart-0 stacks/shop.ts:40
    why Service "shop/cart-0" (stacks/shop.ts:40) has the clusterIP 10.97.0.10; the services of the cluster "kubernetes" (stacks/shop.ts:20) are in 10.96.0.0/16. The API server refuses it.
    fix Leave clusterIP out, or choose an address of the range."
  `);
});

test('an address that two have', () => {
  const objects = having({ clusterIP: '10.96.0.50' }, { clusterIP: '10.96.0.50' });
  expect(found('service-address', objects)).toMatchInlineSnapshot(`
    "error service-address
    at  live/shop/cart-1 stacks/shop.ts:50
    why Service "shop/cart-1" (stacks/shop.ts:50) has the clusterIP 10.96.0.50, and so has Service "shop/cart-0" (stacks/shop.ts:40). The API server gives it to one of them.
    fix Leave clusterIP out, or choose another address."
  `);
});

test('what is no address', () => {
  expect(found('service-address', having({ clusterIP: '10.96.0' }))).toMatchInlineSnapshot(`
    "error service-address
    at  live/shop/cart-0 stacks/shop.ts:40
    why Service "shop/cart-0" (stacks/shop.ts:40) has the clusterIP "10.96.0", which is no IP address.
    fix Leave clusterIP out, or write "None" for a Service without an address of its own."
  `);
});

test('a load balancer inside the cluster', () => {
  const objects = having({ type: 'LoadBalancer', loadBalancerIP: '10.244.3.4' });
  expect(found('service-address', objects)).toMatchInlineSnapshot(`
    "error service-address
    at  live/shop/cart-0 stacks/shop.ts:40
    why Service "shop/cart-0" (stacks/shop.ts:40) has the loadBalancerIP 10.244.3.4, which is inside 10.244.0.0/16, where the cluster has its pods: nobody outside could reach it.
    fix Choose an address of the nodes' network that nothing else uses."
  `);
});

test.each<readonly [JsonObject]>([
  [{}],
  [{ clusterIP: 'None' }],
  [{ clusterIP: '' }],
  [{ clusterIP: '10.96.0.50', clusterIPs: ['10.96.0.50', 'fd00::50'] }],
  [{ type: 'LoadBalancer', loadBalancerIP: '192.0.2.10' }],
])('the addresses %j', (spec) => {
  expect(found('service-address', having(spec))).toBe('');
});

test('a range that the environment adds, and one that nobody knows', () => {
  const objects = having({ clusterIP: '10.97.0.10' });
  const range = object('networking.k8s.io/v1', 'ServiceCIDR', 'more', { spec: { cidrs: ['10.97.0.0/16'] } });
  expect(found('service-address', [...objects, range])).toBe('');
  expect(found('service-address', objects, { cluster: { serviceRange: undefined } })).toBe('');
});

const overlapping = { podRange: '10.96.0.0/12', serviceRange: '10.96.0.0/16' };

test('ranges that overlap', () => {
  expect(found('range-overlap', [], { cluster: overlapping })).toMatchInlineSnapshot(`
    "error range-overlap
    at  live stacks/shop.ts:20
    why The cluster "kubernetes" (stacks/shop.ts:20) has podRange 10.96.0.0/12 and serviceRange 10.96.0.0/16, which share addresses: a pod with the address of a service could not be reached.
    fix Choose ranges apart from each other and from the nodes' network: podRange: '10.244.0.0/16', serviceRange: '10.96.0.0/16'."
  `);
});

test('overlap counts both ways', () => {
  const cluster = { podRange: overlapping.serviceRange, serviceRange: overlapping.podRange };
  expect(found('range-overlap', [], { cluster })).not.toBe('');
});

test('ranges that lie apart, and those of another environment’s cluster', () => {
  expect(found('range-overlap', [])).toBe('');
  expect(found('range-overlap', [], { cluster: overlapping, isTenant: true })).toBe('');
});
