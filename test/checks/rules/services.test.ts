import type { ComponentSpec } from '../../../lib/assembly';
import type { JsonObject } from '../../../lib/core';
import { found, service, workload } from '../assembly-of';

test('a selector that no pod meets, with the nearest', () => {
  const pods = workload('shop/cart', { labels: { tier: 'web' } });
  const selector = { 'cdk8s.io/metadata.addr': 'shop-cart-c8a1', tier: 'web' };
  expect(found('service-selects-nothing', [pods, service('shop/cart', { selector })])).toMatchInlineSnapshot(`
    "error service-selects-nothing
    at  live/shop/cart stacks/shop.ts:40
    why Service "shop/cart" (stacks/shop.ts:40) selects cdk8s.io/metadata.addr=shop-cart-c8a1,tier=web; no pod in the namespace "shop" has these labels. Nearest are those of Deployment "shop/cart" (stacks/shop.ts:30): app=cart,tier=web. It would never have an endpoint.
    fix Select labels that the pod template has; a Microservice makes its Service itself, from its ports."
  `);
});

test('pods of another namespace do not count', () => {
  expect(found('service-selects-nothing', [workload('till/cart'), service('shop/cart')])).toMatchInlineSnapshot(`
    "error service-selects-nothing
    at  live/shop/cart stacks/shop.ts:30
    why Service "shop/cart" (stacks/shop.ts:30) selects app=cart; no pod in the namespace "shop" has these labels. It would never have an endpoint.
    fix Select labels that the pod template has; a Microservice makes its Service itself, from its ports."
  `);
});

const operated: ComponentSpec = {
  type: 'postgres-cluster',
  pods: { namespace: 'shop', labels: { app: 'orders', role: 'primary' } },
  ports: [{ name: 'postgres', number: 5432, protocol: 'TCP' }],
  readiness: { kind: 'none' },
  disruption: { kind: 'quorum', members: 3 },
  procedures: { install: 'apply', update: 'rolling-restart', remove: 'retain' },
};

test.each<readonly [string, JsonObject]>([
  ['that selects', {}],
  ['without a selector', { selector: {} }],
  ['that is a name alone', { type: 'ExternalName', externalName: 'db.example.com' }],
])('a Service %s', (_, spec) => {
  expect(found('service-selects-nothing', [workload('shop/cart'), service('shop/cart', spec)])).toBe('');
});

test('pods that an operator makes', () => {
  const ports = [{ port: 5432, targetPort: 'postgres' }];
  const objects = [service('shop/orders', { selector: { role: 'primary' }, ports })];
  expect(found('service-selects-nothing', objects, { components: { orders: operated } })).toBe('');
  expect(found('service-port-target', objects, { components: { orders: operated } })).toBe('');
});

const leadingTo = (port: JsonObject): string =>
  found('service-port-target', [workload('shop/cart'), service('shop/cart', { ports: [port] })]);

test('a name that no container declares', () => {
  expect(leadingTo({ name: 'http', port: 80, targetPort: 'htpp' })).toMatchInlineSnapshot(`
    "error service-port-target
    at  live/shop/cart stacks/shop.ts:40
    why Service "shop/cart" (stacks/shop.ts:40): its port "http" 80 leads to "htpp"/TCP; Deployment "shop/cart" (stacks/shop.ts:30) declares "http" 8080/TCP.
    fix Did you mean targetPort: 'http'?"
  `);
});

test('a number that no container declares, given by the port', () => {
  expect(leadingTo({ port: 80 })).toMatchInlineSnapshot(`
    "error service-port-target
    at  live/shop/cart stacks/shop.ts:40
    why Service "shop/cart" (stacks/shop.ts:40): its port 80 leads to 80/TCP; Deployment "shop/cart" (stacks/shop.ts:30) declares "http" 8080/TCP.
    fix Declare the port on the container, or lead the Service to one that is there: targetPort: 'http'."
  `);
});

test('the same number of another protocol', () => {
  expect(leadingTo({ port: 8080, protocol: 'UDP' })).not.toBe('');
});

test('the port of an init container, which is gone when the pod is ready', () => {
  const initContainers = [{ name: 'migrate', ports: [{ name: 'admin', containerPort: 9000 }] }];
  const objects = [
    workload('shop/cart', { pod: { initContainers } }),
    service('shop/cart', { ports: [{ port: 80, targetPort: 'admin' }] }),
  ];
  expect(found('service-port-target', objects)).not.toBe('');
});

test.each([[{ port: 80, targetPort: 'http' }], [{ port: 80, targetPort: 8080 }], [{ port: 8080 }]])(
  'the port %j leads somewhere',
  (port) => {
    expect(leadingTo(port)).toBe('');
  },
);
