import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

/** One more statement in the stack of stacks/tiny.ts. */
const added = (statement: string, imports?: string): Promise<string> => {
  const anchor = "const shop = new Stack(this, 'shop');";
  return newcomer.edits({ file: 'stacks/tiny.ts', from: anchor, to: `${anchor}\n    ${statement}`, imports }, 'tiny');
};

test('a misspelt field', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'seed', { apiVersion: 'batch/v1', kind: 'Job', spec: { backofLimit: 3, template: { spec: { containers: [] } } } });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  field-unknown: a field does not exist in the cluster’s Kubernetes version
      at    tiny/shop           stacks/tiny.ts:13
      why   Job "seed": spec.backofLimit does not exist in batch/v1 of Kubernetes 1.36.
      fix   Did you mean "backoffLimit"?"
  `);
});

test('a number where a text belongs', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { replicas: 3 } });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  field-type: a field has a value of the wrong type
      at    tiny/shop           stacks/tiny.ts:13
      why   ConfigMap "settings": data.replicas must be a text, not the number 3.
      fix   Write a text."
  `);
});

test('undefined in a list', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'access', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: [{ apiGroups: [''], resources: ['pods', undefined], verbs: ['get'] }] });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  value-missing: a list holds undefined
      at    tiny/shop           stacks/tiny.ts:13
      why   Role "access": rules[0].resources[1] is undefined and would be written as null.
      fix   Leave the item out."
  `);
});

test('a number that is none', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'high', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: Number('high') });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  value-not-a-number: a number is NaN or infinite
      at    tiny/shop           stacks/tiny.ts:13
      why   PriorityClass "high": value is NaN.
      fix   Check the calculation it comes from."
  `);
});

test('a Lazy in a template string', async () => {
  expect(
    await added(
      `new ApiObject(shop, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { name: \`\${Lazy.any({ produce: () => 'shop' })}-1\` } });`,
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  text-holds-object: a text holds an object that was not resolved
      at    tiny/shop           stacks/tiny.ts:13
      why   ConfigMap "settings": data.name is "[object Object]-1": an object, such as cdk8s's Lazy, was put into a string.
      fix   Put the whole string into the lazy, or use the text tag with outputs."
  `);
});

test('a date', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { since: new Date(0) } });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  value-not-plain: a value has no form in a manifest
      at    tiny/shop           stacks/tiny.ts:13
      why   ConfigMap "settings": data.since is an instance of Date.
      fix   Give a string, number, boolean, list or mapping."
  `);
});

test('an API that was removed', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'seed', { apiVersion: 'batch/v1beta1', kind: 'CronJob', spec: { schedule: '0 2 * * *' } });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  api-removed: the cluster’s Kubernetes version does not serve this API
      at    tiny/shop           stacks/tiny.ts:13
      why   batch/v1beta1 CronJob was removed in 1.25; the cluster has 1.36.
      fix   Write batch/v1 CronJob."
  `);
});

test('a kind that nobody defines', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'scrape', { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', spec: {} });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  api-unknown: a kind is neither Kubernetes’ own nor defined in this environment
      at    tiny/shop           stacks/tiny.ts:13
      why   Nothing in this environment defines monitoring.coreos.com/v1 ServiceMonitor, so its fields cannot be checked and
            applying it may fail.
      fix   Add its CustomResourceDefinition with Manifests.fromFile, or acknowledge "api-unknown" and say who installs it."
  `);
});

test('a namespace on a cluster-scoped object', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'high', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { namespace: 'kube-system' }, value: 1000 });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  namespace-on-cluster-scoped: a cluster-scoped object was given a namespace
      at    tiny/shop           stacks/tiny.ts:13
      why   The PriorityClass "high" has the namespace "kube-system", but a PriorityClass belongs to the whole cluster.
      fix   Leave metadata.namespace out."
  `);
});

test('an object of the default namespace', async () => {
  expect(
    await added(
      "new ApiObject(shop, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default' } });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  namespace-default: an object is in a namespace that belongs to nobody
      at    tiny/shop           stacks/tiny.ts:13
      why   ConfigMap "shop/settings@default" (stacks/tiny.ts:13) is in the namespace "default", which belongs to nobody: no
            stack sets its pod security, its policies or its quota.
      fix   Leave metadata.namespace out: a stack has a namespace of its own."
  `);
});

test('an object twice', async () => {
  expect(
    await added(
      "for (const id of ['one', 'two']) new ApiObject(shop, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });",
      `import { ApiObject, Lazy } from "cdk8s";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  object-duplicate: two objects have the same kind, namespace and name
      at    tiny/shop           stacks/tiny.ts:13
      why   "shop/core/ConfigMap/settings" is declared at stacks/tiny.ts:13 and again at stacks/tiny.ts:13.
      fix   Give one of them another id (or name); names are unique in a stack, wherever in the tree a construct stands."
  `);
});

test('the default Deployment of cdk8s-plus in a restricted namespace', async () => {
  expect(
    await added(
      "new kplus.Deployment(shop, 'admin', { containers: [{ image: 'registry.example.com/admin:1.0.0', portNumber: 8080 }] });",
      `import * as kplus from "cdk8s-plus-27";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  pod-security: a pod breaks the Pod Security level that its namespace enforces
      at    tiny/shop           stacks/tiny.ts:13
      why   Deployment "shop/admin" (stacks/tiny.ts:13) breaks 2 rules of the level "restricted" (v1.36), which Namespace
            "shop" (stacks/tiny.ts:12) enforces. The API server would refuse its pods:
            - Seccomp: containers["main"].securityContext.seccompProfile.type is not set; write RuntimeDefault, here or for
            the pod.
            - Capabilities: containers["main"].securityContext.capabilities.drop is not set; write ["ALL"].
      fix   Write each field as said; a Microservice does unless its security says otherwise. Or lower the level of the
            stack: { podSecurity: 'baseline' }."
  `);
});

test('a service of cdk8s-plus without pods', async () => {
  expect(
    await added(
      "new kplus.Service(shop, 'admin', { ports: [{ port: 80 }], selector: kplus.Pods.select(shop, 'none', { labels: { app: 'admin' } }) });",
      `import * as kplus from "cdk8s-plus-27";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  service-selects-nothing: a Service selects no pod of the environment
      at    tiny/shop           stacks/tiny.ts:13
      why   Service "shop/admin" (stacks/tiny.ts:13) selects app=admin; no pod in the namespace "shop" has these labels. It
            would never have an endpoint.
      fix   Select labels that the pod template has; a Microservice makes its Service itself, from its ports."
  `);
});
