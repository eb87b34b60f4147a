import type { Json, JsonObject } from '../../../lib/core';
import { autoscaler, budget, found, workload } from '../assembly-of';

const code = 'disruption-budget-blocks';
const fixed = (replicas: number, spec: JsonObject): string =>
  found(code, [workload('shop/cart', { spec: { replicas } }), budget('shop/cart', spec)]);

test('minAvailable is all of them', () => {
  expect(fixed(3, { minAvailable: 3 })).toMatchInlineSnapshot(`
    "error disruption-budget-blocks
    at  live/shop/cart stacks/shop.ts:40
    why PodDisruptionBudget "shop/cart" (stacks/shop.ts:40) has minAvailable 3, and Deployment "shop/cart" (stacks/shop.ts:30) may have as few as 3 pods: 0 of them may be taken away, so draining a node that has one waits for ever.
    fix Write disruptionBudget: { maxUnavailable: 1 }, which lets one pod go however many there are."
  `);
});

test('minAvailable is the least that an autoscaler leaves', () => {
  const objects = [
    workload('shop/cart', { spec: { replicas: undefined } }),
    autoscaler('shop/cart', { minReplicas: 2 }),
    budget('shop/cart', { minAvailable: '60%' }),
  ];
  expect(found(code, objects)).toMatchInlineSnapshot(`
    "error disruption-budget-blocks
    at  live/shop/cart stacks/shop.ts:50
    why PodDisruptionBudget "shop/cart" (stacks/shop.ts:50) has minAvailable 60%, which is 2 pods, and Deployment "shop/cart" (stacks/shop.ts:30) may have as few as 2 pods: 0 of them may be taken away, so draining a node that has one waits for ever.
    fix Write disruptionBudget: { maxUnavailable: 1 }, which lets one pod go however many there are."
  `);
});

test('a single pod', () => {
  expect(fixed(1, { minAvailable: 1 })).toMatchInlineSnapshot(`
    "error disruption-budget-blocks
    at  live/shop/cart stacks/shop.ts:40
    why PodDisruptionBudget "shop/cart" (stacks/shop.ts:40) has minAvailable 1, and Deployment "shop/cart" (stacks/shop.ts:30) may have as few as 1 pod: 0 of them may be taken away, so draining a node that has one waits for ever.
    fix Run two pods, scale: Scale.fixed(2), or write disruptionBudget: 'none': a single pod cannot be moved without a gap."
  `);
});

test('two budgets for one pod', () => {
  const objects = [
    workload('shop/cart', { labels: { tier: 'web' } }),
    budget('shop/cart', { maxUnavailable: 1 }),
    budget('shop/web', { maxUnavailable: 1, selector: { matchLabels: { tier: 'web' } } }),
  ];
  expect(found(code, objects)).toMatchInlineSnapshot(`
    "error disruption-budget-blocks
    at  live/shop/web stacks/shop.ts:50
    why PodDisruptionBudget "shop/web" (stacks/shop.ts:50) and PodDisruptionBudget "shop/cart" (stacks/shop.ts:40) both select the pods of Deployment "shop/cart" (stacks/shop.ts:30). The eviction API refuses a pod with two budgets, so draining its node waits for ever.
    fix Remove one of them, or select different pods."
  `);
});

/** What upstream rounds up, for what must stay and for what may go. */
test.each<readonly [number, string, Json, boolean]>([
  [3, 'minAvailable', 2, false],
  [3, 'minAvailable', 4, true],
  [3, 'minAvailable', '50%', false],
  [3, 'minAvailable', '67%', true],
  [3, 'minAvailable', '66%', false],
  [10, 'minAvailable', '100%', true],
  [10, 'minAvailable', '90%', false],
  [10, 'minAvailable', '91%', true],
  [1, 'minAvailable', '1%', true],
  [2, 'minAvailable', '50%', false],
  [2, 'minAvailable', 0, false],
  [3, 'maxUnavailable', 0, true],
  [3, 'maxUnavailable', '0%', true],
  [3, 'maxUnavailable', '1%', false],
  [1, 'maxUnavailable', 1, false],
  [0, 'minAvailable', 1, false],
  [3, 'minAvailable', 'most', false],
])('%i pods with %s %j: blocks is %s', (replicas, field, amount, blocks) => {
  expect(fixed(replicas, { [field]: amount }) !== '').toBe(blocks);
});

test('the pods of two workloads count together', () => {
  const objects = [
    workload('shop/blue', { labels: { tier: 'web' } }),
    workload('shop/green', { labels: { tier: 'web' } }),
    budget('shop/web', { minAvailable: 3, selector: { matchLabels: { tier: 'web' } } }),
  ];
  expect(found(code, objects)).toBe('');
});

test('a DaemonSet, which a drain passes over', () => {
  const objects = [workload('shop/agent', { kind: 'DaemonSet' }), budget('shop/agent', { minAvailable: 5 })];
  expect(found(code, objects)).toBe('');
});

test('a budget of nobody', () => {
  const objects = [workload('shop/cart'), budget('shop/basket', { maxUnavailable: 1 })];
  expect(found('disruption-budget-selects-nothing', objects)).toMatchInlineSnapshot(`
    "error disruption-budget-selects-nothing
    at  live/shop/basket stacks/shop.ts:40
    why PodDisruptionBudget "shop/basket" (stacks/shop.ts:40) selects app=basket, and no pod in the namespace "shop" is among them. It protects nothing.
    fix Select labels of a pod template, or remove it: a Microservice with two pods or more has a budget of its own (disruptionBudget)."
  `);
});

test('an empty selector selects all of the namespace', () => {
  const objects = [workload('shop/cart'), budget('shop/all', { maxUnavailable: 1, selector: {} })];
  expect(found('disruption-budget-selects-nothing', objects)).toBe('');
});
