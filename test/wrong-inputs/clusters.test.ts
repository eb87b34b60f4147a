import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to }, 'tiny');

const boutique = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/boutique.ts', from, to, imports }, 'staging');

const lab = (from: string, to: string): Promise<string> => newcomer.edits({ file: 'stacks/lab.ts', from, to }, 'lab');

const platform = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/platform.ts', from, to }, 'production');

test('no cluster', async () => {
  expect(
    await tiny(
      `    KubernetesCluster.existing(this, 'cluster', { version, enforcer: 'kube-router' });
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  cluster-missing: an environment has no cluster
      at    tiny                stacks/tiny.ts:9
      why   The environment "tiny" has a part and no cluster to run in.
      fix   Declare one, KubernetesCluster.existing(this, 'cluster', { version: '1.36', ... }), or pass another
            environment's: { cluster: shared.cluster }."
  `);
});

test('a cluster declared twice', async () => {
  expect(
    await tiny(
      `    KubernetesCluster.existing(this, 'cluster', { version, enforcer: 'kube-router' });
`,
      `    KubernetesCluster.existing(this, 'cluster', { version, enforcer: 'kube-router' });
    KubernetesCluster.existing(this, 'second', { version, enforcer: 'kube-router' });
`,
    ),
  ).toMatchInlineSnapshot(`
    "error  cluster-second: an environment has two clusters
      at    tiny                stacks/tiny.ts:11
      why   "tiny/second" is declared, but the environment runs in "tiny/cluster" already.
      fix   Use an environment for each cluster."
  `);
});

test('a version that is not supported', async () => {
  expect(await tiny('{ version,', "{ version: '1.33' as never,")).toMatchInlineSnapshot(`
    "error  kubernetes-version: a cluster has a version that Plinth does not know
      at    tiny                stacks/tiny.ts:10
      why   The cluster has version "1.33"; this Plinth knows 1.34, 1.35, 1.36.
      fix   Upgrade the cluster to one of them, or use a Plinth that knows its version."
  `);
});

test('a version with its patch level', async () => {
  expect(await tiny('{ version,', "{ version: '1.36.2' as never,")).toMatchInlineSnapshot(`
    "error  kubernetes-version: a cluster has a version that Plinth does not know
      at    tiny                stacks/tiny.ts:10
      why   The cluster has version "1.36.2"; this Plinth knows 1.34, 1.35, 1.36.
      fix   Write the minor alone: "1.36"."
  `);
});

test('a cluster that enforces no policies', async () => {
  expect(await tiny("'kube-router'", "'none'")).toMatchInlineSnapshot(`
    "error  api-without-controller: nothing in the cluster acts on an object
      at    tiny                stacks/tiny.ts:10
      why   The environment "tiny" has 4 NetworkPolicies in 1 stack; the cluster "cluster" (stacks/tiny.ts:10) has the
            enforcer "none", so every pod still reaches every other.
      fix   Install an enforcer and name it, enforcer: 'kube-router' (flannel alone enforces none), or acknowledge
            "api-without-controller" on the environment."
  `);
});

test('a range without a mask', async () => {
  expect(await tiny('{ version,', "{ version, podRange: '10.244.0.0',")).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/tiny.ts:10
      why   podRange: "10.244.0.0" has no prefix length, which says how many addresses there are.
      fix   Write address/prefix: "10.244.0.0/16" are 65,536 addresses."
  `);
});

test('a range with host bits', async () => {
  expect(await tiny('{ version,', "{ version, podRange: '10.244.0.1/16',")).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/tiny.ts:10
      why   "10.244.0.1/16" has host bits set.
      fix   Did you mean "10.244.0.0/16"?"
  `);
});

test('ranges that overlap', async () => {
  expect(await tiny('{ version,', "{ version, podRange: '10.244.0.0/16', serviceRange: '10.244.128.0/17',"))
    .toMatchInlineSnapshot(`
    "error  range-overlap: the addresses of pods and of services overlap
      at    tiny                stacks/tiny.ts:10
      why   The cluster "cluster" (stacks/tiny.ts:10) has podRange 10.244.0.0/16 and serviceRange 10.244.128.0/17, which
            share addresses: a pod with the address of a service could not be reached.
      fix   Choose ranges apart from each other and from the nodes' network: podRange: '10.244.0.0/16', serviceRange:
            '10.96.0.0/16'."
  `);
});

test('no gateway for what is exposed', async () => {
  expect(
    await platform(
      `    ingress: HostLoadBalancer.on(control),
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  expose-without-ingress: a component is exposed in a cluster that the world cannot enter
      at    production/boutique/frontend   stacks/boutique.ts:149
      why   It is exposed as https://boutique.example.com/; the cluster "production/cluster" is declared without a way in.
      fix   Describe it: ingress: HostLoadBalancer.on(hosts) or Ingress.gateway({ name, namespace, podLabels }), or leave
            \`expose\` out."
  `);
});

test('a storage class that the cluster lacks', async () => {
  expect(
    await lab(
      'Persistence.appendOnly(Size.gibibytes(2))',
      "Persistence.appendOnly(Size.gibibytes(2), { storageClass: 'locale' })",
    ),
  ).toMatchInlineSnapshot(`
    "error  api-without-controller: nothing in the cluster acts on an object
      at    lab/guests/visits   stacks/lab.ts:117
      why   StatefulSet "guests/visits" (stacks/lab.ts:117), volumeClaimTemplates["data"] has the storage class "locale";
            the cluster "kubernetes" (stacks/lab.ts:87) has the storage class "local": no volume would be made for it.
      fix   Did you mean "local"?"
  `);
});

test('a claim in a cluster of another environment that has no volumes', async () => {
  expect(
    await boutique(
      "auth: 'none',",
      "auth: 'none', persistence: Persistence.appendOnly(Size.gibibytes(1)),",
      `import { Persistence } from "../lib/constructs/databases";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  api-without-controller: nothing in the cluster acts on an object
      at    staging/boutique/redis-cart   stacks/boutique.ts:60
      why   StatefulSet "boutique/redis-cart" (stacks/boutique.ts:60), volumeClaimTemplates["data"] names no storage class,
            and the cluster "cluster" of the environment "shared" has no storage class and no default one: no volume would
            be made for it.
      fix   Declare volumes on the workers' pool of the cluster of "shared", volumes: { data: Size.gibibytes(50) }, or give
            it storage: Storage.localPath(), or name its storageClasses where somebody else makes it."
  `);
});
