import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to }, 'tiny');

test('a tier that is misspelt', async () => {
  expect(await tiny("'development'", "'developement'")).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    tiny                stacks/tiny.ts:9
      why   tier is "developement"; it may be "production", "staging" or "development".
      fix   Did you mean "development"?

    error  image-without-digest: an image in production is not pinned by a digest
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   Deployment "shop/cart" (stacks/tiny.ts:13), containers["cart"]: the image "registry.example.com/shop/cart:1.4.2"
            has a tag and no digest, and the tier is "production": whoever can push the tag "1.4.2" changes what runs.
      fix   Write image: Image.digest('registry.example.com/shop/cart', 'sha256:...'), or let a bot keep the digests and
            read them with Images.fromFile('images.json', ['cart', ...]).

    error  image-without-digest: an image in production is not pinned by a digest
      at    tiny/shop/web       stacks/tiny.ts:18
      why   Deployment "shop/web" (stacks/tiny.ts:18), containers["web"]: the image "registry.example.com/shop/web:2.0.1"
            has a tag and no digest, and the tier is "production": whoever can push the tag "2.0.1" changes what runs.
      fix   Write image: Image.digest('registry.example.com/shop/web', 'sha256:...'), or let a bot keep the digests and read
            them with Images.fromFile('images.json', ['cart', ...])."
  `);
});

test('an enforcer that is misspelt', async () => {
  expect(await tiny("'kube-router'", "'kuberouter'")).toMatchInlineSnapshot(`
    "error  api-without-controller: nothing in the cluster acts on an object
      at    tiny                stacks/tiny.ts:10
      why   The environment "tiny" has 4 NetworkPolicies in 1 stack; the cluster "cluster" (stacks/tiny.ts:10) has the
            enforcer "none", so every pod still reaches every other.
      fix   Install an enforcer and name it, enforcer: 'kube-router' (flannel alone enforces none), or acknowledge
            "api-without-controller" on the environment.

    error  choice-unknown: a property has a value that it cannot have
      at    tiny                stacks/tiny.ts:10
      why   enforcer is "kuberouter"; it may be "calico", "cilium", "kube-router", "kube-network-policies", "antrea" or
            "none".
      fix   Did you mean "kube-router"?"
  `);
});

test('a network that is no word of ours', async () => {
  expect(await tiny("new Stack(this, 'shop')", "new Stack(this, 'shop', { network: 'public' })"))
    .toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    tiny/shop           stacks/tiny.ts:12
      why   network is "public"; it may be "isolated" or "open".
      fix   Write one of "isolated", "open"."
  `);
});

test('a number where a scale belongs', async () => {
  expect(await tiny('ports: { grpc: 7070 }', 'ports: { grpc: 7070 }, scale: 3')).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   scale is 3, which is no Scale.
      fix   Write Scale.fixed(3)."
  `);
});

test('a variable that is given twice', async () => {
  expect(
    await tiny(
      'env: { CART_ADDR: cart.ports.grpc.address },\n    })',
      "env: { CART_ADDR: cart.ports.grpc.address },\n    }).addEnv({ CART_ADDR: 'cart:7070' })",
    ),
  ).toMatchInlineSnapshot(`
    "error  env-set-twice: a variable or a file of a component is given twice
      at    tiny/shop/web       stacks/tiny.ts:18
      why   The environment variable "CART_ADDR" is given twice: the first value would be lost, and its edge and its secret
            would stay.
      fix   Give "CART_ADDR" once: with the component or by addEnv, not both."
  `);
});
