import { clusterStack, objectId, plinthId, type Assembly, type Resource } from '../../lib/assembly';
import { explanation, explanationText, findResource, listing, listingText, type Found } from '../../lib/report';

const component = (name: string): Resource => ({
  id: plinthId('shop', 'component', name),
  kind: 'component',
  owner: `shop/${name}`,
  stack: 'shop',
  spec: {
    type: 'microservice',
    pods: { namespace: 'shop', labels: { app: name } },
    ports: [],
    readiness: { kind: 'none' },
    disruption: { kind: 'single' },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
  },
});

const deployment = (name: string): Resource => ({
  id: objectId({ stack: 'shop', group: 'apps', kind: 'Deployment', name }),
  kind: 'object',
  owner: `shop/${name}`,
  stack: 'shop',
  spec: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: 'example.com/x:1', ports: [{ name: 'grpc', containerPort: 7070 }] }] },
      },
    },
  },
});

const namespace: Resource = {
  id: objectId({ stack: clusterStack, group: 'core', kind: 'Namespace', name: 'shop' }),
  kind: 'object',
  owner: 'shop',
  stack: clusterStack,
  spec: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
};

function assemblyOf(name: string): Assembly {
  const all = [component('cart'), component('checkout'), deployment('cart'), deployment('checkout'), namespace];
  return {
    schema: 1,
    environment: { name, tier: 'production', versions: {} },
    resources: Object.fromEntries(all.sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => [one.id, one])),
    edges: [
      {
        kind: 'calls',
        from: plinthId('shop', 'component', 'checkout'),
        to: plinthId('shop', 'component', 'cart'),
        port: { name: 'grpc', number: 7070, protocol: 'TCP' },
      },
    ],
    acknowledgements: [
      { code: 'image-without-digest', on: 'shop', reason: 'A lab.' },
      { code: 'other', on: 'shop/checkout', reason: 'Not for cart.' },
    ],
  };
}

const lab = assemblyOf('lab');

function found(text: string, assemblies: readonly Assembly[] = [lab]): Found {
  const search = findResource(assemblies, text);
  if (search.kind !== 'found') throw new Error(JSON.stringify(search));
  return search.found;
}

test.each([
  ['lab/shop/cart', 'shop/plinth/component/cart'],
  ['shop/cart', 'shop/plinth/component/cart'],
  ['cart', 'shop/plinth/component/cart'],
  ['component/cart', 'shop/plinth/component/cart'],
  ['Deployment/cart', 'shop/apps/Deployment/cart'],
  ['cart.deployment.apps.yaml', 'shop/apps/Deployment/cart'],
  ['Namespace/shop', '_cluster/core/Namespace/shop'],
])('%s is %s', (text, id) => {
  expect(found(text).resource.id).toBe(id);
});

test('a name that several environments have, names them', () => {
  expect(findResource([lab, assemblyOf('next')], 'shop/cart')).toEqual({
    kind: 'several',
    names: ['lab/shop/plinth/component/cart', 'next/shop/plinth/component/cart'],
  });
  expect(found('next/shop/cart', [lab, assemblyOf('next')]).assembly.environment.name).toBe('next');
});

test.each([
  ['lab/shop/crat', 'lab/shop/cart'],
  ['Deployment/chekout', 'Deployment/checkout'],
  ['anything else', undefined],
])('of %s the nearest is %s', (text, nearest) => {
  expect(findResource([lab], text)).toEqual({ kind: 'none', nearest });
});

test('a component: what it owns, who has to do with it, and every fact about it', () => {
  const about = explanation(found('shop/cart'), { path: 'lab/shop/cart', source: 'stacks/lab.ts:12' });

  expect(explanationText(about, 'dist')).toBe(
    [
      'lab/shop/plinth/component/cart',
      '  kind          component, microservice',
      '  owner         shop/cart',
      '  construct     lab/shop/cart',
      '  source        stacks/lab.ts:12',
      '  used by       shop/checkout tcp/7070 (grpc), calls',
      '  owns          shop/apps/Deployment/cart',
      '  access        shop/cart mounts the token of serviceaccount shop/default',
      '  images        example.com/x:1 shop/cart container cart (no digest)',
      '  ports         shop/cart container cart listens on tcp/7070 (grpc), no Service',
      '  reachability  anyone -> shop/cart any port: no policy selects it',
      '                shop/cart -> anyone any port: no policy selects it',
      '  accepted      image-without-digest: A lab.',
      '',
    ].join('\n'),
  );
});

test('an object: its file, and the edges of the component that it belongs to', () => {
  const about = explanation(found('Deployment/checkout'));

  expect(about).toMatchObject({
    kind: 'apps/v1 Deployment',
    file: 'lab/manifests/shop/checkout.deployment.apps.yaml',
    uses: [{ to: 'shop/plinth/component/cart' }],
    usedBy: [],
    owns: [],
    acknowledgements: [{ code: 'image-without-digest' }, { code: 'other' }],
  });
  expect(about).not.toHaveProperty('origin');
});

test('the list of environments', () => {
  expect(listingText(listing([lab]))).toBe(
    [
      'lab           production, no cluster',
      '  shop        3 objects',
      '    cart      microservice',
      '    checkout  microservice',
      '',
    ].join('\n'),
  );
});
