import {
  apiGroup,
  assemblySchema,
  clusterStack,
  objectId,
  plinthId,
  type Acknowledgement,
  type Assembly,
  type ClusterFacts,
  type ComponentSpec,
  type Manifest,
  type NetworkFlowSpec,
  type Resource,
  type SecretSpec,
} from '../../../lib/assembly';
import type { Json, JsonObject } from '../../../lib/core';

/** An object and the component that makes it, `<stack>/<component>`; by default it belongs to the stack of its namespace. */
export interface Placed {
  readonly manifest: Manifest;
  readonly owner?: string;
}

interface Parts {
  readonly cluster?: Partial<ClusterFacts>;
  readonly flows?: Readonly<Record<string, NetworkFlowSpec>>;
  readonly components?: Readonly<Record<string, ComponentSpec>>;
  readonly secrets?: readonly SecretSpec[];
  readonly acknowledgements?: readonly Acknowledgement[];
  readonly versions?: Readonly<Record<string, string>>;
}

const cluster: ClusterFacts = {
  name: 'kubernetes',
  version: '1.36',
  enforcer: 'kube-router',
  podRange: '10.244.0.0/16',
  storageClasses: [],
  ingress: { kind: 'gateway', name: 'public', namespace: 'infra', podLabels: { app: 'traefik' } },
  metrics: true,
  dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
};

/** An assembly by hand: objects in any order, whose stacks are called like their namespaces. */
export function assemblyOf(objects: readonly (Manifest | Placed)[], parts: Parts = {}): Assembly {
  const facts = { ...cluster, ...parts.cluster };
  const resources: Resource[] = [
    {
      id: plinthId(clusterStack, 'kubernetes-cluster', facts.name),
      kind: 'kubernetes-cluster',
      owner: '',
      stack: clusterStack,
      spec: facts,
    },
    ...objects.map(placed),
    ...Object.entries(parts.flows ?? {}).map(([name, spec]): Resource => {
      return { id: plinthId('shop', 'network-flow', name), kind: 'network-flow', owner: 'shop', stack: 'shop', spec };
    }),
    ...Object.entries(parts.components ?? {}).map(([name, spec]): Resource => {
      return { id: plinthId('shop', 'component', name), kind: 'component', owner: `shop/${name}`, stack: 'shop', spec };
    }),
    ...(parts.secrets ?? []).map((spec): Resource => {
      const stack = spec.namespace;
      return { id: plinthId(stack, 'secret', spec.name), kind: 'secret', owner: stack, stack, spec };
    }),
  ];
  return {
    schema: assemblySchema,
    environment: { name: 'production', tier: 'production', versions: parts.versions ?? {} },
    resources: Object.fromEntries(resources.sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => [one.id, one])),
    edges: [],
    acknowledgements: parts.acknowledgements ?? [],
  };
}

function placed(given: Manifest | Placed): Resource {
  const { manifest, owner }: Placed = 'manifest' in given ? (given as Placed) : { manifest: given };
  const { apiVersion, kind, metadata } = manifest;
  const namespace = metadata['namespace'];
  const stack = typeof namespace === 'string' ? namespace : clusterStack;
  const id = objectId({ stack, group: apiGroup(apiVersion), kind, name: metadata.name });
  const own = kind === 'Namespace' ? metadata.name : stack === clusterStack ? '' : stack;
  return { id, kind: 'object', owner: owner ?? own, stack, spec: manifest };
}

/** An object; `name` is `<namespace>/<name>`, or the name of something that has no namespace. */
export function object(apiVersion: string, kind: string, name: string, rest: JsonObject = {}): Manifest {
  const [first = '', second] = name.split('/');
  const { labels, ...body } = rest;
  const metadata = {
    name: second ?? first,
    ...(second !== undefined && { namespace: first }),
    ...(labels !== undefined && { labels }),
  };
  return { apiVersion, kind, metadata, ...body };
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  return object('v1', 'Namespace', name, { labels });
}

/** A deployment whose pods are labelled `app: <name>` and more, with its ports by name. */
export function deployment(
  name: string,
  ports: Readonly<Record<string, number | string>> = {},
  labels: Readonly<Record<string, string>> = {},
  pod: JsonObject = {},
): Manifest {
  const [, app = ''] = name.split('/');
  const containerPorts = Object.entries(ports).map(([port, given]): Json => {
    const [number, protocol] = String(given).split('/');
    return { name: port, containerPort: Number(number), ...(protocol !== undefined && { protocol }) };
  });
  const container = { name: 'main', image: `registry.example.com/${app}:1`, ports: containerPorts };
  const spec = { template: { metadata: { labels: { app, ...labels } }, spec: { containers: [container], ...pod } } };
  return object('apps/v1', 'Deployment', name, { spec });
}

export function policy(name: string, spec: JsonObject): Manifest {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec });
}

/** Selects what is labelled `app: <name>`. */
export function app(name: string): JsonObject {
  return { matchLabels: { app: name } };
}
