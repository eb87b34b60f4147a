import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly, renderDist, writeDist, type Assembly, type Manifest } from '../../lib/assembly';
import { check } from '../../lib/checks';
import { rules } from '../../lib/checks/rules';
import { sortFindings, type Json } from '../../lib/core';
import {
  assemblyOf,
  autoscaler,
  budget,
  claim,
  codes,
  mounted,
  namespace,
  object,
  provenanceOf,
  service,
  workload,
} from './assembly-of';

/** One of everything, with nothing wrong. */
const careful: readonly Manifest[] = [
  workload('shop/cart', { spec: { replicas: undefined } }),
  service('shop/cart'),
  autoscaler('shop/cart'),
  budget('shop/cart', { maxUnavailable: 1 }),
  workload('shop/orders', { kind: 'StatefulSet', spec: { replicas: 1 }, pod: mounted('orders') }),
  claim('shop/orders'),
  workload('shop/migrate', { kind: 'Job' }),
  workload('shop/report', { kind: 'CronJob' }),
  object('networking.k8s.io/v1', 'NetworkPolicy', 'shop/cart', {
    spec: { podSelector: { matchLabels: { app: 'cart' } } },
  }),
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'shop/cart', {
    spec: { parentRefs: [{ name: 'public', namespace: 'infra' }] },
  }),
];

/** One of many faults. */
const careless: readonly Manifest[] = [
  workload('shop/cart', { container: { image: 'redis', resources: undefined, securityContext: undefined } }),
  service('shop/cart', { selector: { app: 'basket' } }),
  budget('shop/cart', { minAvailable: 2 }),
  object('v1', 'Secret', 'shop/orders', { data: { password: 'eA==' } }),
];

test('a careful environment has no findings', () => {
  expect(check(assemblyOf(careful))).toEqual([]);
});

test('findings are sorted, and the same every time', () => {
  const assembly = assemblyOf(careless);
  const findings = check(assembly, provenanceOf(assembly));
  expect(findings.map(({ code }) => code)).toEqual([
    'disruption-budget-blocks',
    'image-latest',
    'pod-security',
    'resources-missing',
    'service-selects-nothing',
    'secret-bytes',
  ]);
  expect(sortFindings(findings)).toEqual(findings);
  expect(check(assembly, provenanceOf(assembly))).toEqual(findings);
});

test('without provenance the places have no lines, and all else is the same', () => {
  const assembly = assemblyOf(careless);
  const withLines = check(assembly, provenanceOf(assembly));
  const without = withLines.map(({ source, detail, ...rest }) => {
    expect(source).toBeDefined();
    return { ...rest, detail: detail.replace(/ \(stacks\/shop\.ts:\d+\)/g, '') };
  });
  expect(check(assembly)).toEqual(without);
});

test('what was read from dist/ gives the same answers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plinth-checks-'));
  try {
    const assembly = assemblyOf(careless);
    writeDist(folder, renderDist([assembly], []), []);
    expect(check(readAssembly(folder, 'live'))).toEqual(check(assembly));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('without a cluster nothing is compared with one', () => {
  const { resources, ...rest } = assemblyOf(careless);
  const left = Object.fromEntries(Object.entries(resources).filter(([, { kind }]) => kind !== 'kubernetes-cluster'));
  expect(check({ ...rest, resources: left }).map(({ code }) => code)).toContain('image-latest');
});

test('an empty environment has no findings', () => {
  expect(codes([])).toEqual([]);
});

test('every rule names its codes, and no code has two rules', () => {
  const all = rules.flatMap(({ kinds }) => kinds.map(({ code }) => code));
  expect(new Set(all).size).toBe(all.length);
  expect(rules.filter(({ kinds }) => kinds.length === 0)).toEqual([]);
});

/** Puts other values into a manifest wherever they may stand. */
function disturbed(value: Json, at: () => Json | undefined): Json {
  const other = at();
  if (other !== undefined) return other;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => disturbed(item, at));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, disturbed(member, at)]));
}

test('manifests of any shape are read without a fault', () => {
  const odd = fc.constantFrom<Json>(null, '', 'x', 0, -1, true, [], [null], [[]], {}, { name: {} });
  fc.assert(
    fc.property(fc.array(fc.option(odd, { freq: 12, nil: undefined }), { maxLength: 400 }), (values) => {
      const left = [...values];
      const objects = [...careful, ...careless.slice(1)].map(({ apiVersion, kind, metadata, ...body }): Manifest => {
        const { spec = {}, ...rest } = body;
        return { apiVersion, kind, metadata, ...rest, spec: disturbed(spec, () => left.pop()) };
      });
      expect(() => check(assemblyOf(objects))).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

function large(services: number): Assembly {
  const stacks = Array.from({ length: 40 }, (_, index) => `stack-${index}`);
  const names = Array.from({ length: services }, (_, index) => `stack-${index % 40}/service-${index}`);
  const objects = names.flatMap((name) => [
    workload(name, { spec: { replicas: undefined }, container: { env: [{ name: 'CART_ADDR', value: 'cart:8080' }] } }),
    service(name),
    autoscaler(name),
    budget(name, { maxUnavailable: 1 }),
    object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
  ]);
  return assemblyOf([...stacks.map((name) => namespace(name)), ...objects]);
}

test('a large environment without faults has no findings', () => {
  expect(check(large(500))).toEqual([]);
});
