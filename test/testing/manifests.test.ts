import { Capture, Manifests, Match, synthesize } from '../../lib/testing';
import { App } from '../../lib/program';
import { messageOf, shop, shopIn } from './shop';

const manifests = (): Manifests => Manifests.of(shop().app);

test('manifests are found in whatever holds them', () => {
  const { app, lab, shop: stack } = shop();
  const synthesis = synthesize(app);

  for (const source of [app, lab, stack, synthesis, synthesis.assembly]) Manifests.of(source).countIs('ConfigMap', 2);
  Manifests.of([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }]).countIs('Secret', 1);
});

test('a kind may be written with its API version', () => {
  const all = manifests();

  all.countIs('v1/ConfigMap', 2);
  all.countIs('networking.k8s.io/v1/NetworkPolicy', 2);
  all.countIs('apps/v1/ConfigMap', 0);
});

test('find returns what matches, perhaps nothing', () => {
  const all = manifests();

  expect(all.find('ConfigMap', { data: { colour: 'green' } }).map(({ metadata }) => metadata.name)).toEqual([
    'checkout',
  ]);
  expect(all.find('ConfigMap', { data: { colour: 'red' } })).toEqual([]);
  expect(all.find('ConfigMap')).toHaveLength(2);
  expect(all.all).toHaveLength(5);
});

test('an object that matches', () => {
  manifests().hasObject('ConfigMap', { metadata: { name: 'cart' }, data: { colour: 'blue' } });
});

test('the nearest object, where it differs and what it is', () => {
  const message = messageOf(() => {
    manifests().hasObject('ConfigMap', {
      metadata: { name: 'checkout' },
      data: { colour: 'blue', size: '3', shape: 'round' },
    });
  });

  expect(message).toBe(
    [
      'None of 2 ConfigMap matches. The nearest is shop/core/ConfigMap/checkout:',
      '',
      '  data.colour',
      '    expected  "blue"',
      '    found     "green"',
      '  data.shape',
      '    expected  "round"',
      '    found     nothing',
      '',
      '  apiVersion: v1',
      '  kind: ConfigMap',
      '  metadata:',
      '    name: checkout',
      '    namespace: shop',
      '    labels:',
      '      app.kubernetes.io/managed-by: plinth',
      '      app.kubernetes.io/part-of: shop',
      '  data:',
      '    colour: green',
      '    size: "3"',
      '',
    ].join('\n'),
  );
});

test('without a name, the object with the fewest differences is the nearest', () => {
  const message = messageOf(() => {
    manifests().hasObject('ConfigMap', { data: { colour: 'green', size: '4' } });
  });

  expect(message).toContain(
    'The nearest is shop/core/ConfigMap/checkout:\n\n  data.size\n    expected  "4"\n    found     "3"\n',
  );
});

test('the only one of a kind', () => {
  const one = Manifests.of([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }]);

  expect(
    messageOf(() => {
      one.hasObject('Secret', { metadata: { name: 'y' } });
    }),
  ).toContain(
    'The only Secret does not match. The nearest is Secret x:\n\n  metadata.name\n    expected  "y"\n    found     "x"\n',
  );
});

test.each([
  ['ConfgMap', 'There is no ConfgMap, but ConfigMap, Namespace, NetworkPolicy. Did you mean "ConfigMap"?'],
  ['Deployment', 'There is no Deployment, but ConfigMap, Namespace, NetworkPolicy.'],
])('no object of the kind %s', (kind, message) => {
  expect(
    messageOf(() => {
      manifests().hasObject(kind);
    }),
  ).toBe(message);
});

test('no object at all', () => {
  expect(
    messageOf(() => {
      Manifests.of([]).hasObject('Pod');
    }),
  ).toBe('There is no Pod, and no other object.');
});

test('a wrong count names what there is, with the environment where there are several', () => {
  const app = new App();
  shopIn(app, 'lab');
  shopIn(app, 'next');

  expect(
    messageOf(() => {
      Manifests.of(app).countIs('ConfigMap', 1);
    }),
  ).toBe(
    'Expected 1 ConfigMap, found 4: lab/shop/core/ConfigMap/cart, lab/shop/core/ConfigMap/checkout, ' +
      'next/shop/core/ConfigMap/cart, next/shop/core/ConfigMap/checkout.',
  );
  expect(
    messageOf(() => {
      Manifests.of(app).countIs('Pod', 1);
    }),
  ).toBe('Expected 1 Pod, found 0.');
});

describe('Capture', () => {
  test('takes values from objects that match as a whole, and from no other', () => {
    const colour = new Capture();

    manifests().hasObject('ConfigMap', { metadata: { name: 'cart' }, data: { colour } });

    expect(colour.value).toBe('blue');
  });

  test('takes one from each that matches', () => {
    const colour = new Capture(Match.stringLikeRegexp(/e$|n$/));

    manifests().find('ConfigMap', { data: { colour, size: '3' } });

    expect(colour.values).toEqual(['blue', 'green']);
    expect(() => colour.value).toThrow(
      '2 values were captured, not one: nothing has matched yet, or several objects have',
    );
  });

  test('takes nothing where nothing matches', () => {
    const colour = new Capture();

    expect(manifests().find('ConfigMap', { data: { colour, size: '4' } })).toEqual([]);

    expect(colour.values).toEqual([]);
  });
});
