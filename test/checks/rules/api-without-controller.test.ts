import { autoscaler, claim, found, object, workload } from '../assembly-of';

const code = 'api-without-controller';
const cart = workload('shop/cart', { spec: { replicas: undefined } });
const route = (
  parentRefs: readonly { readonly name: string; readonly namespace?: string }[],
): ReturnType<typeof object> =>
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'shop/cart', { spec: { parentRefs } });

test('an autoscaler without metrics', () => {
  expect(found(code, [cart, autoscaler('shop/cart')], { cluster: { metrics: false } })).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live/shop/cart stacks/shop.ts:40
    why HorizontalPodAutoscaler "shop/cart" (stacks/shop.ts:40) measures the use of resources; the cluster "kubernetes" (stacks/shop.ts:20) serves no resource metrics, so it would never scale.
    fix Install metrics-server and write metrics: true for the cluster, or use scale: Scale.fixed(n)."
  `);
});

test('an autoscaler of other metrics', () => {
  const metrics = [
    { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'Value', value: '5' } } },
  ];
  expect(found(code, [cart, autoscaler('shop/cart', { metrics })], { cluster: { metrics: false } })).toBe('');
});

test('a route without a gateway', () => {
  const objects = [route([{ name: 'public', namespace: 'infra' }])];
  expect(found(code, objects, { cluster: { ingress: { kind: 'none' } } })).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live/shop/cart stacks/shop.ts:30
    why HTTPRoute "shop/cart" (stacks/shop.ts:30) is of the Gateway API; the cluster "kubernetes" (stacks/shop.ts:20) has no gateway that would read it.
    fix Say which one it has, ingress: Ingress.gateway({ name, namespace, podLabels }), or expose the service in another way."
  `);
});

test('a route to a gateway that the cluster does not have', () => {
  expect(found(code, [route([{ name: 'pubic', namespace: 'infra' }])])).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live/shop/cart stacks/shop.ts:30
    why HTTPRoute "shop/cart" (stacks/shop.ts:30) attaches to the Gateway "infra/pubic"; the cluster "kubernetes" (stacks/shop.ts:20) has "infra/public".
    fix Did you mean "infra/public"?"
  `);
  expect(found(code, [route([{ name: 'public' }])])).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live/shop/cart stacks/shop.ts:30
    why HTTPRoute "shop/cart" (stacks/shop.ts:30) attaches to the Gateway "shop/public"; the cluster "kubernetes" (stacks/shop.ts:20) has "infra/public".
    fix Attach it to the cluster's: parentRefs with namespace and name of "infra/public"; a Microservice does so by itself (expose)."
  `);
});

test('a route to the cluster’s gateway, and to one of the environment', () => {
  expect(found(code, [route([{ name: 'public', namespace: 'infra' }])])).toBe('');
  const own = object('gateway.networking.k8s.io/v1', 'Gateway', 'shop/own', { spec: {} });
  expect(found(code, [own, route([{ name: 'own' }])])).toBe('');
});

const ingress = object('networking.k8s.io/v1', 'Ingress', 'shop/cart', { spec: { ingressClassName: 'nginx' } });

test('an Ingress that nobody reads', () => {
  expect(found(code, [ingress])).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live/shop/cart stacks/shop.ts:30
    why Ingress "shop/cart" (stacks/shop.ts:30) has the class "nginx"; the cluster "kubernetes" (stacks/shop.ts:20) is not known to have an ingress controller, and the environment declares no IngressClass.
    fix Use the Gateway API, expose: Expose.https('shop.example.com', ...), or add the controller with its IngressClass to the environment."
  `);
});

test('an Ingress of a class that the environment declares', () => {
  expect(found(code, [ingress, object('networking.k8s.io/v1', 'IngressClass', 'nginx')])).toBe('');
});

const policies = ['a', 'b'].map((name) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', `shop/${name}`, { spec: {} }),
);

test('policies that nobody enforces, said once', () => {
  expect(found(code, policies, { cluster: { enforcer: 'none' } })).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live stacks/shop.ts:20
    why The environment "live" has 2 NetworkPolicies in 1 stack; the cluster "kubernetes" (stacks/shop.ts:20) has the enforcer "none", so every pod still reaches every other.
    fix Install an enforcer and name it, enforcer: 'kube-router' (flannel alone enforces none), or acknowledge "api-without-controller" on the environment."
  `);
});

test('the same for a tenant', () => {
  expect(found(code, policies, { cluster: { enforcer: 'none' }, isTenant: true })).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live nowhere
    why The environment "live" has 2 NetworkPolicies in 1 stack; the cluster "kubernetes" of the environment "shared" has the enforcer "none", so every pod still reaches every other.
    fix Install an enforcer and name it, enforcer: 'kube-router' (flannel alone enforces none), or acknowledge "api-without-controller" on the environment."
  `);
});

test('policies that are enforced', () => {
  expect(found(code, policies)).toBe('');
});

test('a class that the cluster does not have', () => {
  expect(found(code, [claim('shop/data', { storageClassName: 'loacl' })])).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live/shop/data stacks/shop.ts:30
    why PersistentVolumeClaim "shop/data" (stacks/shop.ts:30) has the storage class "loacl"; the cluster "kubernetes" (stacks/shop.ts:20) has the storage classes "local" and "shared": no volume would be made for it.
    fix Did you mean "local"?"
  `);
});

test('no class, and no default one', () => {
  const cluster = { storageClasses: [{ name: 'local' }] };
  expect(found(code, [claim('shop/data')], { cluster })).toMatchInlineSnapshot(`
    "error api-without-controller
    at  live/shop/data stacks/shop.ts:30
    why PersistentVolumeClaim "shop/data" (stacks/shop.ts:30) names no storage class, and the cluster "kubernetes" (stacks/shop.ts:20) has the storage class "local" and no default one: no volume would be made for it.
    fix Name a class that is there, Volume.persistent(size, { class: 'local' }), or add it to the storageClasses of the cluster."
  `);
});

test('claims of templates', () => {
  const template = { metadata: { name: 'data' }, spec: { storageClassName: 'fast' } };
  const set = workload('shop/orders', { kind: 'StatefulSet', spec: { volumeClaimTemplates: [template] } });
  expect(found(code, [set])).toContain('volumeClaimTemplates["data"] has the storage class "fast"');
  const volumes = [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } } }];
  expect(found(code, [workload('shop/cart', { pod: { volumes } })])).toContain('volumes["scratch"].ephemeral');
});

test.each([
  ['the default class', {}],
  ['a class by name', { storageClassName: 'shared' }],
  ['a volume made by hand', { storageClassName: '' }],
  ['a volume by name', { volumeName: 'disk-1', storageClassName: 'manual' }],
])('%s', (_, spec) => {
  expect(found(code, [claim('shop/data', spec)])).toBe('');
});

test('a default class of the environment', () => {
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const own = object('storage.k8s.io/v1', 'StorageClass', 'own', { metadata: { annotations } });
  expect(found(code, [own, claim('shop/data')], { cluster: { storageClasses: [] } })).toBe('');
});
