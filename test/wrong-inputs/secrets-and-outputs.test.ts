import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to, imports }, 'tiny');

const boutique = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/boutique.ts', from, to }, 'staging');

test('a password in a variable', async () => {
  expect(await tiny('env: { CART_ADDR:', "env: { SESSION_SECRET: 'hunter2-4711', CART_ADDR:")).toMatchInlineSnapshot(`
    "error  secret-literal: a literal value looks like a secret
      at    tiny/shop/web       stacks/tiny.ts:18
      why   Deployment "shop/web" (stacks/tiny.ts:18), containers["web"].env["SESSION_SECRET"] has a literal value of 12
            characters. It would be committed with dist/.
      fix   Refer to a secret: env: { SESSION_SECRET: Secret.existing('web', { keys: ['session-secret']
            }).key('session-secret') }."
  `);
});

test('an output in a template string', async () => {
  expect(await tiny('CART_ADDR: cart.ports.grpc.address', 'CART_URL: `grpc://${cart.ports.grpc.address}`'))
    .toMatchInlineSnapshot(`
    "error  output-in-plain-text: an output was turned into plain text
      at    stacks/tiny.ts:22
      why   A text with the outputs "shop/cart ports.grpc.host", "shop/cart ports.grpc.port" was put into a plain template
            string or JSON, which would lose its edges.
      fix   Nest texts with the tag, text\`...\${text}...\`, pass the text itself, or call text.usedBy(construct)."
  `);
});

test('an output in JSON', async () => {
  expect(await tiny('CART_ADDR: cart.ports.grpc.address', 'CONFIG: JSON.stringify({ cart: cart.ports.grpc.address })'))
    .toMatchInlineSnapshot(`
    "error  output-in-plain-text: an output was turned into plain text
      at    stacks/tiny.ts:22
      why   A text with the outputs "shop/cart ports.grpc.host", "shop/cart ports.grpc.port" was put into a plain template
            string or JSON, which would lose its edges.
      fix   Nest texts with the tag, text\`...\${text}...\`, pass the text itself, or call text.usedBy(construct)."
  `);
});

test('a secret in a text', async () => {
  expect(
    await tiny(
      'CART_ADDR: cart.ports.grpc.address',
      `CART_URL: text\`redis://:\${Secret.existing('cart').key('password')}@cart\``,
      `import { Secret, text } from "../lib/core";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  secret-in-text: a secret stands inside a text
      at    stacks/tiny.ts:22
      why   The secret "cart" key "password" was put into a text, which is written in the open.
      fix   Give it an environment variable or a file of its own, and let the program join them."
  `);
});

test('a secret in a template string', async () => {
  expect(
    await tiny(
      'CART_ADDR: cart.ports.grpc.address',
      `CART_URL: \`redis://:\${Secret.existing('cart').key('password')}@cart\``,
      `import { Secret, text } from "../lib/core";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  output-in-plain-text: an output was turned into plain text
      at    stacks/tiny.ts:22
      why   The key "password" of the secret "cart" was put into a plain template string or JSON, where it would be written
            in the open.
      fix   Pass the secret value itself as an environment variable or a file of its own; elsewhere refer to it by name and
            key."
  `);
});

test('a key that a generated secret does not have', async () => {
  expect(
    await tiny(
      'env: { CART_ADDR:',
      "env: { TOKEN: Secret.generatedAtApply('session', { key: { random: { length: 32 } } }).key('token'), CART_ADDR:",
      `import { Secret, text } from "../lib/core";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  secret-key-unknown: a key is taken from a secret that says it has no such key
      at    tiny/shop/web       stacks/tiny.ts:18
      why   It takes the key "token" of the secret "session", whose only key is "key".
      fix   Take one of them, or add "token" to the keys of the secret.

    warning  secret-reference: a pod needs a Secret that the environment does not declare
      at    tiny/shop/web       stacks/tiny.ts:18
      why   Deployment "shop/web" (stacks/tiny.ts:18), containers["web"].env["TOKEN"] takes the key "token" of the Secret
            "session", whose keys are "key".
      fix   Say who makes it: Secret.existing('session', { keys: ['token'] }), and pass it instead of the name."
  `);
});

test('a port that a service does not have', async () => {
  expect(
    await boutique(
      `cart.ports.grpc.address,
        RECO`,
      `cart.ports.http.address,
        RECO`,
    ),
  ).toMatchInlineSnapshot(`
    "plinth: the program failed: Cannot read properties of undefined (reading 'address')
      at    stacks/boutique.ts:162"
  `);
});

test('a host name with its scheme', async () => {
  expect(await boutique('Expose.https(props.host)', "Expose.https('https://shop.example.com/')"))
    .toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/boutique.ts:170
      why   "https://shop.example.com/" is no host name.
      fix   Did you mean "shop.example.com"?"
  `);
});

test('an external host without addresses', async () => {
  expect(
    await boutique(
      `      ...props.assistant,
`,
      `      host: props.assistant.host,
`,
    ),
  ).toMatchInlineSnapshot(`
    "error  external-address-open: a system outside of the cluster is known by name only, so its consumers may reach every public address
      at    staging/boutique/shoppingassistantservice   stacks/boutique.ts:145
      why   "boutique/shoppingassistantservice" is "assistant.example.com", and policies know no names: whoever uses it may
            reach every public address on its ports.
      fix   Give the addresses that the name can stand for, cidrs: ['203.0.113.0/24'], or acknowledge it."
  `);
});
