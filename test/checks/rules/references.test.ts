import type { Json } from '../../../lib/core';
import { found, mounted, object, workload, type WorkloadParts } from '../assembly-of';

const settings = object('v1', 'ConfigMap', 'shop/settings', { data: { 'app.yaml': 'a: 1' } });
const cart = (parts: WorkloadParts): ReturnType<typeof workload> => workload('shop/cart', parts);
const volume = (source: Json): WorkloadParts => ({ pod: { volumes: [{ name: 'config', ...(source as object) }] } });
const env = (valueFrom: Json): WorkloadParts => ({ container: { env: [{ name: 'SETTING', valueFrom }] } });

test('a ConfigMap that is not there', () => {
  expect(found('config-reference', [settings, cart(volume({ configMap: { name: 'setings' } }))]))
    .toMatchInlineSnapshot(`
    "error config-reference
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), volumes["config"].configMap needs the ConfigMap "setings" in the namespace "shop", which is not in the environment. Its pods would not start.
    fix Did you mean "settings"?"
  `);
});

test('a key that the ConfigMap does not have', () => {
  const parts = env({ configMapKeyRef: { name: 'settings', key: 'app.yml' } });
  expect(found('config-reference', [settings, cart(parts)])).toMatchInlineSnapshot(`
    "error config-reference
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].env["SETTING"] takes the key "app.yml" of ConfigMap "shop/settings" (stacks/shop.ts:40), whose keys are "app.yaml". Its pods would not start.
    fix Did you mean "app.yaml"?"
  `);
});

test('a claim and a service account that are not there', () => {
  const pod = { ...mounted('data'), serviceAccountName: 'runner' };
  expect(found('config-reference', [cart({ pod })])).toMatchInlineSnapshot(`
    "error config-reference
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), serviceAccountName needs the ServiceAccount "runner" in the namespace "shop", which is not in the environment. Its pods would not start.
    fix Add the ServiceAccount to the stack, or leave serviceAccountName out; a Microservice has one of its own.

    error config-reference
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), volumes["data"] needs the PersistentVolumeClaim "data" in the namespace "shop", which is not in the environment. Its pods would not start.
    fix Let the component make it, volumes: { '/data': Volume.persistent(Size.gibibytes(1)) }, or acknowledge "config-reference" where it is there already."
  `);
});

test.each<readonly [string, WorkloadParts]>([
  ['all of a ConfigMap', volume({ configMap: { name: 'settings' } })],
  ['a key of a ConfigMap', env({ configMapKeyRef: { name: 'settings', key: 'app.yaml' } })],
  ['what may be missing', volume({ configMap: { name: 'other', optional: true } })],
  ['what may be missing as a variable', env({ configMapKeyRef: { name: 'other', key: 'a', optional: true } })],
  ['the cluster’s certificates', volume({ projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] } })],
  ['the account that is always there', { pod: { serviceAccountName: 'default' } }],
])('%s', (_, parts) => {
  expect(found('config-reference', [settings, cart(parts)])).toBe('');
});

test('a ConfigMap of another namespace does not count', () => {
  const other = object('v1', 'ConfigMap', 'till/settings', {});
  expect(found('config-reference', [other, cart(volume({ configMap: { name: 'settings' } }))])).not.toBe('');
});

test('the claim that a StatefulSet makes', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: {} }];
  const set = workload('shop/orders', { kind: 'StatefulSet', spec: { volumeClaimTemplates } });
  const job = workload('shop/backup', { kind: 'CronJob', pod: mounted('data-orders-0') });
  expect(found('config-reference', [set, job])).toBe('');
});

const secrets = [
  { name: 'orders', namespace: 'shop', maker: 'existing', keys: { password: 'given' }, usedBy: [] },
] as const;

test('a Secret that nobody declares', () => {
  expect(found('secret-reference', [cart(volume({ secret: { secretName: 'order' } }))], { secrets }))
    .toMatchInlineSnapshot(`
    "warning secret-reference
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), volumes["config"].secret needs the Secret "order" in the namespace "shop"; nothing in the environment declares it, so its pods wait until somebody makes it.
    fix Did you mean "orders"?"
  `);
});

test('a key that the Secret does not have', () => {
  const parts = env({ secretKeyRef: { name: 'orders', key: 'pasword' } });
  expect(found('secret-reference', [cart(parts)], { secrets })).toMatchInlineSnapshot(`
    "warning secret-reference
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].env["SETTING"] takes the key "pasword" of the Secret "orders", whose keys are "password".
    fix Did you mean "password"?"
  `);
});

test('credentials for a registry', () => {
  const pod = { imagePullSecrets: [{ name: 'registry' }] };
  expect(found('secret-reference', [cart({ pod })])).toMatchInlineSnapshot(`
    "warning secret-reference
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), imagePullSecrets needs the Secret "registry" in the namespace "shop"; nothing in the environment declares it, so its pods wait until somebody makes it.
    fix Say who makes it: Secret.existing('registry'), and pass it instead of the name."
  `);
});

test.each([
  ['external-secrets.io/v1', 'ExternalSecret', 'shop/other', { spec: { target: { name: 'tls' } } }],
  ['external-secrets.io/v1', 'ExternalSecret', 'shop/tls', { spec: {} }],
  ['cert-manager.io/v1', 'Certificate', 'shop/other', { spec: { secretName: 'tls' } }],
  ['bitnami.com/v1alpha1', 'SealedSecret', 'shop/tls', { spec: {} }],
  ['v1', 'Secret', 'shop/tls', {}],
])('the Secret that a %s %s makes', (apiVersion, kind, name, body) => {
  const objects = [object(apiVersion, kind, name, body), cart(volume({ secret: { secretName: 'tls' } }))];
  expect(found('secret-reference', objects)).toBe('');
});

test.each<readonly [string, WorkloadParts]>([
  ['a declared key', env({ secretKeyRef: { name: 'orders', key: 'password' } })],
  ['all keys', { container: { envFrom: [{ secretRef: { name: 'orders' } }] } }],
  ['what may be missing', volume({ secret: { secretName: 'other', optional: true } })],
])('%s', (_, parts) => {
  expect(found('secret-reference', [cart(parts)], { secrets })).toBe('');
});
