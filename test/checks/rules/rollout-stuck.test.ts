import type { NodeFacts } from '../../../lib/assembly';
import type { JsonObject, Json } from '../../../lib/core';
import { autoscaler, codes, found, workload } from '../assembly-of';

const hostname = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';

interface Update {
  readonly kind?: string;
  readonly replicas?: number;
  readonly strategy?: Json;
  readonly nodes?: NodeFacts;
  readonly term?: JsonObject;
}

const manifest = ({ kind, replicas = 3, strategy, term }: Update): ReturnType<typeof workload> => {
  const own = { topologyKey: hostname, labelSelector: { matchLabels: { app: 'cart' } }, ...term };
  const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [own] } };
  return workload('shop/cart', {
    ...(kind !== undefined && { kind }),
    spec: { replicas, strategy },
    pod: { affinity },
  });
};
const updating = (update: Update): string =>
  found('rollout-stuck', [manifest(update)], { cluster: { nodes: update.nodes ?? { count: 3, zones: ['a', 'b'] } } });
const rolling = (rollingUpdate: JsonObject): JsonObject => ({ type: 'RollingUpdate', rollingUpdate });

test('a pod on every node, and one more for the update', () => {
  expect(updating({})).toMatchInlineSnapshot(`
    "error rollout-stuck
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks that no two of its pods share kubernetes.io/hostname and has at least 3 pods, and the cluster "kubernetes" (stacks/shop.ts:20) has 3 nodes: an update starts a new one (maxSurge 25%, which is 1) before an old one may go (maxUnavailable 25%, which is 0), so it has no place and the update waits for ever.
    fix Let an old pod go first, strategy.rollingUpdate.maxUnavailable: 1 or strategy.type: Recreate, add a place, or only prefer to keep them apart."
  `);
});

test('the one pod on the one node, as a Microservice updates', () => {
  const update = { replicas: 1, strategy: rolling({ maxSurge: 1, maxUnavailable: 0 }), nodes: { count: 1, zones: [] } };
  expect(updating(update)).toMatchInlineSnapshot(`
    "error rollout-stuck
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks that no two of its pods share kubernetes.io/hostname and has at least 1 pod, and the cluster "kubernetes" (stacks/shop.ts:20) has 1 node: an update starts a new one (maxSurge 1) before an old one may go (maxUnavailable 0), so it has no place and the update waits for ever.
    fix Let an old pod go first, strategy.rollingUpdate.maxUnavailable: 1 or strategy.type: Recreate, add a place, or only prefer to keep them apart."
  `);
});

test('a pod in every zone', () => {
  expect(updating({ replicas: 2, term: { topologyKey: zone } })).toMatchInlineSnapshot(`
    "error rollout-stuck
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks that no two of its pods share topology.kubernetes.io/zone and has at least 2 pods, and the cluster "kubernetes" (stacks/shop.ts:20) has 2 zones, a, b: an update starts a new one (maxSurge 25%, which is 1) before an old one may go (maxUnavailable 25%, which is 0), so it has no place and the update waits for ever.
    fix Let an old pod go first, strategy.rollingUpdate.maxUnavailable: 1 or strategy.type: Recreate, add a place, or only prefer to keep them apart."
  `);
});

test('the fewest pods that an autoscaler leaves', () => {
  const cluster = { nodes: { count: 3, zones: [] } };
  const scaled = (minReplicas: number): string =>
    found('rollout-stuck', [manifest({}), autoscaler('shop/cart', { minReplicas })], { cluster });
  expect(scaled(3)).toContain('has at least 3 pods');
  expect(scaled(2)).toBe('');
});

test('more pods than nodes are told as such', () => {
  expect(codes([manifest({ replicas: 4 })], { cluster: { nodes: { count: 3, zones: [] } } })).toEqual([
    'spread-impossible',
  ]);
});

test.each<readonly [string, Update]>([
  ['a node more', { nodes: { count: 4, zones: [] } }],
  [
    'a node more, which two new pods take one after the other',
    { replicas: 3, strategy: rolling({ maxSurge: 2, maxUnavailable: 0 }), nodes: { count: 4, zones: [] } },
  ],
  ['a pod that may go', { strategy: rolling({ maxUnavailable: 1 }) }],
  ['a share that is a pod', { strategy: rolling({ maxUnavailable: '34%' }) }],
  ['four pods, of which a quarter may go', { replicas: 4, nodes: { count: 4, zones: [] } }],
  [
    'shares that both come to nothing, where upstream lets a pod go',
    { strategy: rolling({ maxSurge: 0, maxUnavailable: '10%' }) },
  ],
  ['all pods go first', { strategy: { type: 'Recreate' } }],
  ['a StatefulSet, whose old pod goes first', { kind: 'StatefulSet' }],
  ['apart from pods of the same release', { term: { matchLabelKeys: ['pod-template-hash'] } }],
  ['apart from pods of other releases', { term: { mismatchLabelKeys: ['pod-template-hash'] } }],
  ['apart from other pods', { term: { labelSelector: { matchLabels: { app: 'orders' } } } }],
  ['no pods', { replicas: 0 }],
])('%s', (_, update) => {
  expect(updating(update)).toBe('');
});
