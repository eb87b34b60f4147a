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
  type Edge,
  type Manifest,
  type Provenance,
  type Resource,
  type SecretSpec,
  type Tier,
} from '../../lib/assembly';
import { check } from '../../lib/checks';
import type { Finding, Json, JsonObject } from '../../lib/core';

export interface Parts {
  /** @default 'production' */
  readonly tier?: Tier;
  /** What differs from a cluster that has everything; undefined members are taken out. */
  readonly cluster?: { readonly [K in keyof ClusterFacts]?: ClusterFacts[K] | undefined };
  /** Whether the cluster is another environment's. @default false */
  readonly isTenant?: boolean;
  readonly components?: Readonly<Record<string, ComponentSpec>>;
  readonly secrets?: readonly SecretSpec[];
  readonly edges?: readonly Edge[];
  readonly acknowledgements?: readonly Acknowledgement[];
}

const cluster: ClusterFacts = {
  name: 'kubernetes',
  version: '1.36',
  enforcer: 'kube-router',
  podRange: '10.244.0.0/16',
  serviceRange: '10.96.0.0/16',
  storageClasses: [
    { name: 'local', default: true },
    { name: 'shared', readWriteMany: true },
  ],
  ingress: { kind: 'gateway', name: 'public', namespace: 'infra', podLabels: { app: 'traefik' } },
  metrics: true,
  dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
};

/** An assembly by hand. Objects belong to the stack that is called like their namespace; `shop` is there already. */
export function assemblyOf(objects: readonly Manifest[], parts: Parts = {}): Assembly {
  const given = Object.entries<unknown>({ ...cluster, ...parts.cluster }).filter(([, value]) => value !== undefined);
  const facts = Object.fromEntries(given) as unknown as ClusterFacts;
  const own: Resource = {
    id: plinthId(clusterStack, 'kubernetes-cluster', facts.name),
    kind: 'kubernetes-cluster',
    owner: '',
    stack: clusterStack,
    spec: facts,
  };
  const named = objects.some((one) => one.kind === 'Namespace' && one.metadata.name === 'shop');
  const resources: Resource[] = [
    ...(parts.isTenant === true ? [] : [own]),
    ...[...(named ? [] : [namespace('shop')]), ...objects].map(placed),
    ...Object.entries(parts.components ?? {}).map(([name, spec]): Resource => {
      return { id: plinthId('shop', 'component', name), kind: 'component', owner: `shop/${name}`, stack: 'shop', spec };
    }),
    ...(parts.secrets ?? []).map((spec): Resource => {
      return { id: plinthId('shop', 'secret', spec.name), kind: 'secret', owner: 'shop', stack: 'shop', spec };
    }),
  ];
  return {
    schema: assemblySchema,
    environment: {
      name: 'live',
      tier: parts.tier ?? 'production',
      ...(parts.isTenant === true && { tenancy: { environment: 'shared', facts } }),
      versions: {},
    },
    resources: Object.fromEntries(resources.sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => [one.id, one])),
    edges: parts.edges ?? [],
    acknowledgements: parts.acknowledgements ?? [],
  };
}

function placed(manifest: Manifest): Resource {
  const { apiVersion, kind, metadata } = manifest;
  const given = metadata['namespace'];
  const stack = typeof given === 'string' ? given : clusterStack;
  const id = objectId({ stack, group: apiGroup(apiVersion), kind, name: metadata.name });
  const owner = kind === 'Namespace' ? metadata.name : stack === clusterStack ? '' : `${stack}/${metadata.name}`;
  return { id, kind: 'object', owner, stack, spec: manifest };
}

/** Where everything was declared: by identity, ten lines apart. */
export function provenanceOf({ resources }: Assembly): Provenance {
  const entries = Object.keys(resources).map((id, index) => {
    return [id, { path: `live/${id}`, source: `stacks/shop.ts:${(index + 1) * 10}` }] as const;
  });
  return Object.fromEntries(entries);
}

/** An object; `name` is `<namespace>/<name>`, or the name of something that has no namespace. */
export function object(apiVersion: string, kind: string, name: string, body: JsonObject = {}): Manifest {
  const [first = '', second] = name.split('/');
  const { metadata, ...rest } = body;
  const head = { name: second ?? first, ...(second !== undefined && { namespace: first }) };
  return { apiVersion, kind, metadata: { ...head, ...(metadata as JsonObject | undefined) }, ...rest };
}

export function namespace(name: string, level = 'restricted'): Manifest {
  const labels = { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/enforce-version': 'v1.36' };
  return object('v1', 'Namespace', name, { metadata: { labels } });
}

/** What differs from a workload that has nothing wrong with it; undefined members are taken out. */
export interface WorkloadParts {
  readonly kind?: string;
  readonly spec?: Loose;
  readonly pod?: Loose;
  readonly container?: Loose;
  readonly labels?: Readonly<Record<string, string>>;
}
type Loose = Readonly<Record<string, Json | undefined>>;

/** A Deployment, or another kind with a pod template, whose pods are labelled `app: <name>`. */
export function workload(name: string, parts: WorkloadParts = {}): Manifest {
  const { kind = 'Deployment' } = parts;
  const [, app = ''] = name.split('/');
  const labels = { app, ...parts.labels };
  const container = changed(
    {
      name: 'main',
      image: `registry.example.com/${app}:1.0@sha256:${'0'.repeat(64)}`,
      ports: [{ name: 'http', containerPort: 8080 }],
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
    parts.container,
  );
  const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  const pod = changed({ containers: [container], securityContext }, parts.pod);
  if (kind === 'Pod') return object('v1', kind, name, { metadata: { labels }, spec: pod });
  const template = { metadata: { labels }, spec: pod };
  if (kind === 'CronJob') {
    return object('batch/v1', kind, name, { spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } } });
  }
  const own: Loose = {
    replicas: ['DaemonSet', 'Job'].includes(kind) ? undefined : 2,
    selector: kind === 'Job' ? undefined : { matchLabels: { app } },
    template,
  };
  return object(kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, name, { spec: changed(own, parts.spec) });
}

function changed(base: Loose, by: Loose = {}): JsonObject {
  const entries = Object.entries({ ...base, ...by }).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** A Service of the pods labelled `app: <name>`. */
export function service(name: string, spec: JsonObject = {}): Manifest {
  const [, app = ''] = name.split('/');
  const own = { selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] };
  return object('v1', 'Service', name, { spec: { ...own, ...spec } });
}

/** An autoscaler of the Deployment of the same name. */
export function autoscaler(name: string, spec: JsonObject = {}): Manifest {
  const [, app = ''] = name.split('/');
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: app };
  const target = { type: 'Utilization', averageUtilization: 70 };
  const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
  const own = { scaleTargetRef, minReplicas: 3, maxReplicas: 10, metrics };
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', name, { spec: { ...own, ...spec } });
}

/** A PodDisruptionBudget of the pods labelled `app: <name>`. */
export function budget(name: string, spec: JsonObject): Manifest {
  const [, app = ''] = name.split('/');
  return object('policy/v1', 'PodDisruptionBudget', name, { spec: { selector: { matchLabels: { app } }, ...spec } });
}

export function claim(name: string, spec: JsonObject = {}): Manifest {
  const own = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  return object('v1', 'PersistentVolumeClaim', name, { spec: { ...own, ...spec } });
}

/** A volume of a pod that is a claim. */
export function mounted(claimName: string): JsonObject {
  return { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] };
}

/** The findings of a code as people read them, with sources; empty when there are none. */
export function found(code: string, objects: readonly Manifest[], parts: Parts = {}): string {
  const assembly = assemblyOf(objects, parts);
  return printed(check(assembly, provenanceOf(assembly)).filter((one) => one.code === code));
}

/** The codes that are found, each once. */
export function codes(objects: readonly Manifest[], parts: Parts = {}): readonly string[] {
  return [...new Set(check(assemblyOf(objects, parts)).map(({ code }) => code))];
}

export function printed(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, code, path, source = 'nowhere', detail, fix }) => {
      return `${severity} ${code}\nat  ${path} ${source}\nwhy ${detail}\nfix ${fix}`;
    })
    .join('\n\n');
}
