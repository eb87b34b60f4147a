import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to, imports }, 'tiny');

test('the same id twice', async () => {
  expect(await tiny("new Microservice(shop, 'web'", "new Microservice(shop, 'cart'")).toMatchInlineSnapshot(`
    "error  name-taken: two things in one place have the same name
      at    tiny/shop           stacks/tiny.ts:18
      why   "tiny/shop" has a Microservice with the id "cart" already, and a Microservice is given the same id.
      fix   Give one of them another id."
  `);
});

test('the same name twice', async () => {
  expect(
    await tiny(
      "image: Image.of('registry.example.com/shop/web:2.0.1'),",
      "image: Image.of('registry.example.com/shop/web:2.0.1'), name: 'cart',",
    ),
  ).toMatchInlineSnapshot(`
    "error  name-taken: two things in one place have the same name
      at    tiny/shop/cart      stacks/tiny.ts:18
      why   "shop/plinth/component/cart" is declared at stacks/tiny.ts:13 and again at stacks/tiny.ts:18.
      fix   Give one of them another id (or name); names are unique in a stack, wherever in the tree a construct stands."
  `);
});

test('an underscore', async () => {
  expect(await tiny("new Microservice(shop, 'web'", "new Microservice(shop, 'web_shop'")).toMatchInlineSnapshot(`
    "error  name-invalid: a name breaks the rules for names of its kind
      at    tiny/shop/web_shop   stacks/tiny.ts:18
      why   The name of a Microservice, "web_shop" may hold only lower-case letters, digits and "-", beginning with a
            letter.
      fix   Did you mean "web-shop"?"
  `);
});

test('capitals', async () => {
  expect(await tiny("new Stack(this, 'shop')", "new Stack(this, 'webShop')")).toMatchInlineSnapshot(`
    "error  name-invalid: a name breaks the rules for names of its kind
      at    tiny/webShop        stacks/tiny.ts:12
      why   The name of a stack and its namespace, "webShop" may hold only lower-case letters, digits and "-", beginning and
            ending with a letter or digit.
      fix   Did you mean "webshop"?"
  `);
});

test('a name that is too long', async () => {
  expect(
    await tiny(
      "new Microservice(shop, 'web'",
      "new Microservice(shop, 'the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond'",
    ),
  ).toMatchInlineSnapshot(`
    "error  label-invalid: a label or an annotation breaks the rules for them
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   NetworkPolicy "shop/cart" (stacks/tiny.ts:13): spec.ingress[0].from[0].podSelector.matchLabels: the value
            "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of app.kubernetes.io/name has 71
            characters; 63 are allowed. The API server refuses it.
      fix   Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components
            short.

    error  label-invalid: a label or an annotation breaks the rules for them
      at    tiny/shop/the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond   stacks/tiny.ts:18
      why   Deployment "shop/the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" (stacks/tiny.ts:18):
            metadata.labels: the value "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of
            app.kubernetes.io/name has 71 characters; 63 are allowed; spec.selector.matchLabels: the value
            "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of app.kubernetes.io/name has 71
            characters; 63 are allowed; spec.template.metadata.labels: the value
            "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of app.kubernetes.io/name has 71
            characters; 63 are allowed; spec.template.spec.topologySpreadConstraints[0].labelSelector.matchLabels: the value
            "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of app.kubernetes.io/name has 71
            characters; 63 are allowed; spec.template.spec.topologySpreadConstraints[1].labelSelector.matchLabels: the value
            "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of app.kubernetes.io/name has 71
            characters; 63 are allowed. The API server refuses it.
      fix   Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components
            short.

    error  label-invalid: a label or an annotation breaks the rules for them
      at    tiny/shop/the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond   stacks/tiny.ts:18
      why   NetworkPolicy "shop/the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond"
            (stacks/tiny.ts:18): spec.podSelector.matchLabels: the value
            "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of app.kubernetes.io/name has 71
            characters; 63 are allowed. The API server refuses it.
      fix   Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components
            short.

    error  label-invalid: a label or an annotation breaks the rules for them
      at    tiny/shop/the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond   stacks/tiny.ts:18
      why   Service "shop/the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" (stacks/tiny.ts:18):
            spec.selector: the value "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" of
            app.kubernetes.io/name has 71 characters; 63 are allowed. The API server refuses it.
      fix   Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components
            short.

    error  name-invalid: a name breaks the rules for names of its kind
      at    tiny/shop/the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond   stacks/tiny.ts:18
      why   The name of a Microservice, "the-web-frontend-of-the-shop-for-customers-in-central-europe-and-beyond" has 71
            characters; 63 are allowed.
      fix   Did you mean "the-web-frontend-of-the-shop-for-customers-in-central-europe-an"?"
  `);
});

test.each(['lab2', 'lab-2', 'prod1'])(
  'an environment with a digit in its name, "%s", which its files repeat, is nothing wrong',
  async (name) => {
    const edit = { file: 'stacks/labs.ts', from: "new Lab(app, 'lab', {", to: `new Lab(app, '${name}', {` };

    expect(await newcomer.edits(edit, name)).toBe('');
  },
);
