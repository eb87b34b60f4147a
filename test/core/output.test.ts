import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { EdgeBook, Output, Secret, SecretValue, Text, text, type EdgeRequest } from '../../lib/core';

interface Parts {
  readonly cart: Construct;
  readonly checkout: Construct;
  /** A port of the cart, as a typed output: what a consumer elsewhere would read is longer. */
  readonly host: Output<string>;
  readonly port: Output<number>;
}

function program(): Parts {
  const app = new App();
  const cart = new Construct(app, 'cart');
  const checkout = new Construct(app, 'checkout');
  const edge: EdgeRequest = { kind: 'calls', target: cart, port: { name: 'grpc', number: 7070, protocol: 'TCP' } };
  const host = new Output('shop/cart ports.grpc.host', edge, (consumer) =>
    consumer === checkout ? 'cart' : 'cart.shop.svc',
  );
  return { cart, checkout, host, port: new Output('shop/cart ports.grpc.port', edge, () => 7070) };
}

describe('an output that is consumed', () => {
  test('gives each consumer what it means to it, and records the edge', () => {
    const { cart, checkout, host, port } = program();

    expect([host.usedBy(checkout), port.usedBy(checkout)]).toEqual(['cart', 7070]);

    const [edge] = EdgeBook.of(cart).to(cart);
    expect(edge).toEqual({ ...host.edge, consumer: checkout });
    expect(EdgeBook.of(cart).from(checkout)).toHaveLength(2);
  });

  test('records nothing when its value is only read', () => {
    const { cart, host } = program();

    expect(host.valueFor(cart)).toBe('cart.shop.svc');
    expect(EdgeBook.of(cart).consumers).toEqual([]);
  });

  test('records nothing when there is no edge behind it', () => {
    const { cart } = program();
    const constant = new Output('shop/cart name', undefined, () => 'cart');

    expect(constant.usedBy(cart)).toBe('cart');
    expect(EdgeBook.of(cart).consumers).toEqual([]);
  });
});

describe('an output refuses to become plain text, where its edge would be lost', () => {
  const { host, port } = program();

  test('the message says what was put where and what to write', () => {
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions -- what users without a linter write
    expect(() => `${host}:7070`).toThrowErrorMatchingInlineSnapshot(`
      "output-in-plain-text: an output was turned into plain text
        why  The output "shop/cart ports.grpc.host" was put into a plain template string or JSON, which would lose the edge to its owner.
        fix  Write text\`...\${output}...\` with the tag from plinth/core, pass the output itself, or call output.usedBy(construct)."
    `);
  });

  test.each<[string, () => unknown]>([
    ['String()', () => String(host)],
    ['toString()', () => host.toString()],
    ['+ with a text before', () => 'http://' + (host as unknown as string)],
    ['+ with a number behind', () => (port as unknown as number) + 1],
    ['join', () => [host, port].join(':')],
    ['JSON.stringify', () => JSON.stringify({ env: { HOST: host } })],
    ['comparison', () => (port as never) > 7000],
    ['a key of a mapping', () => ({ [host as never]: 1 })],
    ['Number()', () => Number(port)],
    ['concat', () => ''.concat(host as never)],
  ])('%s', (_, use) => {
    expect(use).toThrow('The output "shop/cart ports.grpc.');
  });
});

describe('a text with outputs inside', () => {
  test('is read by each consumer its own way, and records every edge', () => {
    const { cart, checkout, host, port } = program();
    const address = text`http://${host}:${port}/api?n=${3}`;

    expect(address.valueFor(cart)).toBe('http://cart.shop.svc:7070/api?n=3');
    expect(EdgeBook.of(cart).consumers).toEqual([]);
    expect(address.usedBy(checkout)).toBe('http://cart:7070/api?n=3');
    expect(
      EdgeBook.of(cart)
        .from(checkout)
        .map(({ target }) => target),
    ).toEqual([cart, cart]);
  });

  test('may stand inside another text', () => {
    const { checkout, host, port } = program();
    const address = text`${host}:${port}`;
    const url = text`grpc://${address}/${text`v${1}`}`;

    expect(url).toBeInstanceOf(Text);
    expect(url.outputs).toEqual([host, port]);
    expect(url.usedBy(checkout)).toBe('grpc://cart:7070/v1');
  });

  test('may hold plain values only, and be empty', () => {
    const { cart } = program();

    expect(text``.usedBy(cart)).toBe('');
    expect(text`${'a'}${1}`.usedBy(cart)).toBe('a1');
  });

  test.each<[string, (given: Text) => unknown]>([
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions -- what users without a linter write
    ['a plain template string', (given) => `${given}`],
    ['+', (given) => 'x' + (given as unknown as string)],
    ['String()', (given) => String(given)],
    ['JSON.stringify', (given) => JSON.stringify([given])],
  ])('refuses %s', (_, use) => {
    const { host } = program();

    expect(() => use(text`${host}:1`)).toThrow('A text with the outputs "shop/cart ports.grpc.host" was put into');
  });

  test('the message says what to write', () => {
    const { host, port } = program();

    expect(() => String(text`${host}:${port}`)).toThrowErrorMatchingInlineSnapshot(`
      "output-in-plain-text: an output was turned into plain text
        why  A text with the outputs "shop/cart ports.grpc.host", "shop/cart ports.grpc.port" was put into a plain template string or JSON, which would lose its edges.
        fix  Nest texts with the tag, text\`...\${text}...\`, pass the text itself, or call text.usedBy(construct)."
    `);
  });

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'text`...` was given undefined'],
    ['null', null, 'text`...` takes strings, numbers, outputs and texts, not object'],
    ['a boolean', true, 'text`...` takes strings, numbers, outputs and texts, not boolean'],
    ['an object', {}, 'text`...` takes strings, numbers, outputs and texts, not object'],
  ])('takes no %s', (_, value, message) => {
    expect(() => text`a${value as string}b`).toThrow(message);
  });
});

describe('a secret', () => {
  test.each([
    ['existing', Secret.existing('orders', { keys: ['password'] }), 'existing', { password: 'given' }, undefined],
    ['of unknown keys', Secret.existing('orders'), 'existing', {}, undefined],
    [
      'external',
      Secret.external('orders', { from: 'vault:shop/orders', keys: ['url'] }),
      'externalSecret',
      { url: 'given' },
      'vault:shop/orders',
    ],
    [
      'generated',
      Secret.generatedAtApply('orders', {
        password: { random: { length: 32 } },
        url: { template: 'postgres://{password}' },
      }),
      'generatedAtApply',
      { password: { random: { length: 32 } }, url: { template: 'postgres://{password}' } },
      undefined,
    ],
  ])('%s', (_, secret, maker, keys, from) => {
    expect([secret.name, secret.maker, secret.keys, secret.from]).toEqual(['orders', maker, keys, from]);
  });

  test('does not go into a text, which is written in the open', () => {
    const password = Secret.existing('orders').key('password');

    expect(() => text`postgres://orders:${password as never}@orders-rw`).toThrowErrorMatchingInlineSnapshot(`
      "secret-in-text: a secret stands inside a text
        why  The secret "orders" key "password" was put into a text, which is written in the open.
        fix  Give it an environment variable or a file of its own, and let the program join them."
    `);
  });

  test('refuses to become plain text, and does not recommend the tag that refuses it as well', () => {
    const password = Secret.existing('orders').key('password');

    expect(() => JSON.stringify({ password })).toThrowErrorMatchingInlineSnapshot(`
      "output-in-plain-text: an output was turned into plain text
        why  The key "password" of the secret "orders" was put into a plain template string or JSON, where it would be written in the open.
        fix  Pass the secret value itself as an environment variable or a file of its own; elsewhere refer to it by name and key."
    `);
  });

  test('records the edge to whoever owns it', () => {
    const { cart, checkout } = program();
    const value = new SecretValue(Secret.existing('orders'), 'url', { kind: 'needs', target: cart });

    value.consumeBy(checkout);

    expect(EdgeBook.of(checkout).from(checkout)).toEqual([{ kind: 'needs', target: cart, consumer: checkout }]);
  });
});

describe('the edge book', () => {
  test('is one for a program, and another program has its own', () => {
    const [one, other] = [program(), program()];

    one.host.consumeBy(one.checkout);

    expect(EdgeBook.of(one.cart)).toBe(EdgeBook.of(one.checkout.node.root));
    expect(EdgeBook.of(other.cart).consumers).toEqual([]);
  });

  test('finds edges from both ends, also for a construct that is no component', () => {
    const app = new App();
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id)) as [Chart, Chart, Chart];
    const book = EdgeBook.of(app);
    book.record({ kind: 'needs', consumer: a, target: b });
    book.record({ kind: 'calls', consumer: a, target: c });
    book.record({ kind: 'calls', consumer: c, target: b });

    expect(book.from(a).map(({ target }) => target)).toEqual([b, c]);
    expect(book.to(b).map(({ consumer }) => consumer)).toEqual([a, c]);
    expect([book.from(b), book.to(a)]).toEqual([[], []]);
    expect(book.consumers).toEqual([a, c]);
  });
});
