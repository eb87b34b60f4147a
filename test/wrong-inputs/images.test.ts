import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to }, 'tiny');

const images = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/boutique.images.json', from, to }, 'staging');

test('an image without a tag', async () => {
  expect(await tiny('shop/cart:1.4.2', 'shop/cart')).toMatchInlineSnapshot(`
    "error  image-latest: an image has no tag, or the tag "latest"
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   Deployment "shop/cart" (stacks/tiny.ts:13), containers["cart"]: the image "registry.example.com/shop/cart" has
            no tag, which means "latest": what runs changes without a change here, and two pods may run different code.
      fix   Name a release by its digest: image: Image.digest('registry.example.com/shop/cart', 'sha256:...')."
  `);
});

test('an image with capitals', async () => {
  expect(await tiny('shop/cart:1.4.2', 'Shop/Cart:1.4.2')).toMatchInlineSnapshot(`
    "error  image-invalid: an image reference has the wrong form
      at    stacks/tiny.ts:14
      why   "registry.example.com/Shop/Cart" is no repository of images.
      fix   Did you mean "registry.example.com/shop/cart"?"
  `);
});

test('an image with a shortened digest', async () => {
  expect(await tiny('shop/cart:1.4.2', 'shop/cart@sha256:4e1d2c')).toMatchInlineSnapshot(`
    "error  image-invalid: an image reference has the wrong form
      at    stacks/tiny.ts:14
      why   "sha256:4e1d2c" is no digest of registry.example.com/shop/cart.
      fix   Write "sha256:" and 64 hexadecimal digits in lower case, as \`docker buildx imagetools inspect\` prints them."
  `);
});

test('an image with a blank in its tag', async () => {
  expect(await tiny('shop/cart:1.4.2', 'shop/cart: 1.4.2')).toMatchInlineSnapshot(`
    "error  image-invalid: an image reference has the wrong form
      at    stacks/tiny.ts:14
      why   " 1.4.2" is no tag of registry.example.com/shop/cart.
      fix   Write up to 128 letters, digits, "_", "." and "-", not beginning with "." or "-"."
  `);
});

test('a file of images in which a name is misspelt', async () => {
  expect(await images('"paymentservice"', '"paymentsservice"')).toMatchInlineSnapshot(`
    "error  images-file: a file of images does not hold what the program asks for
      at    stacks/boutique.ts:35
      why   "stacks/boutique.images.json" has no reference by the name "paymentservice".
      fix   The file has "paymentsservice": make the two names the same."
  `);
});

test('a file of images with a comma too many', async () => {
  expect(await images('"adservice":', ', "adservice":')).toMatchInlineSnapshot(`
    "error  images-file: a file of images does not hold what the program asks for
      at    stacks/boutique.ts:35
      why   "stacks/boutique.images.json" is not JSON: Expected property name or '}' in JSON at position 4.
      fix   Write a mapping from names to references: { "cart": "registry.example.com/cart:v1" }."
  `);
});

test('images by tag in production', async () => {
  expect(await tiny("tier: 'development'", "tier: 'production'")).toMatchInlineSnapshot(`
    "error  image-without-digest: an image in production is not pinned by a digest
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

test('an image from a registry that the cluster cannot reach', async () => {
  expect(await tiny("enforcer: 'kube-router'", "enforcer: 'kube-router', registries: ['mirror.example.com']"))
    .toMatchInlineSnapshot(`
    "error  image-registry: an image comes from a registry that the cluster cannot pull from
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   Deployment "shop/cart" (stacks/tiny.ts:13), containers["cart"]: the image "registry.example.com/shop/cart:1.4.2"
            comes from "registry.example.com"; nodes of the cluster "cluster" (stacks/tiny.ts:10) pull from
            "mirror.example.com" only.
      fix   Mirror it and write image: Image.digest('mirror.example.com/shop/cart', 'sha256:...'), or add the registry to
            the \`registries\` of the cluster.

    error  image-registry: an image comes from a registry that the cluster cannot pull from
      at    tiny/shop/web       stacks/tiny.ts:18
      why   Deployment "shop/web" (stacks/tiny.ts:18), containers["web"]: the image "registry.example.com/shop/web:2.0.1"
            comes from "registry.example.com"; nodes of the cluster "cluster" (stacks/tiny.ts:10) pull from
            "mirror.example.com" only.
      fix   Mirror it and write image: Image.digest('mirror.example.com/shop/web', 'sha256:...'), or add the registry to the
            \`registries\` of the cluster."
  `);
});
