import { Construct } from 'constructs';
import { contributes, type Contribution } from '../../../lib/assembly';
import { Stack } from '../../../lib/constructs/base';
import { findingKind, Port, Secret } from '../../../lib/core';
import { findingsOf, printed, shopOn, synthesized } from './program';

const tooSmall = findingKind({
  code: 'test-too-small',
  severity: 'error',
  summary: 'it is too small',
  references: [],
  acknowledgeable: true,
});

/** A component that contributes something. */
function component(stack: Stack, name: string, contribute: (into: Contribution) => void): Construct {
  const construct = new Construct(stack, name);
  contributes(construct, { subject: { component: name }, contribute });
  return construct;
}

describe('secret-conflict', () => {
  const secretsOf = (...secrets: readonly Secret[]): string => {
    const shop = shopOn();
    secrets.forEach((secret, index) => {
      component(shop, `user-${String(index)}`, (into) => {
        into.secret(secret);
      });
    });
    return findingsOf(shop);
  };

  test('made by somebody else for one, and made when applied for the other', () => {
    const found = secretsOf(
      Secret.existing('orders'),
      Secret.generatedAtApply('orders', { password: { random: { length: 32 } } }),
    );

    expect(found).toMatchInlineSnapshot(`
      "error secret-conflict: a secret is declared twice in different ways
        at   production/shop/user-1: const construct = new Construct(stack, name);
        why  The secret "orders" is existing for shop/plinth/component/user-0 and generatedAtApply for shop/plinth/component/user-1.
        fix  Make one Secret and pass it to both."
    `);
  });

  test('of two places', () => {
    const found = secretsOf(
      Secret.external('orders', { from: 'vault:a' }),
      Secret.external('orders', { from: 'vault:b' }),
    );

    expect(found).toMatchInlineSnapshot(`
      "error secret-conflict: a secret is declared twice in different ways
        at   production/shop/user-1: const construct = new Construct(stack, name);
        why  The secret "orders" is externalSecret from vault:a for shop/plinth/component/user-0 and externalSecret from vault:b for shop/plinth/component/user-1.
        fix  Make one Secret and pass it to both."
    `);
  });

  test('with a key that is made in two ways', () => {
    const [short, long] = [16, 32].map((length) =>
      Secret.generatedAtApply('orders', { password: { random: { length } } }),
    ) as [Secret, Secret];

    expect(secretsOf(short, long)).toMatchInlineSnapshot(`
      "error secret-conflict: a secret is declared twice in different ways
        at   production/shop/user-1: const construct = new Construct(stack, name);
        why  The secret "orders" is made with password as {"random":{"length":16}} for shop/plinth/component/user-0 and made with password as {"random":{"length":32}} for shop/plinth/component/user-1.
        fix  Make one Secret and pass it to both."
    `);
  });

  test('the same secret for several, each naming its keys, is one', () => {
    const shop = shopOn();
    for (const key of ['b', 'a']) {
      component(shop, `user-${key}`, (into) => {
        into.secret(Secret.existing('orders', { keys: [key] }));
      });
    }
    const { assembly, findings } = synthesized(shop);

    expect(printed(findings)).toBe('');
    expect(JSON.stringify(assembly.resources['shop/plinth/secret/orders'])).toBe(
      JSON.stringify({
        id: 'shop/plinth/secret/orders',
        kind: 'secret',
        owner: 'shop',
        stack: 'shop',
        spec: {
          name: 'orders',
          namespace: 'shop',
          maker: 'existing',
          keys: { a: 'given', b: 'given' },
          usedBy: ['shop/plinth/component/user-a', 'shop/plinth/component/user-b'],
        },
      }),
    );
  });

  test('whoever was asked first leaves no trace', () => {
    const assemblyOf = (...names: readonly string[]): string => {
      const shop = shopOn();
      for (const name of names) {
        component(shop, name, (into) => {
          into.secret(Secret.generatedAtApply('orders', { [name]: { random: { length: 8 } } }));
        });
      }
      return JSON.stringify(synthesized(shop).assembly);
    };

    expect(assemblyOf('a', 'b')).toBe(assemblyOf('b', 'a'));
  });
});

describe('version-not-available', () => {
  const program = (): Stack => {
    const shop = shopOn();
    component(shop, 'gateway', (into) => {
      into.version('gateway-api', ['v1.5.0', 'v1.6.1']);
    });
    return shop;
  };

  test('a locked release that this Plinth does not know', () => {
    expect(printed(synthesized(program(), { 'gateway-api': 'v1.4.0' }).findings)).toMatchInlineSnapshot(`
      "error version-not-available: a locked release is not known to this Plinth
        at   production/shop/gateway: const construct = new Construct(stack, name);
        why  plinth.lock.json locks gateway-api at v1.4.0; this Plinth knows v1.5.0, v1.6.1.
        fix  Run \`plinth update gateway-api\` to move to v1.6.1, or install the Plinth that locked it."
    `);
  });

  test.each([
    ['the newest where none is locked', {}, 'v1.6.1'],
    ['the locked one, although there is a newer', { 'gateway-api': 'v1.5.0' }, 'v1.5.0'],
    ['the newest where another name is locked', { postgres: '17' }, 'v1.6.1'],
  ])('a release is %s', (_, locked, release) => {
    const { assembly, findings } = synthesized(program(), locked);

    expect(printed(findings)).toBe('');
    expect(assembly.environment.versions).toEqual({ 'gateway-api': release });
  });
});

describe('validation-failed', () => {
  test('what a construct says of itself, in the way of constructs', () => {
    const shop = shopOn();
    const web = new Construct(shop, 'web');
    web.node.addValidation({ validate: () => ['web needs a port', 'web needs an image'] });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error validation-failed: a construct’s own validation failed
        at   production/shop: const web = new Construct(shop, 'web');
        why  web needs a port
        fix  See the documentation of the construct that says so.
      error validation-failed: a construct’s own validation failed
        at   production/shop: const web = new Construct(shop, 'web');
        why  web needs an image
        fix  See the documentation of the construct that says so."
    `);
  });

  test('one that finds nothing', () => {
    const shop = shopOn();
    shop.node.addValidation({ validate: () => [] });

    expect(findingsOf(shop)).toBe('');
  });

  test('each is asked once', () => {
    const shop = shopOn();
    const validate = jest.fn(() => []);
    shop.node.addValidation({ validate });
    for (const id of ['a', 'b', 'c']) new Stack(shop.environment, id);
    synthesized(shop);

    expect(validate).toHaveBeenCalledTimes(1);
  });
});

describe('acknowledgement-invalid', () => {
  test('without a reason, and of what cannot be acknowledged', () => {
    const shop = shopOn();
    shop.acknowledge('api-unknown', ' ');
    shop.acknowledge('object-duplicate', 'We like both.');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error acknowledgement-invalid: an acknowledgement cannot take effect
        at   production/shop: return new Stack(production(version), 'shop', { network: 'open', ...props });
        why  "object-duplicate" cannot be acknowledged.
        fix  See docs/findings.md#object-duplicate for the ways out.
      error acknowledgement-invalid: an acknowledgement cannot take effect
        at   production/shop: return new Stack(production(version), 'shop', { network: 'open', ...props });
        why  The acknowledgement of "api-unknown" gives no reason.
        fix  Say in a sentence why it is right here."
    `);
  });

  test('with a reason it is part of the assembly', () => {
    const shop = shopOn();
    shop.environment.acknowledge('test-too-small', 'It is a laboratory.');
    shop.acknowledge('test-too-small', 'It grows later.');
    const { assembly, findings } = synthesized(shop);

    expect(printed(findings)).toBe('');
    expect(assembly.acknowledgements).toEqual([
      { code: 'test-too-small', on: '', reason: 'It is a laboratory.' },
      { code: 'test-too-small', on: 'shop', reason: 'It grows later.' },
    ]);
  });
});

describe('what a construct contributes', () => {
  test('findings of its own', () => {
    const shop = shopOn();
    component(shop, 'cart', (into) => {
      into.finding(tooSmall, 'It has 1 replica.', 'Use 2.');
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error test-too-small: it is too small
        at   production/shop/cart: const construct = new Construct(stack, name);
        why  It has 1 replica.
        fix  Use 2."
    `);
  });

  test('a mistake that it throws is a finding at its place, and the others are asked all the same', () => {
    const shop = shopOn();
    component(shop, 'cart', () => Port.tcp(0));
    const web = new Construct(shop, 'web');
    contributes(web, { subject: { component: 'web' }, derive: () => Port.tcp(1.5) });
    component(shop, 'worker', (into) => {
      into.finding(tooSmall, 'It has 1 replica.', 'Use 2.');
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error invalid-value: a value has the wrong form
        at   production/shop/cart: const construct = new Construct(stack, name);
        why  0 is not a port.
        fix  Write an integer from 1 to 65535.
      error invalid-value: a value has the wrong form
        at   production/shop/web: const web = new Construct(shop, 'web');
        why  1.5 is not a port.
        fix  Write an integer from 1 to 65535.
      error test-too-small: it is too small
        at   production/shop/worker: const construct = new Construct(stack, name);
        why  It has 1 replica.
        fix  Use 2."
    `);
  });

  test('any other error is a fault of Plinth and is not caught', () => {
    const shop = shopOn();
    component(shop, 'cart', () => {
      throw new Error('fault');
    });

    expect(() => findingsOf(shop)).toThrow('fault');
  });

  test('a tree without an environment is refused', () => {
    const shop = shopOn();

    expect(() => synthesized(shop.node.root)).toThrow();
  });

  test('a component inside another has a name, and a former name, of its own', () => {
    const shop = shopOn();
    const spec = {
      type: 'workload',
      ports: [],
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'apply', remove: 'delete' },
    } as const;
    const outer = new Construct(shop, 'outer');
    const inner = new Construct(outer, 'inner');
    for (const [construct, subject] of [
      [outer, { component: 'orders', renamedFrom: 'sales' }],
      [inner, { component: 'orders-backup' }],
    ] as const) {
      contributes(construct, {
        subject,
        contribute: (into) => {
          into.component(spec);
        },
      });
    }
    const { resources } = synthesized(shop).assembly;

    expect(resources['shop/plinth/component/orders']?.renamedFrom).toBe('shop/plinth/component/sales');
    expect(resources['shop/plinth/component/orders-backup']?.renamedFrom).toBeUndefined();
    expect(resources['shop/plinth/component/orders-backup']?.owner).toBe('shop/orders-backup');
  });
});
