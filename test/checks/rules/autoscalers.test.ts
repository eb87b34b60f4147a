import type { JsonObject } from '../../../lib/core';
import { autoscaler, found, object, workload, type WorkloadParts } from '../assembly-of';

const cart = (parts: WorkloadParts = {}): ReturnType<typeof workload> =>
  workload('shop/cart', { ...parts, spec: { replicas: undefined, ...parts.spec } });

test('a minimum of one in production', () => {
  expect(found('autoscaler-minimum', [cart(), autoscaler('shop/cart', { minReplicas: 1 })])).toMatchInlineSnapshot(`
    "error autoscaler-minimum
    at  live/shop/cart stacks/shop.ts:40
    why HorizontalPodAutoscaler "shop/cart" (stacks/shop.ts:40) has minReplicas 1, and the tier is "production": in quiet hours the loss of one node stops Deployment "shop/cart" (stacks/shop.ts:30).
    fix Write scale: Scale.between(2, 10)."
  `);
});

test('no minimum, which is one', () => {
  const spec = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' }, maxReplicas: 4 };
  const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'shop/cart', { spec });
  expect(found('autoscaler-minimum', [cart(), scaler])).toContain('has no minReplicas, which means 1');
});

test('a minimum of two, or of one elsewhere', () => {
  expect(found('autoscaler-minimum', [cart(), autoscaler('shop/cart', { minReplicas: 2 })])).toBe('');
  const objects = [cart(), autoscaler('shop/cart', { minReplicas: 1 })];
  expect(found('autoscaler-minimum', objects, { tier: 'development' })).toBe('');
});

test('a number of pods beside an autoscaler', () => {
  expect(found('autoscaler-replicas', [cart({ spec: { replicas: 4 } }), autoscaler('shop/cart')]))
    .toMatchInlineSnapshot(`
    "error autoscaler-replicas
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) has replicas 4, and HorizontalPodAutoscaler "shop/cart" (stacks/shop.ts:40) sets between 3 and 10. Every apply would set the number back, and server-side apply reports a conflict.
    fix Remove replicas, or the autoscaler: a Microservice has either scale: Scale.fixed(4) or scale: Scale.between(3, 10)."
  `);
});

test('no number beside an autoscaler', () => {
  expect(found('autoscaler-replicas', [cart(), autoscaler('shop/cart')])).toBe('');
});

test('a target that is not there', () => {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'crat' };
  expect(found('autoscaler-target', [cart(), autoscaler('shop/cart', { scaleTargetRef })])).toMatchInlineSnapshot(`
    "error autoscaler-target
    at  live/shop/cart stacks/shop.ts:40
    why HorizontalPodAutoscaler "shop/cart" (stacks/shop.ts:40) scales the Deployment "crat" of apps in the namespace "shop", and there is none in the environment.
    fix Did you mean "cart"?"
  `);
});

test('a target of another group', () => {
  const scaleTargetRef = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'cart' };
  const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'shop/cart', { spec: {} });
  expect(found('autoscaler-target', [cart(), autoscaler('shop/cart', { scaleTargetRef })])).not.toBe('');
  expect(found('autoscaler-target', [rollout, autoscaler('shop/cart', { scaleTargetRef })])).toBe('');
});

const code = 'autoscaler-without-request';
const metric = (name: string, type: string, container?: string): JsonObject => {
  const kind = container === undefined ? 'Resource' : 'ContainerResource';
  const field = container === undefined ? 'resource' : 'containerResource';
  return { metrics: [{ type: kind, [field]: { name, target: { type }, ...(container && { container }) } }] };
};

test('utilization of what is not requested', () => {
  const objects = [cart({ container: { resources: { requests: { memory: '1Gi' } } } }), autoscaler('shop/cart')];
  expect(found(code, objects)).toMatchInlineSnapshot(`
    "error autoscaler-without-request
    at  live/shop/cart stacks/shop.ts:40
    why HorizontalPodAutoscaler "shop/cart" (stacks/shop.ts:40) measures the utilization of cpu, a share of what is requested; Deployment "shop/cart" (stacks/shop.ts:30) requests none in the container "main", so it would never be scaled.
    fix Write resources: { cpu: '250m' } for cart, or measure an average value: target.type "AverageValue"."
  `);
});

test('a sidecar without a request spoils it', () => {
  const initContainers = [{ name: 'proxy', restartPolicy: 'Always' }];
  expect(found(code, [cart({ pod: { initContainers } }), autoscaler('shop/cart')])).toContain('the container "proxy"');
});

test('without metrics the processor is measured', () => {
  const objects = [cart({ container: { resources: undefined } }), autoscaler('shop/cart', { metrics: [] })];
  expect(found(code, objects)).not.toBe('');
});

test.each<readonly [string, WorkloadParts, JsonObject]>([
  ['a request', {}, {}],
  ['a limit, which is the request', { container: { resources: { limits: { cpu: 1 } } } }, {}],
  ['a request of the pod', { container: { resources: undefined }, pod: { resources: { requests: { cpu: 1 } } } }, {}],
  ['an average value', { container: { resources: undefined } }, metric('cpu', 'AverageValue')],
  ['a metric of another kind', { container: { resources: undefined } }, { metrics: [{ type: 'Pods', pods: {} }] }],
  ['one container alone', { pod: { initContainers: [{ name: 'init' }] } }, metric('cpu', 'Utilization', 'main')],
])('%s', (_, parts, spec) => {
  expect(found(code, [cart(parts), autoscaler('shop/cart', spec)])).toBe('');
});

test('a default of the namespace', () => {
  const limits = [{ type: 'Container', defaultRequest: { cpu: '100m' } }];
  const range = object('v1', 'LimitRange', 'shop/limits', { spec: { limits } });
  const objects = [cart({ container: { resources: undefined } }), autoscaler('shop/cart'), range];
  expect(found(code, objects)).toBe('');
});
