import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to, imports }, 'tiny');

const environments = (from: string, to: string, environment: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/environments.ts', from, to }, environment);

test('a tenant without a quota', async () => {
  expect(
    await environments(
      `      quota: { cpu: '8', memory: Size.gibibytes(12), pods: 60 },
`,
      '',
      'staging',
    ),
  ).toMatchInlineSnapshot(`
    "error  tenant-without-quota: a tenant of a shared cluster has no quota
      at    staging/boutique    stacks/boutique.ts:34
      why   The namespace "staging-boutique" is in the shared cluster "shared/cluster" and may use all of it.
      fix   Give the stack or its environment a quota: namespaces: { quota: { cpu, memory } }, or acknowledge why none is
            needed."
  `);
});

test('two environments of the same name', async () => {
  expect(await environments("'development', { ...tenants", "'staging', { ...tenants", 'staging'))
    .toMatchInlineSnapshot(`
    "error  name-taken: two things in one place have the same name
      at    stacks/boutique.ts:32
      why   The program has a Boutique with the id "staging" already, and a Boutique is given the same id.
      fix   Give one of them another id."
  `);
});

test('an environment inside another one', async () => {
  expect(await environments("new Boutique(app, 'staging'", "new Boutique(shared as App, 'staging'", 'development'))
    .toMatchInlineSnapshot(`
    "error  environment-nested: an environment stands inside another one
      at    shared/staging      stacks/boutique.ts:32
      why   "staging" stands inside the environment "shared".
      fix   Make it beside "shared": new Environment(app, 'staging', ...)."
  `);
});

test('an output of another environment', async () => {
  expect(
    await tiny(
      "    const cart = new Microservice(shop, 'cart', {",
      `    const other = new Stack(new Environment(app, 'other', { cluster: this.cluster }), 'shop');
    const cart = new Microservice(other, 'cart', {`,
    ),
  ).toMatchInlineSnapshot(`
    "error  edge-crosses-environments: an output of another environment is used without being exported there
      at    tiny/shop/web       stacks/tiny.ts:19
      why   It uses "other/shop/cart" of the environment "other", which does not export it.
      fix   Environments share nothing by accident: declare it there with environment.export(output) and use what that
            returns."
  `);
});

test('a stack outside of environments', async () => {
  expect(await tiny("new Stack(this, 'shop')", "new Chart(app, 'shop')", `import { Chart } from "cdk8s";`))
    .toMatchInlineSnapshot(`
    "plinth: the program failed: "shop/cart" stands in no Stack: create it under one
      at    stacks/tiny.ts:13"
  `);
});

test('an acknowledgement of a code that does not exist', async () => {
  expect(
    await tiny(
      "{ tier: 'development' });",
      `{ tier: 'development' });
    this.acknowledge('image-latests', 'We build each day.');`,
    ),
  ).toMatchInlineSnapshot(`
    "warning  acknowledgement-unknown: an acknowledgement names a code that does not exist
      at    tiny
      why   "image-latests" is acknowledged on "tiny" (We build each day), and there is no such code.
      fix   Did you mean "image-latest"?"
  `);
});

test('an acknowledgement of what cannot be acknowledged', async () => {
  expect(
    await tiny(
      "super(app, id, { tier: 'development' });",
      `super(app, id, { tier: 'development' });
    this.acknowledge('port-invalid', 'Our ports are special.');`,
    ),
  ).toMatchInlineSnapshot(`
    "error  acknowledgement-invalid: an acknowledgement cannot take effect
      at    tiny                stacks/tiny.ts:9
      why   "port-invalid" cannot be acknowledged.
      fix   See docs/findings.md#port-invalid for the ways out."
  `);
});

test('an acknowledgement without a reason', async () => {
  expect(
    await tiny(
      "{ tier: 'development' });",
      `{ tier: 'development' });
    this.acknowledge('image-latest', '');`,
    ),
  ).toMatchInlineSnapshot(`
    "error  acknowledgement-invalid: an acknowledgement cannot take effect
      at    tiny                stacks/tiny.ts:9
      why   The acknowledgement of "image-latest" gives no reason.
      fix   Say in a sentence why it is right here."
  `);
});
