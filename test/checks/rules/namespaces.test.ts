import { found, object } from '../assembly-of';

test('an object in the default namespace', () => {
  expect(found('namespace-default', [object('v1', 'ConfigMap', 'default/settings')])).toMatchInlineSnapshot(`
    "error namespace-default
    at  live/default/settings stacks/shop.ts:30
    why ConfigMap "default/settings" (stacks/shop.ts:30) is in the namespace "default", which belongs to nobody: no stack sets its pod security, its policies or its quota.
    fix Leave metadata.namespace out: a stack has a namespace of its own."
  `);
});

test('an object without a namespace, which is the default one', () => {
  expect(found('namespace-default', [object('v1', 'ConfigMap', 'settings')])).toContain('the namespace "default"');
});

test.each(['kube-public', 'kube-node-lease'])('an object in %s', (namespace) => {
  expect(found('namespace-default', [object('v1', 'ConfigMap', `${namespace}/settings`)])).not.toBe('');
});

test('objects in kube-system, said once for an owner', () => {
  const roles = [1, 2, 3, 4, 5, 6, 7].map((number) =>
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', `kube-system/reader-${number}`),
  );
  const [first] = roles;
  expect(found('namespace-system', first ? [first] : [])).toMatchInlineSnapshot(`
    "error namespace-system
    at  live/kube-system/reader-1 stacks/shop.ts:30
    why RoleBinding "kube-system/reader-1" (stacks/shop.ts:30) is in the namespace "kube-system", where the cluster's own components run. Who may change things there may change the cluster.
    fix Leave metadata.namespace out: a stack has a namespace of its own. Acknowledge "namespace-system" for add-ons that must be there."
  `);
});

test('objects of a stack, of the whole cluster, and of kinds that nobody knows', () => {
  const objects = [
    object('v1', 'ConfigMap', 'shop/settings'),
    object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'reader'),
    object('example.com/v1', 'Widget', 'blue'),
  ];
  expect(found('namespace-default', objects)).toBe('');
  expect(found('namespace-system', objects)).toBe('');
});
