import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const production = (from: string, to: string, imports: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/boutique.ts', from, to, imports }, 'production');

const environments = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/environments.ts', from, to }, 'production');

const platform = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/platform.ts', from, to }, 'production');

test('a scale that ends before it begins', async () => {
  expect(await environments('Scale.between(3, 10)', 'Scale.between(10, 3)')).toMatchInlineSnapshot(`
    "error  scale-invalid: a component cannot be scaled like this
      at    production/boutique/frontend   stacks/boutique.ts:149
      why   scale is between 10 and 3 pods.
      fix   Write the smaller number first."
  `);
});

test('an autoscaler in production that leaves one pod', async () => {
  expect(await environments('Scale.between(3, 10)', 'Scale.between(1, 10)')).toMatchInlineSnapshot(`
    "error  autoscaler-minimum: an autoscaler in production may leave fewer than two pods
      at    production/boutique/frontend   stacks/boutique.ts:149
      why   HorizontalPodAutoscaler "boutique/frontend" (stacks/boutique.ts:149) has minReplicas 1, and the tier is
            "production": in quiet hours the loss of one node stops Deployment "boutique/frontend" (stacks/boutique.ts:149).
      fix   Write scale: Scale.between(2, 10)."
  `);
});

test('a target of more than everything', async () => {
  expect(await environments('onCpu(70)', 'onCpu(700)')).toMatchInlineSnapshot(`
    "error  scale-invalid: a component cannot be scaled like this
      at    production/boutique/frontend   stacks/boutique.ts:149
      why   scale aims at 700% of the requested cpu.
      fix   Write a percentage from 1 to 100, such as 70."
  `);
});

test('an autoscaler without metrics', async () => {
  expect(await platform('metrics: true', 'metrics: false')).toMatchInlineSnapshot(`
    "warning  acknowledgement-unused: an acknowledgement matches no finding
      at    production
      why   "kubelets-unverified" is acknowledged on "production" (Hosts are alone in their network, and nobody approves
            certificates yet), and nothing there gives this finding.
      fix   Remove the acknowledgement, so that the finding is seen when it comes back.

    error  api-without-controller: nothing in the cluster acts on an object
      at    production/boutique/frontend   stacks/boutique.ts:149
      why   HorizontalPodAutoscaler "boutique/frontend" (stacks/boutique.ts:149) measures the use of resources; the cluster
            "cluster" (stacks/platform.ts:40) serves no resource metrics, so it would never scale.
      fix   Write metrics: true for the cluster, which installs metrics-server, or use scale: Scale.fixed(n)."
  `);
});

test('replicas beside an autoscaler', async () => {
  expect(
    await production(
      '    if (!props.load) return;',
      `    frontend.deployment.addJsonPatch(JsonPatch.add('/spec/replicas', 3));
    if (!props.load) return;`,
      "import { JsonPatch } from 'cdk8s';",
    ),
  ).toMatchInlineSnapshot(`
    "error  autoscaler-replicas: a workload has a fixed number of pods and an autoscaler
      at    production/boutique/frontend   stacks/boutique.ts:149
      why   Deployment "boutique/frontend" (stacks/boutique.ts:149) has replicas 3, and HorizontalPodAutoscaler
            "boutique/frontend" (stacks/boutique.ts:149) sets between 3 and 10. Every apply would set the number back, and
            server-side apply reports a conflict.
      fix   Remove replicas, or the autoscaler: a Microservice has either scale: Scale.fixed(3) or scale: Scale.between(3,
            10)."
  `);
});

test('no pods in production', async () => {
  expect(await environments('Scale.between(3, 10).onCpu(70)', 'Scale.fixed(0)')).toMatchInlineSnapshot(`
    "error  scale-zero: a component of production runs no pods
      at    production/boutique/frontend   stacks/boutique.ts:149
      why   scale is 0 pods in an environment of tier "production": nothing answers.
      fix   Remove the component, or acknowledge why it waits here."
  `);
});
