import '../../lib/testing/jest-setup';
import { Manifests, manifestSerializer, synthesize } from '../../lib/testing';
import { shop } from './shop';

test('a manifest is shown as the file that people review', () => {
  expect(Manifests.of(shop().app).find('ConfigMap', { metadata: { name: 'cart' } })[0]).toMatchInlineSnapshot(`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
    data:
      colour: blue
      size: "3"
  `);
});

test('several manifests are documents of one text', () => {
  const [first, second] = Manifests.of(shop().app).find('ConfigMap');

  expect(manifestSerializer.serialize([first, second]).split('---\n')).toHaveLength(2);
});

test('a synthesis is shown file by file', () => {
  expect(synthesize(shop().shop)).toMatchInlineSnapshot(`
    # _cluster/shop.namespace.yaml
    apiVersion: v1
    kind: Namespace
    metadata:
      name: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
        pod-security.kubernetes.io/enforce: restricted
        pod-security.kubernetes.io/enforce-version: v1.36

    # shop/allow-dns.networkpolicy.networking.k8s.io.yaml
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata:
      name: allow-dns
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
    spec:
      podSelector: {}
      egress:
        - ports:
            - protocol: UDP
              port: 53
            - protocol: TCP
              port: 53
          to:
            - podSelector:
                matchLabels:
                  k8s-app: kube-dns
              namespaceSelector:
                matchLabels:
                  kubernetes.io/metadata.name: kube-system
      policyTypes:
        - Egress

    # shop/cart.configmap.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
    data:
      colour: blue
      size: "3"

    # shop/checkout.configmap.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: checkout
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
    data:
      colour: green
      size: "3"

    # shop/default-deny.networkpolicy.networking.k8s.io.yaml
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata:
      name: default-deny
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
    spec:
      podSelector: {}
      policyTypes:
        - Ingress
        - Egress
  `);
});

test.each([
  [{ apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } }, true],
  [[{ apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } }], true],
  [{ apiVersion: 'v1', kind: 'X' }, false],
  [{ apiVersion: 'v1', kind: 'X', metadata: {} }, false],
  [{ kind: 'object', spec: {} }, false],
  [[], false],
  [['x'], false],
  [null, false],
  ['apiVersion', false],
])('%j: %s', (value, isOurs) => {
  expect(manifestSerializer.test(value)).toBe(isOurs);
});

test('everything else is left to jest', () => {
  expect([1, { a: null }]).toMatchInlineSnapshot(`
    [
      1,
      {
        "a": null,
      },
    ]
  `);
});
