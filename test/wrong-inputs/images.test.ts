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
      at    tiny/shop/cart      stacks/tiny.ts:12
      why   Deployment "shop/cart" (stacks/tiny.ts:12), containers["cart"]: the image "registry.example.com/shop/cart" has
            no tag, which means "latest": what runs changes without a change here, and two pods may run different code.
      fix   Name a release by its digest: image: Image.digest('registry.example.com/shop/cart', 'sha256:...')."
  `);
});

test('an image with capitals', async () => {
  expect(await tiny('shop/cart:1.4.2', 'Shop/Cart:1.4.2')).toMatchInlineSnapshot(`
    "error  image-invalid: an image reference has the wrong form
      at    stacks/tiny.ts:13
      why   "registry.example.com/Shop/Cart" is no repository of images.
      fix   Did you mean "registry.example.com/shop/cart"?"
  `);
});
