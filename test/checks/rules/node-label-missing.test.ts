import type { NodeFacts } from '../../../lib/assembly';
import type { JsonObject } from '../../../lib/core';
import { found, workload } from '../assembly-of';

const nodes: NodeFacts = {
  count: 3,
  zones: ['a', 'b'],
  labels: ['disktype=ssd', 'disktype=hdd', 'example.com/rack', 'node-role.kubernetes.io/worker='],
};
const required = 'requiredDuringSchedulingIgnoredDuringExecution';

const placed = (pod: JsonObject, given: NodeFacts = nodes): string =>
  found('node-label-missing', [workload('shop/cart', { pod })], { cluster: { nodes: given } });
const selecting = (nodeSelector: JsonObject, given?: NodeFacts): string => placed({ nodeSelector }, given);
const among = (...terms: readonly (readonly JsonObject[])[]): JsonObject => ({
  affinity: {
    nodeAffinity: { [required]: { nodeSelectorTerms: terms.map((matchExpressions) => ({ matchExpressions })) } },
  },
});
const near = (name: string, topologyKey: string): JsonObject => ({
  affinity: { [name]: { [required]: [{ topologyKey, labelSelector: { matchLabels: { app: 'orders' } } }] } },
});
const spread = (topologyKey: string, whenUnsatisfiable = 'DoNotSchedule'): JsonObject => ({
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: {} }],
});

test('a value that no node has', () => {
  expect(selecting({ disktype: 'sdd' })).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for disktype=sdd (nodeSelector), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have disktype=ssd and disktype=hdd: none of them would take a pod.
    fix Did you mean "disktype=ssd"?"
  `);
});

test('a key that no node has', () => {
  expect(selecting({ 'disk-type': 'ssd' })).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for disk-type=ssd (nodeSelector), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have disktype=ssd, disktype=hdd, example.com/rack, node-role.kubernetes.io/worker=, topology.kubernetes.io/zone=a and topology.kubernetes.io/zone=b: none of them would take a pod.
    fix Did you mean "disktype=ssd"?"
  `);
  expect(selecting({ accelerator: 'nvidia' })).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for accelerator=nvidia (nodeSelector), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have disktype=ssd, disktype=hdd, example.com/rack, node-role.kubernetes.io/worker=, topology.kubernetes.io/zone=a and topology.kubernetes.io/zone=b: none of them would take a pod.
    fix Ask for a label that they have, or label nodes and say so: nodes: { count, zones, labels: ['accelerator=nvidia'] }."
  `);
});

test('nodes without labels of their own', () => {
  expect(selecting({ 'kubernetes.io/gpu': 'a100' }, { count: 3, zones: [], labels: [] })).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for kubernetes.io/gpu=a100 (nodeSelector), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have only what every kubelet sets: none of them would take a pod.
    fix Ask for a label that they have, or label nodes and say so: nodes: { count, zones, labels: ['kubernetes.io/gpu=a100'] }."
  `);
});

test('a zone that the cluster does not have', () => {
  expect(selecting({ 'topology.kubernetes.io/zone': 'c' })).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for topology.kubernetes.io/zone=c (nodeSelector), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have topology.kubernetes.io/zone=a and topology.kubernetes.io/zone=b: none of them would take a pod.
    fix Ask for a zone that the cluster has, or add it: nodes: { count, zones }."
  `);
});

test('expressions of which no term is met', () => {
  const rack = { key: 'example.com/rack', operator: 'Exists' };
  const terms = [
    [rack, { key: 'disktype', operator: 'In', values: ['nvme', 'sdd'] }],
    [{ key: 'example.com/size', operator: 'Gt', values: ['4'] }],
  ];
  expect(placed(among(...terms))).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for disktype=nvme or disktype=sdd or example.com/size (nodeAffinity), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have disktype=ssd and disktype=hdd: none of them would take a pod.
    fix Did you mean "disktype=ssd"?"
  `);
});

test('a topology that no node has', () => {
  expect(placed(spread('example.com/rak'))).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for example.com/rak (topologyKey of topologySpreadConstraints), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have disktype=ssd, disktype=hdd, example.com/rack, node-role.kubernetes.io/worker=, topology.kubernetes.io/zone=a and topology.kubernetes.io/zone=b: none of them would take a pod.
    fix Did you mean "example.com/rack"?"
  `);
  expect(placed(near('podAffinity', 'example.com/row'))).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for example.com/row (topologyKey of podAffinity), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have disktype=ssd, disktype=hdd, example.com/rack, node-role.kubernetes.io/worker=, topology.kubernetes.io/zone=a and topology.kubernetes.io/zone=b: none of them would take a pod.
    fix Ask for a label that they have, or label nodes and say so: nodes: { count, zones, labels: ['example.com/row'] }."
  `);
  expect(placed(near('podAntiAffinity', 'kubernetes.io/hostnam'))).toMatchInlineSnapshot(`
    "error node-label-missing
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) asks for kubernetes.io/hostnam (topologyKey of podAntiAffinity), and the nodes of the cluster "kubernetes" (stacks/shop.ts:20) have disktype=ssd, disktype=hdd, example.com/rack, node-role.kubernetes.io/worker=, topology.kubernetes.io/zone=a and topology.kubernetes.io/zone=b: nothing would be kept apart.
    fix Did you mean "kubernetes.io/hostname"?"
  `);
});

test.each<readonly [string, JsonObject]>([
  ['a label that nodes have', { nodeSelector: { disktype: 'hdd', 'node-role.kubernetes.io/worker': '' } }],
  ['any value of a key', { nodeSelector: { 'example.com/rack': '7' } }],
  ['what every kubelet sets', { nodeSelector: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' } }],
  ['a zone of the cluster', { nodeSelector: { 'topology.kubernetes.io/zone': 'b' } }],
  ['one value of several', among([{ key: 'disktype', operator: 'In', values: ['nvme', 'ssd'] }])],
  ['one term of several', among([{ key: 'gpu', operator: 'Exists' }], [{ key: 'disktype', operator: 'Exists' }])],
  [
    'labels that nodes must not have',
    among([
      { key: 'gpu', operator: 'DoesNotExist' },
      { key: 'tier', operator: 'NotIn', values: ['slow'] },
    ]),
  ],
  ['a topology that nodes have', spread('example.com/rack')],
  ['hosts', near('podAntiAffinity', 'kubernetes.io/hostname')],
  ['zones', near('podAffinity', 'topology.kubernetes.io/zone')],
  ['spread as far as possible', spread('example.com/row', 'ScheduleAnyway')],
])('%s', (_, pod) => {
  expect(placed(pod)).toBe('');
});

test('labels that nobody said', () => {
  expect(selecting({ disktype: 'sdd' }, { count: 3, zones: [] })).toBe('');
});
