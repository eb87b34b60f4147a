import { Construct } from 'constructs';
import { Stack } from '../../../lib/constructs/base';
import { findingsOf, production, synthesized } from '../../assembly/synthesize/program';
import { Example } from './example';

function shop(): Stack {
  return new Stack(production(), 'shop');
}

test('a component is called by its id, or by the name that it is given, wherever it stands', () => {
  const stack = shop();
  const cart = new Example(new Construct(stack, 'group'), 'cart');
  const named = new Example(stack, 'Some Id', { name: 'orders' });

  expect([cart.name, cart.title, named.name, named.title]).toEqual(['cart', 'shop/cart', 'orders', 'shop/orders']);
  expect([cart.stack, named.pods?.labels]).toEqual([stack, { 'app.kubernetes.io/name': 'orders' }]);
  expect(findingsOf(stack)).toBe('');
});

test('a name that breaks the rule is a finding', () => {
  const stack = shop();
  new Example(stack, 'My_Cart');

  expect(findingsOf(stack)).toMatchInlineSnapshot(`
    "error name-invalid: a name breaks the rules for names of its kind
      at   production/shop/My_Cart: super(scope, id, props, dnsLabel);
      why  The name of a Example, "My_Cart" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit.
      fix  Did you mean "my-cart"?"
  `);
});

test('a former name is declared, and becomes the former identity', () => {
  const stack = shop();
  new Example(stack, 'orders', { renamedFrom: 'sales' });

  expect(synthesized(stack).assembly.resources['shop/plinth/component/orders']).toMatchObject({
    renamedFrom: 'shop/plinth/component/sales',
    owner: 'shop/orders',
  });
});

test('an acknowledgement holds for the component', () => {
  const stack = shop();
  new Example(stack, 'cart').acknowledge('company-rule', 'It is a cache.');

  expect(synthesized(stack).assembly.acknowledgements).toEqual([
    { code: 'company-rule', on: 'shop/cart', reason: 'It is a cache.' },
  ]);
});

test('needs orders it after others, also several, and says so once', () => {
  const stack = shop();
  const [a, b, c] = ['a', 'b', 'c'].map((id) => new Example(stack, id)) as [Example, Example, Example];

  expect(c.needs(a, b).needs(a)).toBe(c);
  expect(synthesized(stack).assembly.edges).toEqual([
    { kind: 'needs', from: 'shop/plinth/component/c', to: 'shop/plinth/component/a' },
    { kind: 'needs', from: 'shop/plinth/component/c', to: 'shop/plinth/component/b' },
  ]);
});
