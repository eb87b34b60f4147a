import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { acknowledge, acknowledgedOn, findingKind, report, reportsOf } from '../../lib/core';

const noReplicas = findingKind({
  code: 'test-single-replica',
  severity: 'warning',
  summary: 'one replica',
  references: [],
  acknowledgeable: true,
});
const noImage = findingKind({
  code: 'test-no-image',
  severity: 'error',
  summary: 'no image',
  references: [],
  acknowledgeable: false,
});

const construct = (): Construct => new Construct(new App(), 'cart');

function printed(cart: Construct): string {
  return reportsOf(cart)
    .map(({ kind, detail, fix }) => `${kind.code}: ${detail} ${fix}`)
    .join('\n');
}

test('a construct reports about itself, in order, and only about itself', () => {
  const cart = construct();
  const part = new Construct(cart, 'part');

  report(cart, noReplicas, 'It has 1.', 'Use 2.');
  report(cart, noImage, 'It has none.', 'Give one.');

  expect(reportsOf(cart)).toEqual([
    { kind: noReplicas, detail: 'It has 1.', fix: 'Use 2.' },
    { kind: noImage, detail: 'It has none.', fix: 'Give one.' },
  ]);
  expect(reportsOf(part)).toEqual([]);
});

test('an acknowledgement is kept with its reason', () => {
  const cart = construct();

  acknowledge(cart, 'test-single-replica', 'It is a cache.');

  expect(acknowledgedOn(cart)).toEqual([{ code: 'test-single-replica', reason: 'It is a cache.' }]);
  expect(reportsOf(cart)).toEqual([]);
});

test('a code that nothing loaded here declares may be acknowledged: its check may live elsewhere', () => {
  const cart = construct();

  acknowledge(cart, 'company-rule', 'Agreed in INFRA-12.');

  expect(acknowledgedOn(cart)).toEqual([{ code: 'company-rule', reason: 'Agreed in INFRA-12.' }]);
});

test('an acknowledgement without a reason is a finding and has no effect', () => {
  const cart = construct();

  acknowledge(cart, 'test-single-replica', '');
  acknowledge(cart, 'test-single-replica', '  \n');

  expect(acknowledgedOn(cart)).toEqual([]);
  expect(printed(cart)).toMatchInlineSnapshot(`
    "acknowledgement-invalid: The acknowledgement of "test-single-replica" gives no reason. Say in a sentence why it is right here.
    acknowledgement-invalid: The acknowledgement of "test-single-replica" gives no reason. Say in a sentence why it is right here."
  `);
});

test('an acknowledgement of what cannot be acknowledged is a finding and has no effect', () => {
  const cart = construct();

  acknowledge(cart, 'test-no-image', 'We like it so.');

  expect(acknowledgedOn(cart)).toEqual([]);
  expect(printed(cart)).toMatchInlineSnapshot(
    `"acknowledgement-invalid: "test-no-image" cannot be acknowledged. See docs/findings.md#test-no-image for the ways out."`,
  );
});
