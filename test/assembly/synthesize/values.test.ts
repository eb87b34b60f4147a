import { ApiObject, JsonPatch, Lazy, Size } from 'cdk8s';
import { Deployment, k8s } from 'cdk8s-plus-27';
import { Output, Port, Secret, text } from '../../../lib/core';
import { findingsOf, objectsOf, shopOn } from './program';

/** A ConfigMap-like object that takes anything, of a custom kind that the stack acknowledges. */
function anything(value: unknown): string {
  const shop = shopOn();
  shop.acknowledge('api-unknown', 'installed by the platform team');
  new ApiObject(shop, 'object', {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'thing' },
    spec: { value },
  });
  return findingsOf(shop)
    .split(/^(?=error )/m)
    .filter((text) => !text.startsWith('error api-unknown'))
    .join('')
    .trimEnd();
}

describe('value-missing', () => {
  test('undefined in a list would be written as null', () => {
    const shop = shopOn();
    new ApiObject(shop, 'web', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'web', image: 'web:1', args: ['--verbose', undefined] }] },
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error value-missing: a list holds undefined
        at   production/shop: new ApiObject(shop, 'web', {
        why  Pod "web": spec.containers[0].args[1] is undefined and would be written as null.
        fix  Leave the item out."
    `);
  });

  test('also in a generated class', () => {
    const shop = shopOn();
    new k8s.KubePod(shop, 'web', {
      spec: { containers: [{ name: 'web', image: 'web:1', args: ['--verbose', undefined as never] }] },
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error value-missing: a list holds undefined
        at   production/shop: new k8s.KubePod(shop, 'web', {
        why  Pod "web": spec.containers[0].args[1] is undefined and would be written as null.
        fix  Leave the item out."
    `);
  });

  test('an undefined member of a mapping is left out, as everywhere in TypeScript', () => {
    const shop = shopOn();
    new ApiObject(shop, 'a', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      immutable: undefined,
      data: { a: 'b', c: undefined },
    });

    expect(objectsOf(shop)['shop/core/ConfigMap/a']).toMatchObject({ data: { a: 'b' } });
    expect(Object.keys(objectsOf(shop)['shop/core/ConfigMap/a'] ?? {})).not.toContain('immutable');
  });
});

describe('value-not-a-number', () => {
  test.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
  ])('%s', (text, value) => {
    expect(anything(value)).toContain(`spec.value is ${text}.`);
  });

  test('a calculation that went wrong', () => {
    const shop = shopOn();
    new k8s.KubeDeployment(shop, 'web', {
      spec: {
        replicas: Number('two'),
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
      },
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error value-not-a-number: a number is NaN or infinite
        at   production/shop: new k8s.KubeDeployment(shop, 'web', {
        why  Deployment "web": spec.replicas is NaN.
        fix  Check the calculation it comes from."
    `);
  });

  test.each([0, -1, 1.5, 2 ** 53])('%d is a number', (value) => {
    expect(anything(value)).toBe('');
  });
});

describe('value-not-plain', () => {
  test('an object with a class', () => {
    expect(anything(Port.tcp(80))).toMatchInlineSnapshot(`
      "error value-not-plain: a value has no form in a manifest
        at   production/shop: new ApiObject(shop, 'object', {
        why  Thing "thing": spec.value is an instance of Port.
        fix  Give a string, number, boolean, list or mapping."
    `);
  });

  test.each<[string, unknown, string]>([
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('x'), 'a symbol'],
    ['a big integer', 1n, 'a bigint'],
    ['a date', new Date(0), 'an instance of Date'],
    ['a map', new Map(), 'an instance of Map'],
    ['an amount', Size.gibibytes(1), 'an instance of Size'],
    ['a lazy that gives one', Lazy.any({ produce: () => new Set() }), 'an instance of Set'],
  ])('%s', (_, value, said) => {
    expect(anything(value)).toContain(`spec.value is ${said}.`);
  });

  test('an output that nobody has used, in an object that is not ours', () => {
    const shop = shopOn();
    const host = new Output('shop/cart ports.grpc.host', undefined, () => 'cart');
    const spec = { externalName: host as never, type: 'ExternalName' };
    new k8s.KubeService(shop, 'cart', { spec });
    new ApiObject(shop, 'other', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'other' }, spec });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error value-not-plain: a value has no form in a manifest
        at   production/shop: new k8s.KubeService(shop, 'cart', { spec });
        why  Service "cart": spec.externalName is the output "shop/cart ports.grpc.host", whose edge nobody has recorded.
        fix  Call usedBy(construct) on it: that gives the plain value and records the edge. Refer to a secret by its name and key.
      error value-not-plain: a value has no form in a manifest
        at   production/shop: new ApiObject(shop, 'other', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'other' }, spec });
        why  Service "other": spec.externalName is the output "shop/cart ports.grpc.host", whose edge nobody has recorded.
        fix  Call usedBy(construct) on it: that gives the plain value and records the edge. Refer to a secret by its name and key."
    `);
  });

  test.each<[string, unknown, string]>([
    ['a text', text`${'a'}`, 'a text with outputs'],
    ['a secret', Secret.existing('orders').key('url'), 'the secret "orders" key "url"'],
  ])('%s that nobody has used', (_, value, said) => {
    expect(anything(value)).toContain(`spec.value is ${said}, whose edge nobody has recorded.`);
  });

  test('a value of a JSON patch, which cdk8s copies by way of JSON', () => {
    const shop = shopOn();
    const object = new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: {} });
    object.addJsonPatch(JsonPatch.add('/data/a', Lazy.any({ produce: () => 'late' })));

    expect(findingsOf(shop)).toContain('ConfigMap "a": data.a is a lazy value, which a JSON patch cannot hold.');
  });

  test.each([['text'], [true], [null], [['a', 1]], [{ deep: { deeper: [] } }], [Object.create(null)]])(
    '%j is plain',
    (value) => {
      expect(anything(value)).toBe('');
    },
  );
});

describe('text-holds-object', () => {
  test('a lazy inside a template string', () => {
    const shop = shopOn();
    const host = Lazy.any({ produce: () => 'cart' }) as object;
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions, @typescript-eslint/no-base-to-string -- what users without a linter write
    const url = `http://${host}:80`;
    new ApiObject(shop, 'a', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { url },
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error text-holds-object: a text holds an object that was not resolved
        at   production/shop: new ApiObject(shop, 'a', {
        why  ConfigMap "a": data.url is "http://[object Object]:80": an object, such as cdk8s's Lazy, was put into a string.
        fix  Put the whole string into the lazy, or use the text tag with outputs."
    `);
  });

  test('a lazy that gives the whole string is resolved', () => {
    const shop = shopOn();
    const host = (): string => 'cart';
    new ApiObject(shop, 'a', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: {
        url: Lazy.any({ produce: () => `http://${host()}:80` }),
      },
    });

    expect(objectsOf(shop)['shop/core/ConfigMap/a']?.['data']).toEqual({ url: 'http://cart:80' });
  });
});

describe('object-not-rendered', () => {
  test('a class that throws while it renders', () => {
    const shop = shopOn();
    new Deployment(shop, 'web');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error object-not-rendered: an object could not be turned into a manifest
        at   production/shop: new Deployment(shop, 'web');
        why  Deployment "web": PodSpec must have at least 1 container.
        fix  Fix the value that the message names."
    `);
  });

  test('a lazy that throws', () => {
    const shop = shopOn();
    const value = Lazy.any({
      produce: () => {
        throw new Error('no database was declared');
      },
    });
    new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { value } });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error object-not-rendered: an object could not be turned into a manifest
        at   production/shop: new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { value } });
        why  ConfigMap "a": no database was declared.
        fix  Fix the value that the message names."
    `);
  });

  test('a value that refuses to be made is reported as what it is, at its place', () => {
    const shop = shopOn();
    const value = Lazy.any({ produce: () => Port.tcp(0).number });
    new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { value } });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error invalid-value: a value has the wrong form
        at   production/shop: new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { value } });
        why  0 is not a port.
        fix  Write an integer from 1 to 65535."
    `);
  });

  test('a value that contains itself', () => {
    const ring: Record<string, unknown> = {};
    ring['ring'] = ring;

    expect(anything(ring)).toContain('error object-not-rendered');
  });

  test('an object without a kind', () => {
    const shop = shopOn();
    new ApiObject(shop, 'a', { apiVersion: 'v1', kind: undefined as never, metadata: { name: 'a' } });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error object-not-rendered: an object could not be turned into a manifest
        at   production/shop: new ApiObject(shop, 'a', { apiVersion: 'v1', kind: undefined as never, metadata: { name: 'a' } });
        why  The manifest lacks apiVersion, kind or metadata.
        fix  Give all three."
    `);
  });

  test('the others of the program are judged all the same', () => {
    const shop = shopOn();
    new Deployment(shop, 'web');
    new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'A' } });

    expect(findingsOf(shop)).toMatch(/name-invalid[^]*object-not-rendered/);
  });

  test('a deployment with a container is rendered', () => {
    const shop = shopOn();
    new Deployment(shop, 'web', { containers: [{ image: 'web:1' }] });

    expect(Object.keys(objectsOf(shop))).toEqual(['shop/apps/Deployment/web']);
  });
});
