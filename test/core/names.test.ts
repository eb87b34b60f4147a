import * as fc from 'fast-check';
import { dnsLabel, nameProblem, nameRule, suggestedName, type NameRule } from '../../lib/core';
import { dnsServiceLabel, dnsSubdomain, pathSegment } from '../../lib/core/names';

const rules: Readonly<Record<string, NameRule>> = { dnsLabel, dnsServiceLabel, dnsSubdomain, pathSegment };

describe('what a rule lets pass', () => {
  test.each([
    ['dnsLabel', 'cart'],
    ['dnsLabel', '1cart-2'],
    ['dnsLabel', 'a'],
    ['dnsLabel', 'a'.repeat(63)],
    ['dnsServiceLabel', 'cart-2'],
    ['dnsSubdomain', 'certificates.cert-manager.io'],
    ['dnsSubdomain', 'a'.repeat(253)],
    ['pathSegment', 'system:node'],
    ['pathSegment', 'Group A'],
    ['pathSegment', '...'],
  ])('%s: %s', (rule, name) => {
    expect(nameProblem(name, rules[rule] ?? dnsLabel)).toBeUndefined();
  });
});

describe('what a rule refuses', () => {
  test.each([
    [
      'dnsLabel',
      'Cart',
      '"Cart" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit',
    ],
    [
      'dnsLabel',
      '',
      '"" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit',
    ],
    [
      'dnsLabel',
      'my.cart',
      '"my.cart" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit',
    ],
    [
      'dnsLabel',
      '-cart',
      '"-cart" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit',
    ],
    [
      'dnsLabel',
      'cart\n',
      '"cart\n" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit',
    ],
    ['dnsLabel', 'a'.repeat(64), `"${'a'.repeat(64)}" has 64 characters; 63 are allowed`],
    ['dnsServiceLabel', '1cart', '"1cart" may hold only lower-case letters, digits and "-", beginning with a letter'],
    [
      'dnsSubdomain',
      'a..b',
      '"a..b" may hold only lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit',
    ],
    [
      'dnsSubdomain',
      'a.-b',
      '"a.-b" may hold only lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit',
    ],
    ['pathSegment', 'a/b', '"a/b" may hold only characters other than "/" and "%", and not be "." or ".."'],
    ['pathSegment', '..', '".." may hold only characters other than "/" and "%", and not be "." or ".."'],
  ])('%s: %j', (rule, name, problem) => {
    expect(nameProblem(name, rules[rule] ?? dnsLabel)).toBe(problem);
  });
});

describe('the rule of a kind', () => {
  test.each([
    ['Namespace', 63, 'shop', 'my.shop'],
    ['Service', 63, 'cart', '1cart'],
    ['CronJob', 52, 'my.report', 'my_report'],
    ['StatefulSet', 52, 'orders', 'my.orders'],
    ['Deployment', 253, 'my.cart', 'my_cart'],
    ['Job', 63, 'my.job', 'My.job'],
    ['ClusterRole', 253, 'system:node', 'a/b'],
    ['RoleBinding', 253, 'System:Node', 'a%b'],
    ['ConfigMap', 253, 'my.settings', 'My_Settings'],
    ['CustomResourceDefinition', 253, 'certificates.cert-manager.io', 'x/y'],
  ])('%s takes at most %d characters, such as %s and not %s', (kind, maxLength, good, bad) => {
    const rule = nameRule(kind);

    expect(rule.maxLength).toBe(maxLength);
    expect(nameProblem(good, rule)).toBeUndefined();
    expect(nameProblem(bad, rule)).toBeDefined();
  });
});

describe('suggestedName', () => {
  test.each([
    ['My_Cart', dnsLabel, 'my-cart'],
    ['cart.v2', dnsLabel, 'cart-v2'],
    ['__', dnsLabel, 'name'],
    ['Übersicht', dnsLabel, 'bersicht'],
    [`${'a'.repeat(51)}-b`, nameRule('CronJob'), 'a'.repeat(51)],
    ['1cart', dnsServiceLabel, 'cart'],
    ['42', dnsServiceLabel, 'name'],
    ['-42-', dnsLabel, '42'],
  ])('%s', (name, rule, suggestion) => {
    expect(suggestedName(name, rule)).toBe(suggestion);
  });

  test('is always valid, and a valid label is its own suggestion', () => {
    const anyName = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[-._A-Za-z0-9]{0,300}$/),
    );
    const kind = fc.constantFrom('Namespace', 'Service', 'CronJob', 'StatefulSet', 'Deployment', 'Role', 'ConfigMap');
    fc.assert(
      fc.property(anyName, kind, (name, of) => {
        const rule = nameRule(of);
        const suggestion = suggestedName(name, rule);

        expect(nameProblem(suggestion, rule)).toBeUndefined();
        expect(suggestedName(suggestion, rule)).toBe(suggestion);
      }),
      { numRuns: 300 },
    );
  });
});
