import type { Assembly, ObjectResource } from '../../lib/assembly';
import { plan } from '../../lib/plan';
import { committed, having } from './committed';
import { stepOf } from './reading';

const bed = committed('bed');
const step = 'guests/guestbook/apply';

test('given a route, then its objects wait for definitions that the environment does not bring', () => {
  const made = plan({ to: withRoute(bed) });

  expect(stepOf(made, step).precondition).toEqual({
    kind: 'definitions',
    names: ['gateways.gateway.networking.k8s.io', 'httproutes.gateway.networking.k8s.io'],
  });
  expect(stepOf(made, 'guests/entries/apply').precondition).toBeUndefined();
});

test('given the definitions among its own objects, then nobody else must bring them', () => {
  const names = ['gateways', 'httproutes'].map((plural) => `${plural}.gateway.networking.k8s.io`);
  const made = plan({ to: having(withRoute(bed), ...names.map(definition)) });

  expect(stepOf(made, step).precondition).toBeUndefined();
});

test('given no kind of others, then nothing is asked first', () => {
  expect(stepOf(plan({ to: bed }), step).precondition).toBeUndefined();
});

function withRoute(assembly: Assembly): Assembly {
  return having(assembly, {
    id: 'guests/gateway.networking.k8s.io/HTTPRoute/guestbook',
    kind: 'object',
    owner: 'guests/guestbook',
    stack: 'guests',
    spec: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'guestbook', namespace: 'guests' },
      spec: { parentRefs: [{ name: 'public', namespace: 'traefik' }] },
    },
  });
}

function definition(name: string): ObjectResource {
  const [apiVersion, kind] = ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'];
  const spec = { apiVersion, kind, metadata: { name }, spec: {} };
  return {
    id: `_cluster/apiextensions.k8s.io/${kind}/${name}`,
    kind: 'object',
    owner: 'guests',
    stack: '_cluster',
    spec,
  };
}
