import fc from 'fast-check';
import {
  apiGroup,
  assemblySchema,
  clusterStack,
  hostFilePath,
  hostStack,
  manifestPath,
  objectId,
  placedName,
  plinthId,
  resourceKinds,
  type Acknowledgement,
  type Assembly,
  type ClusterFacts,
  type Edge,
  type LayerKind,
  type Manifest,
  type Resource,
  type ResourceKind,
} from '../../lib/assembly';
import { deepFreeze, type Json, type JsonObject } from '../../lib/core';
import { trickyJson, trickyString } from '../assembly/yaml/tricky-json';
import { arbitrarySpec, nameOnHost } from './arbitrary-layers';
import { maybe, merged, type Drawn } from './drawn';

type Of<K extends ResourceKind> = Extract<Resource, { kind: K }>;

const label = fc.constantFrom('a', 'b', 'cart', 'orders-rw', 'x9');
const stackName = fc.constantFrom('shop', 'data', clusterStack);
const namespace = fc.constantFrom('shop', 'data', 'staging-shop', 'elsewhere');
const labels: Drawn<Readonly<Record<string, string>>> = fc.dictionary(
  fc.constantFrom('app', 'app.kubernetes.io/name'),
  trickyString,
  { maxKeys: 2 },
);
const portNumber = fc.integer({ min: 1, max: 65535 });
const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
const componentId = fc.tuple(stackName, label).map(([stack, name]) => plinthId(stack, 'component', name));
const addOn = fc.record({ namespace, podLabels: labels });
const facts: Drawn<ClusterFacts> = merged(
  fc.record({
    name: label,
    version: fc.constantFrom('1.34', '1.35', '1.36'),
    enforcer: fc.constantFrom('calico', 'cilium', 'kube-router', 'kube-network-policies', 'antrea', 'none'),
    storageClasses: fc.array(
      merged(
        fc.record({ name: label }),
        maybe('default', fc.boolean()),
        maybe('expandable', fc.boolean()),
        maybe('readWriteMany', fc.boolean()),
      ),
      { maxLength: 2 },
    ),
    ingress: fc.oneof(
      fc.constant({ kind: 'none' as const }),
      merged(
        fc.record({ kind: fc.constant('gateway' as const), name: label, namespace, podLabels: labels }),
        maybe('className', label),
      ),
      fc.record({
        kind: fc.constant('host-load-balancer' as const),
        from: fc.array(fc.constant('10.20.0.11/32'), { maxLength: 2 }),
      }),
    ),
    metrics: fc.boolean(),
    dns: addOn,
  }),
  maybe('podRange', fc.constantFrom('10.244.0.0/16', 'fd00::/56')),
  maybe('serviceRange', fc.constantFrom('10.96.0.0/16')),
  maybe('apiServer', fc.array(fc.constantFrom('10.0.0.1/32'), { maxLength: 2 })),
  maybe('registries', fc.array(trickyString, { maxLength: 2 })),
  maybe(
    'nodes',
    merged(
      fc.record({ count: fc.nat(100), zones: fc.array(label, { maxLength: 2 }) }),
      maybe('labels', fc.array(label, { maxLength: 2 })),
    ),
  ),
  maybe('monitoring', addOn),
) as Drawn<ClusterFacts>;

const actions = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('start', 'stop', 'restart', 'reload', 'enable', 'disable'), unit: label }),
    fc.record({ kind: fc.constantFrom('daemon-reload', 'drain', 'uncordon', 'reboot', 'deliver') }),
    merged(
      fc.record({ kind: fc.constant('run'), command: fc.array(trickyString, { maxLength: 2 }) }),
      maybe('creates', trickyString),
    ),
  ),
  { maxLength: 2 },
);
const onHosts = fc.record({
  on: fc.array(fc.constantFrom({ pool: 'control' }, { pool: 'control', host: 'control-1' }), { maxLength: 2 }),
  procedures: fc.record({
    ...{ install: actions, reconfigure: actions, upgrade: actions, remove: actions },
    atOnce: fc.constantFrom(1, 2, 'all'),
  }),
});

const spec = {
  component: merged(
    fc.record({
      type: fc.constantFrom(
        'microservice',
        'job',
        'cron-job',
        'postgres-cluster',
        'redis-cache',
        'external-service',
        'workload',
        'add-on',
        'host-service',
      ),
      ports: fc.array(
        merged(
          fc.record({ name: label, number: portNumber, protocol }),
          maybe('service', fc.record({ name: label, port: portNumber })),
        ),
        { maxLength: 2 },
      ),
      readiness: fc.oneof(
        fc.record({ kind: fc.constantFrom('rollout' as const, 'complete' as const), object: trickyString }),
        fc.record({ kind: fc.constant('units' as const), units: fc.array(label, { maxLength: 2 }) }),
        fc.record({
          kind: fc.constant('command' as const),
          command: fc.array(trickyString, { maxLength: 2 }),
          timeoutSeconds: fc.nat(),
        }),
        fc.constant({ kind: 'none' as const }),
      ),
      disruption: fc.oneof(
        fc.record({ kind: fc.constant('max-unavailable' as const), members: fc.nat(9), maxUnavailable: fc.nat(3) }),
        fc.record({ kind: fc.constant('quorum' as const), members: fc.nat(9) }),
        fc.constant({ kind: 'single' as const }),
      ),
      procedures: fc.record({
        install: fc.constant('apply' as const),
        update: fc.constantFrom('apply', 'rolling-restart', 'restart-with-gap', 'replace-object'),
        remove: fc.constantFrom('delete', 'retain'),
      }),
    }),
    maybe('pods', merged(fc.record({ namespace, labels }), maybe('runtimeLabels', fc.array(label, { maxLength: 2 })))),
    maybe('hosts', onHosts),
  ),
  'kubernetes-cluster': facts,
  'network-flow': merged(
    fc.record({
      from: fc.oneof(
        componentId.map((id) => ({ kind: 'component' as const, id })),
        merged(
          fc.record({ kind: fc.constant('cidr' as const), cidr: fc.constant('10.0.0.0/8') }),
          maybe('except', fc.array(fc.constant('10.1.0.0/16'), { maxLength: 1 })),
        ),
      ),
      to: fc.record({
        kind: fc.constant('pods' as const),
        name: trickyString,
        namespaceLabels: labels,
        podLabels: labels,
      }),
      ports: fc.array(fc.record({ number: portNumber, protocol }), { maxLength: 2 }),
      reason: trickyString,
    }),
    maybe('exposes', fc.array(trickyString, { maxLength: 2 })),
  ),
  object: fc
    .tuple(
      fc.constantFrom(
        ['v1', 'ConfigMap'],
        ['v1', 'Namespace'],
        ['apps/v1', 'Deployment'],
        ['example.com/v1', 'Thing'],
        ['rbac.authorization.k8s.io/v1', 'Role'],
      ),
      fc.constantFrom('a', 'cart', 'system:reader', 'orders.v2'),
      fc.option(namespace, { nil: undefined }),
      labels,
      fc.dictionary(fc.constantFrom('spec', 'data', 'rules', 'value'), trickyJson, { maxKeys: 2 }),
    )
    .map(([[apiVersion, kind], name, where, some, rest]): Manifest => {
      const metadata = {
        name,
        ...(where !== undefined && { namespace: where }),
        ...(Object.keys(some).length > 0 && { labels: some }),
      };
      return { apiVersion, kind, metadata, ...rest };
    }),
  secret: merged(
    fc.record({
      name: label,
      namespace,
      maker: fc.constantFrom('generatedAtApply', 'existing', 'externalSecret'),
      keys: fc.dictionary(
        label,
        fc.oneof(
          fc.constant('given' as const),
          fc.record({ random: fc.record({ length: fc.nat(64) }) }),
          fc.record({ template: trickyString }),
        ),
        { maxKeys: 2 },
      ),
      usedBy: fc.uniqueArray(componentId, { maxLength: 2 }),
    }),
    maybe('from', trickyString),
  ),
} satisfies { readonly [K in Exclude<ResourceKind, LayerKind>]: Drawn<unknown> };

/** Everything on hosts has its place in its name. */
const layers = Object.fromEntries(
  (Object.keys(arbitrarySpec) as LayerKind[]).map((kind) => [
    kind,
    fc
      .tuple(arbitrarySpec[kind] as Drawn<object>, label, fc.constantFrom('_hosts/control', '_hosts/etcd'))
      .map(([one, other, by]) => {
        const where = nameOnHost(one);
        const id = plinthId(hostStack, kind, where ? placedName(where.on, where.what) : other);
        return { id, kind, owner: by, stack: hostStack, spec: one };
      }),
  ]),
);

/** One resource of each kind: a kind that is missing here does not compile. */
const resource: { readonly [K in ResourceKind]: Drawn<Of<K>> } = {
  component: placed('component', spec.component as Drawn<Of<'component'>['spec']>),
  'kubernetes-cluster': placed('kubernetes-cluster', spec['kubernetes-cluster']),
  'network-flow': placed('network-flow', spec['network-flow'] as Drawn<Of<'network-flow'>['spec']>),
  object: fc.tuple(stackName, owner(), spec.object).map(([stack, by, manifest]) => {
    const { namespace: where, name } = manifest.metadata as { readonly name: string; readonly namespace?: string };
    const scoped = where === undefined || where === stack ? name : `${name}@${where}`;
    const id = objectId({ stack, group: apiGroup(manifest.apiVersion), kind: manifest.kind, name: scoped });
    return { id, kind: 'object', owner: by, stack, spec: manifest };
  }),
  secret: placed('secret', spec.secret as Drawn<Of<'secret'>['spec']>),
  ...(layers as { readonly [K in LayerKind]: Drawn<Of<K>> }),
};

function owner(): Drawn<string> {
  return fc.constantFrom('', 'shop', 'shop/cart', 'data/orders');
}

function placed<K extends ResourceKind>(kind: K, specs: Drawn<Of<K>['spec']>): Drawn<Of<K>> {
  const base = merged(
    fc.record({ stack: stackName, name: label, owner: owner() }),
    maybe('renamedFrom', componentId),
  ) as Drawn<{
    readonly stack: string;
    readonly name: string;
    readonly owner: string;
    readonly renamedFrom?: string;
  }>;
  return fc.tuple(base, specs).map(([{ name, stack, ...rest }, one]) => {
    return { id: plinthId(stack, kind, name), kind, stack, ...rest, spec: one } as unknown as Of<K>;
  });
}

const edge: Drawn<Edge> = merged(
  fc.record({ kind: fc.constantFrom('needs', 'calls'), from: componentId, to: componentId }),
  maybe('port', fc.record({ name: label, number: portNumber, protocol })),
  maybe('grant', fc.dictionary(label, trickyJson, { maxKeys: 2 })),
) as Drawn<Edge>;

const acknowledgement: Drawn<Acknowledgement> = fc.record({ code: label, on: owner(), reason: trickyString });

/** Any assembly of an environment with a name: of no resource, or of several of any kinds, with identities and files of their own. */
export function arbitraryAssembly(name = 'production'): Drawn<Assembly> {
  const resources = fc.uniqueArray(fc.oneof(...resourceKinds.map((kind): Drawn<Resource> => resource[kind])), {
    maxLength: 7,
    selector: placeOf,
  });
  const environment = merged(
    fc.record({
      name: fc.constant(name),
      tier: fc.constantFrom('production', 'staging', 'development'),
      versions: fc.dictionary(label, trickyString, { maxKeys: 2 }),
    }),
    maybe('tenancy', fc.record({ environment: label, facts })),
  ) as Drawn<Assembly['environment']>;
  return fc
    .record({
      environment,
      resources,
      edges: fc.array(edge, { maxLength: 3 }),
      acknowledgements: fc.array(acknowledgement, { maxLength: 3 }),
    })
    .map((parts) => assemblyOf(parts));
}

/** The file of what has one of its own, otherwise the identity. */
function placeOf({ id, kind }: Resource): string {
  if (kind === 'object') return manifestPath(id).toLowerCase();
  return kind === 'file' || kind === 'unit' ? hostFilePath(id).toLowerCase() : id;
}

interface Parts {
  readonly environment: Assembly['environment'];
  readonly resources: readonly Resource[];
  readonly edges: readonly Edge[];
  readonly acknowledgements: readonly Acknowledgement[];
}

function assemblyOf({ environment, resources, edges, acknowledgements }: Parts): Assembly {
  const sorted = [...resources].sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => [one.id, one] as const);
  return deepFreeze({
    schema: assemblySchema,
    environment,
    resources: Object.fromEntries(sorted),
    edges,
    acknowledgements,
  });
}

/** An assembly, and a modification of it: one thing more, less or otherwise. Near misses are where differences are overlooked. */
export const assemblyAndModification: Drawn<readonly [Assembly, Assembly]> = fc
  .tuple(
    arbitraryAssembly(),
    arbitraryAssembly(),
    fc.nat(),
    fc.constantFrom('add', 'remove', 'replace', 'edge', 'acknowledge', 'environment', 'body'),
  )
  .map(([a, other, at, what]) => [a, modified(a, other, at, what)] as const);

type What = 'add' | 'remove' | 'replace' | 'edge' | 'acknowledge' | 'environment' | 'body';

function modified(a: Assembly, other: Assembly, at: number, what: What): Assembly {
  const all = Object.values(a.resources);
  const one = all[at % Math.max(1, all.length)];
  const parts = { ...a, resources: all };
  switch (what) {
    case 'add': {
      const places = new Set(all.map(placeOf));
      const more = Object.values(other.resources).filter((each) => !places.has(placeOf(each)));
      return assemblyOf({ ...parts, resources: [...all, ...more.slice(0, 1)] });
    }
    case 'remove':
      return assemblyOf({ ...parts, resources: all.filter((each) => each !== one) });
    case 'replace':
      return assemblyOf({
        ...parts,
        resources: all.map((each) => (each === one ? { ...each, owner: `${each.owner}x` } : each)),
      });
    case 'body':
      return assemblyOf({ ...parts, resources: all.map((each) => (each === one ? withOtherBody(each) : each)) });
    case 'edge':
      return assemblyOf({ ...parts, edges: a.edges.length > 0 ? a.edges.slice(1) : other.edges });
    case 'acknowledge':
      return assemblyOf({
        ...parts,
        acknowledgements: a.acknowledgements.map((each) => ({ ...each, reason: `${each.reason}.` })),
      });
    case 'environment':
      return assemblyOf({
        ...parts,
        environment: { ...a.environment, versions: { ...a.environment.versions, extra: 'v1' } },
      });
  }
}

/** The same resource with the first scalar of its body as another type: `1` and `"1"` are a classic near miss. */
function withOtherBody(resource: Resource): Resource {
  let done = false;
  const changed = (value: Json): Json => {
    if (done) return value;
    if (Array.isArray(value)) return (value as readonly Json[]).map(changed);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value as JsonObject).map(([key, member]) => [key, changed(member)]));
    }
    done = true;
    return typeof value === 'string' ? `${value} ` : String(value);
  };
  if (resource.kind === 'file') {
    const { body } = resource.spec;
    if (body.format !== 'json' && body.format !== 'text') return resource;
    return { ...resource, spec: { ...resource.spec, body: { ...body, value: changed(body.value) } as typeof body } };
  }
  if (resource.kind !== 'object') return resource;
  const { apiVersion, kind, metadata, ...rest } = resource.spec;
  return { ...resource, spec: { apiVersion, kind, metadata, ...(changed(rest) as JsonObject) } };
}
