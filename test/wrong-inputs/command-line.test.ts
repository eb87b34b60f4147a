import { rmSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

test('an environment that does not exist', async () => {
  expect(await newcomer.runs(['check', 'stagging'])).toMatchInlineSnapshot(`
    "error  environment-unknown: the program has no such environment
      why   The program has no "stagging"; it has tiny, shared, development, staging, production.
      fix   Did you mean "staging"?"
  `);
});

test('a verb that does not exist', async () => {
  expect(await newcomer.runs(['synht'])).toMatchInlineSnapshot(`
    "error: unknown command 'synht'
    (Did you mean synth?)"
  `);
});

test('a program that does not exist', async () => {
  expect(await newcomer.runs(['check', '--app', 'stacks/index.ts'])).toMatchInlineSnapshot(`
    "plinth: there is no program stacks/index.ts
      fix   Say where it is: --app FILE, or "plinth": { "app": "FILE" } in package.json."
  `);
});

test('a resource that does not exist', async () => {
  expect(await newcomer.runs(['explain', 'tiny/shop/card'])).toMatchInlineSnapshot(`
    "plinth: there is no resource "tiny/shop/card"
      fix   Did you mean "tiny/shop/cart"?"
  `);
});

test('a program that cannot be compiled', async () => {
  const edit = {
    file: 'stacks/tiny.ts',
    from: "const shop = new Stack(this, 'shop');",
    to: "const shop = new Stack(this, 'shop';",
  };
  expect(await newcomer.runs(['check', 'tiny'], edit)).toMatchInlineSnapshot(`
    "plinth: the program failed:   x Expected ',', got ';'
        ,-[stacks/tiny.ts:11:1]
      8 |     super(app, id, { tier: 'development' });
      9 |     KubernetesCluster.existing(this, 'cluster', { version: '1.36', enforcer: 'kube-router' });
     10 | 
     11 |     const shop = new Stack(this, 'shop';
        :                                        ^
     12 |     const cart = new Microservice(shop, 'cart', {
     13 |       image: Image.of('registry.example.com/shop/cart:1.4.2'),
     14 |       ports: { grpc: 7070 },
        \`----


    Caused by:
        Syntax Error

    Stack backtrace:
       0: <unknown>
       1: <unknown>
       2: <unknown>
       3: <unknown>
       4: <unknown>
       5: <unknown>
       6: <unknown>
       7: _ZN6v8impl12_GLOBAL__N_123FunctionCallbackWrapper6InvokeERKN2v820FunctionCallbackInfoINS2_5ValueEEE
       8: _ZN2v88internal25FunctionCallbackArguments4CallENS0_15CallHandlerInfoE
       9: _ZN2v88internal12_GLOBAL__N_119HandleApiCallHelperILb0EEENS0_11MaybeHandleINS0_6ObjectEEEPNS0_7IsolateENS0_6HandleINS0_10HeapObjectEEENS8_INS0_20FunctionTemplateInfoEEENS8_IS4_EEPmi
      10: _ZN2v88internal21Builtin_HandleApiCallEiPmPNS0_7IsolateE
      11: Builtins_CEntry_Return1_ArgvOnStack_BuiltinExit
      at    stacks/environments.ts:16"
  `);
});

test('a program without environments', async () => {
  const edit = { file: 'stacks/main.ts', from: 'addEnvironments(app);', to: '// addEnvironments(app);' };
  expect(await newcomer.runs(['check'], edit)).toMatchInlineSnapshot(`
    "error  program-empty: the program declares no environment
      why   The program made no App with an Environment in it, so there is nothing to synthesize.
      fix   Write new Environment(app, 'production', ...). If the program waits for something first, export its promise."
  `);
});

test('files edited by hand', async () => {
  const copy = newcomer.copy();
  await newcomer.runsIn(copy, ['synth', 'tiny']);
  const file = join(copy, 'dist/tiny/manifests/shop/web.deployment.apps.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('replicas: 1', 'replicas: 2'));

  expect(await newcomer.runsIn(copy, ['synth', 'tiny', '--check'])).toMatchInlineSnapshot(`
    "error  program-empty: the program declares no environment
      why   The program made no App with an Environment in it, so there is nothing to synthesize.
      fix   Write new Environment(app, 'production', ...). If the program waits for something first, export its promise.

    Nothing was written: 1 error."
  `);
});

test('files that were never written', async () => {
  const copy = newcomer.copy();
  await newcomer.runsIn(copy, ['synth', 'tiny']);
  rmSync(join(copy, 'dist/tiny/facts/images.txt'));

  expect(await newcomer.runsIn(copy, ['synth', 'tiny', '--check'])).toMatchInlineSnapshot(`
    "error  program-empty: the program declares no environment
      why   The program made no App with an Environment in it, so there is nothing to synthesize.
      fix   Write new Environment(app, 'production', ...). If the program waits for something first, export its promise.

    Nothing was written: 1 error."
  `);
});
