import type { Acknowledgement, Manifest } from '../../lib/assembly';
import { check, settle, type Settled } from '../../lib/checks';
import { findingKind } from '../../lib/core';
import { assemblyOf, object, printed, workload } from './assembly-of';

const cart = workload('shop/cart', { container: { image: 'redis:7' } });
const orders = workload('shop/orders', { container: { image: 'postgres:17' } });

const settled = (objects: readonly Manifest[], ...acknowledgements: readonly Acknowledgement[]): Settled => {
  const assembly = assemblyOf(objects, { acknowledgements });
  return settle(check(assembly), assembly);
};
const accept = (on: string, code = 'image-without-digest', reason = 'Upstream has tags only.'): Acknowledgement => ({
  code,
  on,
  reason,
});
const paths = ({ open, acknowledged }: Settled): unknown => ({
  open: open.map(({ code, path }) => `${code} ${path}`),
  acknowledged: acknowledged.map(({ finding, reason }) => `${finding.path}: ${reason}`),
});

test('on a component it holds for the component alone', () => {
  expect(paths(settled([cart, orders], accept('shop/cart')))).toEqual({
    open: ['image-without-digest live/shop/orders'],
    acknowledged: ['live/shop/cart: Upstream has tags only.'],
  });
});

test.each(['', 'shop'])('on "%s" it holds for all that is in it', (on) => {
  expect(paths(settled([cart, orders], accept(on)))).toEqual({
    open: [],
    acknowledged: ['live/shop/cart: Upstream has tags only.', 'live/shop/orders: Upstream has tags only.'],
  });
});

test('a name that only begins alike is another', () => {
  const cartel = workload('shop/cartel', { container: { image: 'redis:7' } });
  expect(paths(settled([cartel], accept('shop/cart')))).toEqual({
    open: ['acknowledgement-unused live/shop/cart', 'image-without-digest live/shop/cartel'],
    acknowledged: [],
  });
});

test('the nearest gives the reason, and the other is used as well', () => {
  const result = settled([cart, orders], accept(''), accept('shop/cart', 'image-without-digest', 'A proxy.'));
  expect(paths(result)).toEqual({
    open: [],
    acknowledged: ['live/shop/cart: A proxy.', 'live/shop/orders: Upstream has tags only.'],
  });
});

test('one that matches nothing', () => {
  expect(printed(settled([orders], accept('shop/orders'), accept('shop/cart')).open)).toMatchInlineSnapshot(`
    "warning acknowledgement-unused
    at  live/shop/cart nowhere
    why "image-without-digest" is acknowledged on "live/shop/cart" (Upstream has tags only), and nothing there gives this finding.
    fix Remove the acknowledgement, so that the finding is seen when it comes back."
  `);
});

test('one of a code that does not exist', () => {
  expect(printed(settled([], accept('shop', 'image-witout-digest')).open)).toMatchInlineSnapshot(`
    "warning acknowledgement-unknown
    at  live/shop nowhere
    why "image-witout-digest" is acknowledged on "live/shop" (Upstream has tags only), and there is no such code.
    fix Did you mean "image-without-digest"?"
  `);
});

test('what cannot be acknowledged stays open', () => {
  const secret = object('v1', 'Secret', 'shop/orders', { data: { password: 'eA==' } });
  expect(printed(settled([secret], accept('shop', 'secret-bytes')).open)).toMatchInlineSnapshot(`
    "warning acknowledgement-unused
    at  live/shop nowhere
    why "secret-bytes" is acknowledged on "live/shop" (Upstream has tags only), and findings of this code cannot be acknowledged.
    fix Remove the acknowledgement, so that the finding is seen when it comes back.

    error secret-bytes
    at  live/shop/orders nowhere
    why Secret "shop/orders" has values for "password". They would be committed with dist/, where everybody who reads the repository reads them.
    fix Refer to it: Secret.existing('orders', { keys: ['password'] }), Secret.external(...) or Secret.generatedAtApply(...). Take values that were committed before for known and replace them."
  `);
});

test('an escape hatch is a deviation, which nothing has to match', () => {
  expect(settled([], accept('shop/cart', 'json-patch', 'Deployment "cart": replace /spec/replicas')).open).toEqual([]);
});

test('where only rules have looked, what constructs report about themselves is left alone', () => {
  findingKind({ code: 'of-a-construct', severity: 'error', summary: 'x', references: [], acknowledgeable: true });
  const acknowledgements = [accept('shop', 'of-a-construct'), accept('shop', 'not-loaded'), accept('shop/gone')];
  const assembly = assemblyOf([], { acknowledgements });
  expect(settle([], assembly).open.map(({ code }) => code)).toEqual([
    'acknowledgement-unknown',
    'acknowledgement-unused',
    'acknowledgement-unused',
  ]);
  expect(settle([], assembly, { rulesOnly: true }).open.map(({ path }) => path)).toEqual(['live/shop/gone']);
});
