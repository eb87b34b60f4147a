import type { NodeFacts } from '../../../lib/assembly';
import type { JsonObject } from '../../../lib/core';
import { found, workload } from '../assembly-of';

const nodes: NodeFacts = { count: 3, zones: ['a', 'b'] };
const hostname = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';
const required = 'requiredDuringSchedulingIgnoredDuringExecution';

const apart = (topologyKey: string, app = 'cart'): JsonObject => ({
  affinity: { podAntiAffinity: { [required]: [{ topologyKey, labelSelector: { matchLabels: { app } } }] } },
});
const spread = (constraint: JsonObject): JsonObject => ({
  topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', topologyKey: zone, ...constraint }],
});
const spreading = (replicas: number, pod: JsonObject, given: NodeFacts | undefined = nodes): string =>
  found('spread-impossible', [workload('shop/cart', { spec: { replicas }, pod })], { cluster: { nodes: given } });

test('more pods than nodes, each on its own', () => {
  expect(spreading(5, apart(hostname))).toMatchInlineSnapshot(`
    "error spread-impossible
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) has at least 5 pods and asks that no two of them share kubernetes.io/hostname, and the cluster "kubernetes" (stacks/shop.ts:20) has 3 nodes: 2 would never be placed.
    fix Run 3 at most, add nodes, or write spread: { hosts: 'prefer' }."
  `);
});

test('more pods than zones, each in its own', () => {
  expect(spreading(3, apart(zone))).toMatchInlineSnapshot(`
    "error spread-impossible
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) has at least 3 pods and asks that no two of them share topology.kubernetes.io/zone, and the cluster "kubernetes" (stacks/shop.ts:20) has 2 zones, a, b: 1 would never be placed.
    fix Run 2 at most, add nodes, or write spread: { zones: 'prefer' }."
  `);
});

test('zones that no node has', () => {
  expect(spreading(2, spread({}), { count: 3, zones: [] })).toMatchInlineSnapshot(`
    "error spread-impossible
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) must be spread over topology.kubernetes.io/zone (DoNotSchedule), and the cluster "kubernetes" (stacks/shop.ts:20) has no zones: no node has the label, so no pod would be placed.
    fix Write spread: { zones: 'prefer' }, or give the cluster its zones: nodes: { count, zones }."
  `);
  expect(spreading(2, apart(zone), { count: 3, zones: [] })).toMatchInlineSnapshot(`
    "error spread-impossible
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks that no two of its pods share topology.kubernetes.io/zone, and the cluster "kubernetes" (stacks/shop.ts:20) has no zones: no node has the label, so nothing would be spread.
    fix Run 1 at most, add nodes, or write spread: { zones: 'prefer' }."
  `);
});

test('together in a zone that no node has', () => {
  const podAffinity = { [required]: [{ topologyKey: zone, labelSelector: {} }] };
  expect(spreading(2, { affinity: { podAffinity } }, { count: 3, zones: [] })).toMatchInlineSnapshot(`
    "error spread-impossible
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) must be in the topology.kubernetes.io/zone of other pods, and the cluster "kubernetes" (stacks/shop.ts:20) has no zones: no node has the label, so no pod would be placed.
    fix Use kubernetes.io/hostname, prefer the zone, or give the cluster its zones: nodes: { count, zones }."
  `);
});

test('fewer zones than must be used', () => {
  expect(spreading(3, spread({ minDomains: 3 }))).toMatchInlineSnapshot(`
    "error spread-impossible
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) has 3 pods and asks for minDomains 3 with maxSkew 1 of topology.kubernetes.io/zone, and the cluster "kubernetes" (stacks/shop.ts:20) has 2 zones, a, b: only 2 would be placed.
    fix Write minDomains 2 or less, or leave it out."
  `);
});

test.each<readonly [string, number, JsonObject]>([
  ['as many pods as nodes', 3, apart(hostname)],
  ['as many pods as zones', 2, apart(zone)],
  ['apart from other pods', 9, apart(hostname, 'orders')],
  ['a key that nothing is known about', 9, apart('example.com/rack')],
  ['spread over zones that there are', 9, spread({})],
  ['spread as far as possible', 9, spread({ whenUnsatisfiable: 'ScheduleAnyway' })],
  ['as many domains as zones', 9, spread({ minDomains: 2 })],
  ['as many pods as the domains may hold', 4, spread({ minDomains: 3, maxSkew: 2 })],
])('%s', (_, replicas, pod) => {
  expect(spreading(replicas, pod)).toBe('');
});

test('nodes that nobody counted', () => {
  expect(found('spread-impossible', [workload('shop/cart', { spec: { replicas: 99 }, pod: apart(hostname) })])).toBe(
    '',
  );
});
