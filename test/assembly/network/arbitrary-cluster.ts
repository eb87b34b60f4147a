import * as fc from 'fast-check';
import type { Manifest } from '../../../lib/assembly';
import type { Json, JsonObject } from '../../../lib/core';
import { deployment, namespace, policy } from './assembly-of';
import type { NaivePod } from './naive-evaluator';

/** A small cluster in which everything is about to match: few labels, few ports, many policies. */
export interface Cluster {
  readonly namespaces: readonly Manifest[];
  readonly workloads: readonly { readonly name: string; readonly manifest: Manifest; readonly pod: NaivePod }[];
  readonly policies: readonly Manifest[];
}

export const podRange = '10.244.0.0/16';

const blocks: readonly JsonObject[] = [
  { cidr: '0.0.0.0/0' },
  { cidr: '0.0.0.0/0', except: [podRange] },
  { cidr: '10.244.128.0/17' },
  { cidr: '203.0.113.0/24' },
];
/** Those of the blocks that overlap the pods' range, as the naive evaluator writes them. */
export const blocksWithPods: readonly string[] = ['0.0.0.0/0', '10.244.128.0/17'];

export const protocols = ['TCP', 'UDP'] as const;
/** Every number around which a port of a policy begins or ends. */
export const numbers = [79, 80, 81, 8080, 8081, 9000] as const;

const namespaceNames = ['a', 'b', 'c'] as const;
const value = fc.constantFrom('1', '2');
const labels = fc.record({ tier: value, zone: value }, { requiredKeys: [] });
const expression = fc.oneof(
  fc.record({ key: fc.constantFrom('tier', 'zone'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  fc.record({
    key: fc.constantFrom('tier', 'zone'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.array(value, { minLength: 1, maxLength: 2 }),
  }),
);
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 1 }) },
  { requiredKeys: [] },
);
const namespaceSelector = fc.oneof(
  selector,
  fc.constantFrom(...namespaceNames).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
);
const peer = fc.oneof(
  { weight: 5, arbitrary: fc.record({ podSelector: selector, namespaceSelector }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.constantFrom(...blocks).map((ipBlock) => ({ ipBlock })) },
);
const port = fc.oneof(
  fc.record({ port: fc.constantFrom(80, 8080), protocol: fc.constantFrom(...protocols) }, { requiredKeys: [] }),
  fc.record({ port: fc.constant(80), endPort: fc.constantFrom(80, 8080) }),
  fc.record(
    { port: fc.constantFrom('http', 'dns'), protocol: fc.constantFrom(...protocols) },
    { requiredKeys: ['port'] },
  ),
);
const rule = (side: 'from' | 'to'): fc.Arbitrary<object> =>
  fc.record(
    { [side]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
    { requiredKeys: [] },
  );
const policySpec = fc.record(
  {
    podSelector: selector,
    policyTypes: fc.constantFrom<string[][]>(['Ingress'], ['Egress'], ['Ingress', 'Egress'], []),
    ingress: fc.array(rule('from'), { maxLength: 2 }),
    egress: fc.array(rule('to'), { maxLength: 2 }),
  },
  { requiredKeys: ['podSelector'] },
);

/** Specs of policies, each with its namespace. */
export const arbitraryPolicies = fc.array(fc.tuple(fc.constantFrom(...namespaceNames), policySpec), { maxLength: 6 });

export const arbitraryCluster: fc.Arbitrary<Cluster> = fc
  .record({
    namespaceLabels: fc.tuple(labels, labels, labels),
    workloads: fc.array(
      fc.record({ at: fc.nat({ max: 2 }), labels, http: fc.constantFrom(80, 8080), dns: fc.boolean() }),
      { minLength: 1, maxLength: 6 },
    ),
    policies: arbitraryPolicies,
  })
  .map(({ namespaceLabels, workloads, policies }) => ({
    namespaces: namespaceNames.map((name, index) => namespace(name, namespaceLabels[index])),
    workloads: workloads.map((given, index) => {
      const place = namespaceNames[given.at] ?? 'a';
      const name = `${place}/w${String(index)}`;
      const own = { app: `w${String(index)}`, ...given.labels };
      const ports = { http: given.http, ...(given.dns && { dns: '8081/UDP' }) };
      const http = { name: 'http', number: given.http, protocol: 'TCP' };
      const dns = { name: 'dns', number: 8081, protocol: 'UDP' };
      const there = { ...namespaceLabels[given.at], 'kubernetes.io/metadata.name': place };
      const pod = { namespace: place, namespaceLabels: there, labels: own, ports: given.dns ? [http, dns] : [http] };
      return { name, manifest: deployment(name, ports, given.labels), pod };
    }),
    policies: manifests(policies),
  }));

/** Policies under names that follow their order. */
export function manifests(policies: readonly (readonly [string, object])[], prefix = 'p'): readonly Manifest[] {
  return policies.map(([place, spec], index) =>
    policy(`${place}/${prefix}${String(index)}`, spec as Json as JsonObject),
  );
}
