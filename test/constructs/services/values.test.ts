import { Duration } from 'cdk8s';
import { PlinthError } from '../../../lib/core';
import { Health } from '../../../lib/constructs/kubernetes';
import { Expose, Image, Images, Schedule } from '../../../lib/constructs/services';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** What is thrown, as people read it. */
function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof PlinthError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('Image', () => {
  test.each([
    'redis:alpine',
    'redis',
    `redis:7.4@${digest}`,
    `registry.example.com:5000/shop/cart@${digest}`,
    'localhost:5000/cart:v1',
    'quay.io/a__b/c-d.e_f:Tag_1.0-x',
  ])('%s is written as it was read', (reference) => {
    expect(Image.of(reference).toString()).toBe(reference);
  });

  test('takes a reference apart', () => {
    const { repository, tag, digest: read } = Image.of(`registry.example.com:5000/cart:v1@${digest}`);

    expect({ repository, tag, read }).toEqual({
      repository: 'registry.example.com:5000/cart',
      tag: 'v1',
      read: digest,
    });
  });

  test.each([
    ['upper case', () => Image.tag('registry.example.com/Cart', 'v1')],
    ['a space', () => Image.of('my image')],
    ['nothing', () => Image.of('')],
    ['a scheme', () => Image.of('https://registry.example.com/cart')],
    ['a tag with a slash', () => Image.tag('redis', 'feature/x')],
    ['an empty tag', () => Image.of('redis:')],
    ['a short digest', () => Image.digest('redis', 'sha256:abc')],
    ['a digest in upper case', () => Image.digest('redis', digest.toUpperCase())],
    ['two digests', () => Image.of(`redis@${digest}@${digest}`)],
  ])('%s is image-invalid', (_, make) => {
    expect(refusal(make)).toMatchSnapshot();
  });
});

describe('Images.fromFile', () => {
  const file = 'test/constructs/services/fixtures/images.json';

  test('gives the images that the program names, and only these', () => {
    const images = Images.fromFile(file, ['cart', 'redis']);

    expect(images.cart.toString()).toBe('registry.example.com/cart:v1');
    // @ts-expect-error -- the program did not ask for it
    expect(images.checkout).toBeUndefined();
  });

  test('a name that is not there', () => {
    expect(refusal(() => Images.fromFile(file, ['crat']))).toMatchInlineSnapshot(`
      "images-file: a file of images does not hold what the program asks for
        why  "test/constructs/services/fixtures/images.json" has no reference by the name "crat".
        fix  The file has "cart": make the two names the same."
    `);
  });

  test('a file that is not there', () => {
    expect(refusal(() => Images.fromFile('images.json', ['cart']))).toMatchInlineSnapshot(`
      "file-unreadable: a file that the program takes in cannot be read
        why  "images.json" does not exist.
        fix  Give the path relative to the folder in which the program runs, and commit the file."
    `);
  });

  test('a file of another form', () => {
    expect(refusal(() => Images.fromFile('test/constructs/services/fixtures/vendor.yaml', []))).toContain(
      'images-file',
    );
    expect(refusal(() => Images.fromFile('test/constructs/services/fixtures/list.json', []))).toMatchInlineSnapshot(`
      "images-file: a file of images does not hold what the program asks for
        why  "test/constructs/services/fixtures/list.json" holds no mapping.
        fix  Write a mapping from names to references: { "cart": "registry.example.com/cart:v1" }."
    `);
  });
});

describe('Expose', () => {
  test.each(['shop.example.com', '*.example.com', 'localhost'])('%s is a host', (host) => {
    expect(Expose.https(host).host).toBe(host);
  });

  test.each(['https://shop.example.com/', 'Shop.example.com', '10.0.0.1', 'shop_1', '*', ''])('%p is none', (host) => {
    expect(refusal(() => Expose.https(host))).toMatchSnapshot();
  });

  test('a path is absolute', () => {
    expect(refusal(() => Expose.http('shop.example.com', { path: 'cart' }))).toMatchInlineSnapshot(`
      "invalid-value: a value has the wrong form
        why  The path "cart" is not absolute.
        fix  Did you mean "/cart"?"
    `);
  });
});

describe('Health', () => {
  test.each([
    ['a relative path', () => Health.http('http', 'healthz')],
    ['no reason', () => Health.none(' ')],
    ['half a second', () => Health.tcp('http', { period: Duration.millis(500) })],
    ['a period of nothing', () => Health.tcp('http', { readiness: { period: Duration.seconds(0) } })],
    ['no failure', () => Health.tcp('http', { liveness: { failureThreshold: 0 } })],
    ['a period for no start', () => Health.tcp('http', { startup: false, startupPeriod: Duration.seconds(1) })],
    ['a start in no time', () => Health.tcp('http', { startup: Duration.seconds(0) })],
  ])('%s', (_, make) => {
    expect(refusal(make)).toMatchSnapshot();
  });
});

describe('Schedule', () => {
  test.each([
    [Schedule.hourly(), '0 * * * *'],
    [Schedule.hourly({ minute: 5 }), '5 * * * *'],
    [Schedule.daily({ hour: 2, minute: 30 }), '30 2 * * *'],
    [Schedule.weekly({ day: 'sunday', hour: 3 }), '0 3 * * 0'],
    [Schedule.weekly({ day: 'saturday', hour: 3, minute: 1 }), '1 3 * * 6'],
    [Schedule.cron('  */5   * * * * '), '*/5 * * * *'],
  ])('%p', ({ expression }, expected) => {
    expect(expression).toBe(expected);
  });

  test.each([
    '* * * * *',
    '0-30/10 8-18 1,15 jan-JUN mon-fri',
    '59 23 31 12 6',
    '0 0 29 2 *',
    '5/15 * ? * *',
    '0 0 31 2 1',
    '0 0 30,31 2,4 *',
  ])('%s is a schedule', (expression) => {
    expect(Schedule.cron(expression).expression).toBe(expression);
  });

  test.each([
    '* * * *',
    '0 * * * * *',
    '@daily',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '*/0 * * * *',
    '30-10 * * * *',
    '1,,2 * * * *',
    '* * * foo *',
    '0 0 30 2 *',
    '0 0 31 4,6 *',
    '',
  ])('%p is none', (expression) => {
    expect(refusal(() => Schedule.cron(expression))).toMatchSnapshot();
  });

  test('a time that no day has', () => {
    expect(refusal(() => Schedule.daily({ hour: 24 }))).toContain('"24" is no hour');
  });
});
