import '../../lib/testing/jest-setup';
import { PlinthError, Cidr } from '../../lib/core';
import { synthesize, type Synthesis } from '../../lib/testing';
import { configMap, messageOf, shop } from './shop';

function faulty(): Synthesis {
  const { app, shop: stack } = shop();
  configMap(stack, 'Wrong', {});
  return synthesize(app);
}

const invalid = `\
error  name-invalid: a name breaks the rules for names of its kind
  at    lab/shop            test/testing/shop.ts:25
  why   The name of a ConfigMap, "Wrong" may hold only lower-case letters, digits, "-" and ".", beginning and ending
        with a letter or digit.
  fix   Did you mean "wrong"?
`;

test('a finding that is there', () => {
  expect(faulty()).toHaveFinding('name-invalid');
  expect(faulty()).toHaveFinding('name-invalid', { path: 'lab/shop', severity: 'error', detail: '"Wrong"' });
  expect(faulty()).toHaveFinding('name-invalid', { detail: /may hold only/ });
  expect(faulty()).not.toHaveFinding('name-taken');
});

test('findings of an error, and findings by themselves', () => {
  let thrown: unknown;
  try {
    Cidr.parse('x');
  } catch (error) {
    thrown = error;
  }

  expect(thrown).toBeInstanceOf(PlinthError);
  expect(thrown).toHaveFinding('invalid-value');
  expect(faulty().findings).toHaveFinding('name-invalid');
  expect(shop().app).toBeDefined();
});

test('a finding that is not there: those that are', () => {
  expect(
    messageOf(() => {
      expect(faulty()).toHaveFinding('name-taken', { path: 'lab/shop' });
    }),
  ).toBe(`Expected a finding name-taken at lab/shop, but there are only:\n\n${invalid}`);
  expect(
    messageOf(() => {
      expect(synthesize(shop().app)).toHaveFinding('name-taken');
    }),
  ).toBe('Expected a finding name-taken, but there are no findings.');
});

test('a finding of the code, but elsewhere or otherwise', () => {
  expect(
    messageOf(() => {
      expect(faulty()).toHaveFinding('name-invalid', { path: 'lab/web', severity: 'warning', detail: 'other' });
    }),
  ).toBe(
    `Expected a finding name-invalid of severity warning at lab/web that says "other", but the only ones of this code are:\n\n${invalid}`,
  );
});

test('a finding that should not be there', () => {
  expect(
    messageOf(() => {
      expect(faulty()).not.toHaveFinding('name-invalid', { detail: /only/ });
    }),
  ).toBe(`Expected no finding name-invalid that says /only/, but there is:\n\n${invalid}`);
});

test('no findings', () => {
  expect(synthesize(shop().app)).toHaveNoFindings();
  expect(faulty()).not.toHaveNoFindings();
  expect(
    messageOf(() => {
      expect(faulty()).toHaveNoFindings();
    }),
  ).toBe(`Expected no findings, but there are:\n\n${invalid}`);
  expect(
    messageOf(() => {
      expect(synthesize(shop().app)).not.toHaveNoFindings();
    }),
  ).toBe('Expected findings, but there are none.');
});

test('anything else has no findings to look at', () => {
  expect(
    messageOf(() => {
      expect(3).toHaveNoFindings();
    }),
  ).toBe('expected what synthesize() returns, a PlinthError, or a list of findings');
});
