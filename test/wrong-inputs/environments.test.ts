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
      at    staging/boutique    stacks/boutique.ts:32
      why   The namespace "staging-boutique" is in the shared cluster "shared/cluster" and may use all of it.
      fix   Give the stack or its environment a quota: namespaces: { quota: { cpu, memory } }, or acknowledge why none is
            needed."
  `);
});

test('two environments of the same name', async () => {
  expect(await environments("'development', { ...tenants", "'staging', { ...tenants", 'staging'))
    .toMatchInlineSnapshot(`
    "plinth: the program failed: There is already a Construct with name 'staging' in App
      at    stacks/boutique.ts:30"
  `);
});

test('an environment inside another one', async () => {
  expect(await environments("new Tiny(app, 'tiny')", "new Tiny(shared, 'tiny')", 'staging')).toMatchInlineSnapshot(`
    "plinth: the program failed: Cannot access 'shared' before initialization
      at    stacks/environments.ts:35"
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
      at    tiny/shop/web       stacks/tiny.ts:18
      why   It uses "other/shop/cart" of the environment "other", which does not export it.
      fix   Environments share nothing by accident: declare it there with environment.export(output) and use what that
            returns.

    error  edge-crosses-environments: an output of another environment is used without being exported there
      at    tiny/shop/web       stacks/tiny.ts:18
      why   It uses "other/shop/cart" of the environment "other", which does not export it.
      fix   Environments share nothing by accident: declare it there with environment.export(output) and use what that
            returns."
  `);
});

test('a stack outside of environments', async () => {
  expect(await tiny("new Stack(this, 'shop')", "new Chart(app, 'shop')", `import { Chart } from "cdk8s";`))
    .toMatchInlineSnapshot(`
    "plinth: the program failed: "shop/cart" stands in no Stack: create it under one
      at    stacks/tiny.ts:12"
  `);
});

test('an acknowledgement of a code that does not exist', async () => {
  expect(await environments("'image-without-digest'", "'image-without-digests'", 'production')).toMatchInlineSnapshot(`
    "warning  acknowledgement-unknown: an acknowledgement names a code that does not exist
      at    production
      why   "image-without-digests" is acknowledged on "production" (The published release names its images by tag; a digest
            that nobody gave is not invented), and there is no such code.
      fix   Did you mean "image-without-digest"?

    warning  acknowledgement-unused: an acknowledgement matches no finding
      at    production
      why   "image-latest" is acknowledged on "production" (The published release names its images by tag; a digest that
            nobody gave is not invented), and nothing there gives this finding.
      fix   Remove the acknowledgement, so that the finding is seen when it comes back.

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/adservice               stacks/boutique.ts:111
      why   Deployment "boutique/adservice" (stacks/boutique.ts:111), containers["adservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/adservice:v0.10.6" has a tag and no digest,
            and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/adservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/cartservice             stacks/boutique.ts:63
      why   Deployment "boutique/cartservice" (stacks/boutique.ts:63), containers["cartservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice:v0.10.6" has a tag and no digest,
            and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/checkoutservice         stacks/boutique.ts:127
      why   Deployment "boutique/checkoutservice" (stacks/boutique.ts:127), containers["checkoutservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/checkoutservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/checkoutservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/currencyservice         stacks/boutique.ts:79
      why   Deployment "boutique/currencyservice" (stacks/boutique.ts:79), containers["currencyservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/currencyservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/currencyservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/emailservice            stacks/boutique.ts:103
      why   Deployment "boutique/emailservice" (stacks/boutique.ts:103), containers["emailservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/emailservice:v0.10.6" has a tag and no digest,
            and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/emailservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/frontend                stacks/boutique.ts:147
      why   Deployment "boutique/frontend" (stacks/boutique.ts:147), containers["frontend"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/frontend:v0.10.6" has a tag and no digest, and
            the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/frontend',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/paymentservice          stacks/boutique.ts:87
      why   Deployment "boutique/paymentservice" (stacks/boutique.ts:87), containers["paymentservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/paymentservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/paymentservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/productcatalogservice   stacks/boutique.ts:71
      why   Deployment "boutique/productcatalogservice" (stacks/boutique.ts:71), containers["productcatalogservice"]: the
            image "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/productcatalogservice:v0.10.6" has a tag
            and no digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image:
            Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/productcatalogservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/recommendationservice   stacks/boutique.ts:119
      why   Deployment "boutique/recommendationservice" (stacks/boutique.ts:119), containers["recommendationservice"]: the
            image "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/recommendationservice:v0.10.6" has a tag
            and no digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image:
            Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/recommendationservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/redis-cart              stacks/boutique.ts:58
      why   Deployment "boutique/redis-cart" (stacks/boutique.ts:58), containers["redis"]: the image "redis:alpine" has a
            tag and no digest, and the tier is "production": whoever can push the tag "alpine" changes what runs.
      fix   Write image: Image.digest('docker.io/library/redis', 'sha256:...'), or let a bot keep the digests and read them
            with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/shippingservice         stacks/boutique.ts:95
      why   Deployment "boutique/shippingservice" (stacks/boutique.ts:95), containers["shippingservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/shippingservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/shippingservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json')."
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
      at    tiny                stacks/tiny.ts:8
      why   "port-invalid" cannot be acknowledged.
      fix   See docs/findings.md#port-invalid for the ways out."
  `);
});

test('an acknowledgement without a reason', async () => {
  expect(
    await environments(
      "acknowledge('image-without-digest', noDigest)",
      "acknowledge('image-without-digest', '')",
      'production',
    ),
  ).toMatchInlineSnapshot(`
    "error  acknowledgement-invalid: an acknowledgement cannot take effect
      at    production                                  stacks/boutique.ts:30
      why   The acknowledgement of "image-without-digest" gives no reason.
      fix   Say in a sentence why it is right here.

    warning  acknowledgement-unused: an acknowledgement matches no finding
      at    production
      why   "image-latest" is acknowledged on "production" (The published release names its images by tag; a digest that
            nobody gave is not invented), and nothing there gives this finding.
      fix   Remove the acknowledgement, so that the finding is seen when it comes back.

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/adservice               stacks/boutique.ts:111
      why   Deployment "boutique/adservice" (stacks/boutique.ts:111), containers["adservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/adservice:v0.10.6" has a tag and no digest,
            and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/adservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/cartservice             stacks/boutique.ts:63
      why   Deployment "boutique/cartservice" (stacks/boutique.ts:63), containers["cartservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice:v0.10.6" has a tag and no digest,
            and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/checkoutservice         stacks/boutique.ts:127
      why   Deployment "boutique/checkoutservice" (stacks/boutique.ts:127), containers["checkoutservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/checkoutservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/checkoutservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/currencyservice         stacks/boutique.ts:79
      why   Deployment "boutique/currencyservice" (stacks/boutique.ts:79), containers["currencyservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/currencyservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/currencyservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/emailservice            stacks/boutique.ts:103
      why   Deployment "boutique/emailservice" (stacks/boutique.ts:103), containers["emailservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/emailservice:v0.10.6" has a tag and no digest,
            and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/emailservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/frontend                stacks/boutique.ts:147
      why   Deployment "boutique/frontend" (stacks/boutique.ts:147), containers["frontend"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/frontend:v0.10.6" has a tag and no digest, and
            the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/frontend',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/paymentservice          stacks/boutique.ts:87
      why   Deployment "boutique/paymentservice" (stacks/boutique.ts:87), containers["paymentservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/paymentservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/paymentservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/productcatalogservice   stacks/boutique.ts:71
      why   Deployment "boutique/productcatalogservice" (stacks/boutique.ts:71), containers["productcatalogservice"]: the
            image "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/productcatalogservice:v0.10.6" has a tag
            and no digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image:
            Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/productcatalogservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/recommendationservice   stacks/boutique.ts:119
      why   Deployment "boutique/recommendationservice" (stacks/boutique.ts:119), containers["recommendationservice"]: the
            image "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/recommendationservice:v0.10.6" has a tag
            and no digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image:
            Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/recommendationservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/redis-cart              stacks/boutique.ts:58
      why   Deployment "boutique/redis-cart" (stacks/boutique.ts:58), containers["redis"]: the image "redis:alpine" has a
            tag and no digest, and the tier is "production": whoever can push the tag "alpine" changes what runs.
      fix   Write image: Image.digest('docker.io/library/redis', 'sha256:...'), or let a bot keep the digests and read them
            with Images.fromFile('images.json').

    error  image-without-digest: an image in production is not pinned by a digest
      at    production/boutique/shippingservice         stacks/boutique.ts:95
      why   Deployment "boutique/shippingservice" (stacks/boutique.ts:95), containers["shippingservice"]: the image
            "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/shippingservice:v0.10.6" has a tag and no
            digest, and the tier is "production": whoever can push the tag "v0.10.6" changes what runs.
      fix   Write image: Image.digest('us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/shippingservice',
            'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json')."
  `);
});
