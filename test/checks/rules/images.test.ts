import { found, workload, type Parts } from '../assembly-of';

const digest = `sha256:${'0'.repeat(64)}`;
const image = (text: string): Parameters<typeof found>[1] => [workload('shop/cart', { container: { image: text } })];

test('an image without a tag', () => {
  expect(found('image-latest', image('redis'))).toMatchInlineSnapshot(`
    "error image-latest
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"]: the image "redis" has no tag, which means "latest": what runs changes without a change here, and two pods may run different code.
    fix Name a release by its digest: image: Image.digest('docker.io/library/redis', 'sha256:...')."
  `);
});

test('the tag "latest" of a registry with a port', () => {
  expect(found('image-latest', image('registry.example.com:5000/shop/cart:latest'))).toMatchInlineSnapshot(`
    "error image-latest
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"]: the image "registry.example.com:5000/shop/cart:latest" has the tag "latest": what runs changes without a change here, and two pods may run different code.
    fix Name a release by its digest: image: Image.digest('registry.example.com:5000/shop/cart', 'sha256:...')."
  `);
});

test('an image volume', () => {
  const pod = { volumes: [{ name: 'model', image: { reference: 'quay.io/models/small' } }] };
  expect(found('image-latest', [workload('shop/cart', { pod })])).toMatchInlineSnapshot(`
    "error image-latest
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), volumes["model"]: the image "quay.io/models/small" has no tag, which means "latest": what runs changes without a change here, and two pods may run different code.
    fix Name a release by its digest: image: Image.digest('quay.io/models/small', 'sha256:...')."
  `);
});

test.each(['redis:7.4', `redis@${digest}`, `redis:latest@${digest}`, 'localhost:5000/cart:1'])(
  '%s names what runs',
  (text) => {
    expect(found('image-latest', image(text))).toBe('');
  },
);

test('a tag in production', () => {
  expect(found('image-without-digest', image('redis:7.4'))).toMatchInlineSnapshot(`
    "error image-without-digest
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"]: the image "redis:7.4" has a tag and no digest, and the tier is "production": whoever can push the tag "7.4" changes what runs.
    fix Write image: Image.digest('docker.io/library/redis', 'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json', ['cart', ...])."
  `);
});

test('a tag of what a cluster brings, in production', () => {
  const addOn = {
    type: 'add-on',
    ports: [],
    readiness: { kind: 'none' },
    disruption: { kind: 'single' },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
  } as const;
  expect(found('image-without-digest', image('redis:7.4'), { components: { cart: addOn } })).toMatchInlineSnapshot(`
    "error image-without-digest
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"]: the image "redis:7.4" has a tag and no digest, and the tier is "production": whoever can push the tag "7.4" changes what runs.
    fix Give 'docker.io/library/redis@sha256:...' where the program asks for it: Flannel, PolicyEnforcer, Storage.localPath, HostLoadBalancer.gateway and the \`metrics\` of a cluster take images. Or acknowledge it with a reason."
  `);
});

test('a tag elsewhere, and a digest in production', () => {
  expect(found('image-without-digest', image('redis:7.4'), { tier: 'staging' })).toBe('');
  expect(found('image-without-digest', image(`redis:7.4@${digest}`))).toBe('');
});

test('nothing is said twice about an image without a tag', () => {
  expect(found('image-without-digest', image('redis'))).toBe('');
});

const registries = (...names: readonly string[]): Parts => ({ cluster: { registries: names } });

test('a registry that nodes cannot pull from', () => {
  const parts = registries('registry.example.com/mirror', 'quay.io');
  expect(found('image-registry', image('redis:7.4'), parts)).toMatchInlineSnapshot(`
    "error image-registry
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"]: the image "redis:7.4" comes from "docker.io"; nodes of the cluster "kubernetes" (stacks/shop.ts:20) pull from "registry.example.com/mirror" and "quay.io" only.
    fix Mirror it and write image: Image.digest('registry.example.com/mirror/library/redis', 'sha256:...'), or add the registry to the \`registries\` of the cluster."
  `);
});

test.each([
  ['registry.example.com/cart:1', 'registry.example.com'],
  ['registry.example.com/mirror/cart:1', 'https://registry.example.com/mirror/'],
  ['redis:7.4', 'docker.io'],
  ['bitnami/redis:7.4', 'docker.io/bitnami'],
  ['index.docker.io/library/redis:7.4', 'docker.io'],
  ['localhost:5000/cart:1', 'localhost:5000'],
])('%s comes from %s', (text, registry) => {
  expect(found('image-registry', image(text), registries(registry))).toBe('');
});

test.each([
  ['registry.example.com.evil.org/cart:1', 'registry.example.com'],
  ['registry.example.com/mirrors/cart:1', 'registry.example.com/mirror'],
  ['redis:7.4', 'docker.io/bitnami'],
])('%s does not come from %s', (text, registry) => {
  expect(found('image-registry', image(text), registries(registry))).not.toBe('');
});

test('every registry, where the cluster does not say which', () => {
  expect(found('image-registry', image('redis:7.4'))).toBe('');
});
