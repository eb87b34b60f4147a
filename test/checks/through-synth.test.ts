import { ApiObject } from 'cdk8s';
import type { HostPoolSpec, Manifest, Tier } from '../../lib/assembly';
import { acknowledgementUnknown } from '../../lib/checks/findings';
import { rules } from '../../lib/checks/rules';
import { layerRules } from '../../lib/checks/rules/layers';
import { Environment, Stack, type StackProps } from '../../lib/constructs/base';
import { Ingress, KubernetesCluster, type ExistingClusterProps } from '../../lib/constructs/kubernetes';
import { Image, Microservice } from '../../lib/constructs/services';
import { Secret, type JsonObject } from '../../lib/core';
import { App, synthesizeApp } from '../../lib/program';
import { autoscaler, budget, claim, mounted, object, service, workload } from './assembly-of';
import { firstBoot } from './first-boot';

/** A small program: one environment with one cluster and one stack. */
interface Program {
  readonly tier?: Tier;
  readonly cluster?: Partial<ExistingClusterProps>;
  readonly stack?: StackProps;
  /** Plain objects in the stack, or whatever else is made there. */
  readonly objects?: readonly Manifest[] | ((stack: Stack) => void);
  /** Acknowledged on the environment. */
  readonly accepts?: readonly string[];
}

/** A program with the fault of a code, and the same program done as it should be. */
interface Case {
  readonly fault: Program;
  readonly neighbour: Program;
}

const existing: ExistingClusterProps = {
  version: '1.36',
  enforcer: 'kube-router',
  podRange: '10.244.0.0/16',
  serviceRange: '10.96.0.0/16',
  storageClasses: [{ name: 'local', default: true }],
  ingress: Ingress.gateway({ name: 'public', namespace: 'infra', podLabels: { app: 'traefik' } }),
  metrics: true,
  nodes: { count: 3, zones: ['a', 'b'] },
};

/** The codes that a program gives. */
function run({ tier = 'production', cluster, stack, objects = [], accepts = [] }: Program): readonly string[] {
  const app = new App();
  const environment = new Environment(app, 'live', { tier });
  for (const code of accepts) environment.acknowledge(code, 'It was so before.');
  KubernetesCluster.existing(environment, 'kubernetes', { ...existing, ...cluster });
  const shop = new Stack(environment, 'shop', stack);
  if (typeof objects === 'function') objects(shop);
  else for (const manifest of objects) add(shop, manifest);
  return synthesizeApp(app, { lock: false }).findings.map(({ code }) => code);
}

function add(stack: Stack, manifest: Manifest): void {
  const { kind, metadata } = manifest;
  new ApiObject(stack, `${kind}-${metadata.name}`, manifest);
}

const ubuntu: HostPoolSpec['operatingSystem'] = {
  ...{ name: 'ubuntu', release: '24.04', packages: 'apt', binaries: '/usr/local/bin', cgroup: 2, systemd: 255 },
  ...{ resolvConf: '/run/systemd/resolve/resolv.conf', network: 'networkd', security: 'apparmor' },
};
const one = (manifest: Manifest): Program => ({ objects: [manifest] });
const cart = (container: JsonObject, pod: JsonObject = {}): Program => one(workload('shop/cart', { container, pod }));
const serving = (spec: JsonObject): Program => ({ objects: [workload('shop/cart'), service('shop/cart', spec)] });
const guarded = (spec: JsonObject, replicas = 2): Program => ({
  objects: [workload('shop/cart', { spec: { replicas } }), budget('shop/cart', spec)],
});
const scaled = (spec: JsonObject, replicas?: number, container: JsonObject = {}): Program => ({
  objects: [workload('shop/cart', { container, spec: { replicas } }), autoscaler('shop/cart', spec)],
});
const ports = (...list: readonly JsonObject[]): Program => cart({ ports: list });
/** Any port, with the capability that the lower ones need. */
const listening = (containerPort: number): Program => {
  const capabilities = { drop: ['ALL'], add: ['NET_BIND_SERVICE'] };
  return cart({ ports: [{ containerPort }], securityContext: { allowPrivilegeEscalation: false, capabilities } });
};
const apart = (replicas: number, strategy: JsonObject = {}): Program => {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'cart' } } };
  const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  return one(workload('shop/cart', { spec: { replicas, strategy }, pod: { affinity } }));
};
const rolling = (maxUnavailable: number): JsonObject => ({ rollingUpdate: { maxUnavailable } });
const onDisks = (nodeSelector: JsonObject): Program => ({
  ...cart({}, { nodeSelector }),
  cluster: { nodes: { count: 3, zones: ['a', 'b'], labels: ['disktype=ssd'] } },
});
const routed = (ingress?: Ingress): Program => {
  const spec = { parentRefs: [{ name: 'public', namespace: 'infra' }], rules: [] };
  return { ...one(object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'shop/cart', { spec })), cluster: { ingress } };
};
const stored = (spec: JsonObject, isDefault = true): Program => ({
  ...one(claim('shop/data', spec)),
  cluster: { storageClasses: [{ name: 'local', default: isDefault }] },
});
const configured = (name: string): Program => ({
  objects: [
    object('v1', 'ConfigMap', 'shop/settings', { data: { a: '1' } }),
    workload('shop/cart', { pod: { volumes: [{ name: 'config', configMap: { name } }] } }),
  ],
});
const digest = `sha256:${'0'.repeat(64)}`;
const services = (declare: (one: Microservice, two: Microservice) => void): Program => ({
  objects: (shop) => {
    const image = Image.digest('registry.example.com/shop', digest);
    declare(new Microservice(shop, 'one', { image }), new Microservice(shop, 'two', { image }));
  },
});
const credentials = Secret.existing('orders', { keys: ['password'] });
const reading = (how: 'by hand' | 'by reference'): Program => ({
  objects: (shop) => {
    const image = Image.digest('registry.example.com/shop', digest);
    if (how === 'by reference')
      new Microservice(shop, 'one', { image, env: { PASSWORD: credentials.key('password') } });
    else add(shop, workload('shop/cart', { container: { envFrom: [{ secretRef: { name: 'orders' } }] } }));
  },
});
const acknowledging = (...codes: readonly string[]): Program => ({
  objects: (shop) => {
    for (const code of codes) shop.acknowledge(code, 'Upstream has tags only.');
    add(shop, workload('shop/cart', { container: { image: 'registry.example.com/cart:1.0' } }));
  },
});

const cases: Readonly<Record<string, Case>> = {
  'acknowledgement-unknown': {
    fault: acknowledging('image-without-digest', 'image-witout-digest'),
    neighbour: acknowledging('image-without-digest'),
  },
  'api-without-controller': {
    fault: { ...scaled({}), cluster: { metrics: false } },
    neighbour: scaled({}),
  },
  'autoscaler-minimum': { fault: scaled({ minReplicas: 1 }), neighbour: scaled({ minReplicas: 2 }) },
  'autoscaler-replicas': { fault: scaled({}, 4), neighbour: scaled({}) },
  'autoscaler-target': {
    fault: scaled({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'cart' } }),
    neighbour: scaled({}),
  },
  'autoscaler-without-request': {
    fault: scaled({}, undefined, { resources: { requests: { memory: '1Gi' } } }),
    neighbour: scaled({}, undefined, { resources: { requests: { memory: '1Gi', cpu: '100m' } } }),
  },
  'boot-format': {
    fault: { objects: firstBoot({ provisioning: { kind: 'ignition', spec: '3.3.0' }, operatingSystem: ubuntu }) },
    neighbour: { objects: firstBoot({ operatingSystem: ubuntu }) },
  },
  'config-reference': { fault: configured('setings'), neighbour: configured('settings') },
  'deprecated-api': {
    fault: one(object('networking.k8s.io/v1beta1', 'ServiceCIDR', 'more', { spec: { cidrs: ['10.97.0.0/16'] } })),
    neighbour: one(object('networking.k8s.io/v1', 'ServiceCIDR', 'more', { spec: { cidrs: ['10.97.0.0/16'] } })),
  },
  'disruption-budget-blocks': { fault: guarded({ minAvailable: 2 }), neighbour: guarded({ minAvailable: 1 }) },
  'disruption-budget-selects-nothing': {
    fault: guarded({ maxUnavailable: 1, selector: { matchLabels: { app: 'basket' } } }),
    neighbour: guarded({ maxUnavailable: 1 }),
  },
  'host-access': {
    fault: { ...cart({}, { hostPID: true }), ...privileged() },
    neighbour: { ...cart({}, { hostPID: false }), ...privileged() },
  },
  'ignition-version': {
    fault: { objects: firstBoot({ provisioning: { kind: 'ignition', spec: '3.5.0' } }) },
    neighbour: { objects: firstBoot({ provisioning: { kind: 'ignition', spec: '3.3.0' } }) },
  },
  'image-latest': { fault: cart({ image: 'redis' }), neighbour: cart({ image: `redis@${digest}` }) },
  'image-registry': {
    fault: { ...cart({ image: `redis@${digest}` }), cluster: { registries: ['registry.example.com'] } },
    neighbour: { ...cart({ image: `redis@${digest}` }), cluster: { registries: ['docker.io'] } },
  },
  'image-without-digest': {
    fault: cart({ image: 'redis:7.4' }),
    neighbour: { ...cart({ image: 'redis:7.4' }), tier: 'staging' },
  },
  'label-invalid': {
    fault: one(object('v1', 'ConfigMap', 'shop/settings', { metadata: { labels: { owner: 'x'.repeat(64) } } })),
    neighbour: one(object('v1', 'ConfigMap', 'shop/settings', { metadata: { labels: { owner: 'x'.repeat(63) } } })),
  },
  'namespace-default': {
    fault: one(object('v1', 'ConfigMap', 'default/settings')),
    neighbour: one(object('v1', 'ConfigMap', 'shop/settings')),
  },
  'namespace-system': {
    fault: one(object('v1', 'ConfigMap', 'kube-system/settings')),
    neighbour: one(object('v1', 'ConfigMap', 'infra/settings')),
  },
  'needs-cycle': {
    fault: services((first, second) => {
      first.needs(second);
      second.needs(first);
    }),
    neighbour: services((first, second) => first.needs(second)),
  },
  'node-label-missing': { fault: onDisks({ disktype: 'sdd' }), neighbour: onDisks({ disktype: 'ssd' }) },
  'pod-security': {
    fault: cart({ securityContext: { allowPrivilegeEscalation: false } }),
    neighbour: cart({ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }),
  },
  'pod-security-level': {
    fault: { stack: { podSecurity: 'privileged' } },
    neighbour: { stack: { podSecurity: 'baseline' } },
  },
  'port-name-duplicate': {
    fault: serving({
      ports: [
        { name: 'a', port: 80, targetPort: 8080 },
        { name: 'a', port: 81, targetPort: 8080 },
      ],
    }),
    neighbour: serving({
      ports: [
        { name: 'a', port: 80, targetPort: 8080 },
        { name: 'b', port: 81, targetPort: 8080 },
      ],
    }),
  },
  'port-privileged': { fault: ports({ containerPort: 443 }), neighbour: ports({ containerPort: 1024 }) },
  'port-ssh': { fault: listening(22), neighbour: listening(2222) },
  'probe-port': {
    fault: cart({ readinessProbe: { httpGet: { path: '/', port: 'admin' } } }),
    neighbour: cart({ readinessProbe: { httpGet: { path: '/', port: 'http' } } }),
  },
  'range-overlap': {
    fault: { cluster: { podRange: '10.96.0.0/12' } },
    neighbour: { cluster: { podRange: '10.112.0.0/12' } },
  },
  'request-above-limit': {
    fault: cart({ resources: { requests: { memory: '1Gi' }, limits: { memory: '1G' } } }),
    neighbour: cart({ resources: { requests: { memory: '1G' }, limits: { memory: '1Gi' } } }),
  },
  'resources-missing': {
    fault: cart({ resources: {} }),
    neighbour: { ...cart({ resources: {} }), tier: 'development' },
  },
  'rollout-stuck': { fault: apart(3), neighbour: apart(2) },
  'secret-bytes': {
    fault: one(object('v1', 'Secret', 'shop/orders', { stringData: { password: 'x' } })),
    neighbour: one(object('v1', 'Secret', 'shop/orders', { type: 'Opaque' })),
  },
  'secret-literal': {
    fault: cart({ env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }),
    neighbour: cart({ env: [{ name: 'DB_PASSWORD_FILE', value: '/run/secrets/db' }] }),
  },
  'secret-reference': { fault: reading('by hand'), neighbour: reading('by reference') },
  'selector-mismatch': {
    fault: one(workload('shop/cart', { spec: { selector: { matchLabels: { app: 'basket' } } } })),
    neighbour: one(workload('shop/cart', { spec: { selector: { matchLabels: { app: 'cart' } } } })),
  },
  'service-address': { fault: serving({ clusterIP: '10.97.0.9' }), neighbour: serving({ clusterIP: '10.96.0.9' }) },
  'service-port-target': {
    fault: serving({ ports: [{ port: 80, targetPort: 'htpp' }] }),
    neighbour: serving({ ports: [{ port: 80, targetPort: 'http' }] }),
  },
  'service-selects-nothing': {
    fault: serving({ selector: { app: 'basket' } }),
    neighbour: serving({ selector: { app: 'cart' } }),
  },
  'spread-impossible': { fault: apart(4), neighbour: apart(3, rolling(1)) },
  'user-data-too-large': {
    fault: { objects: firstBoot({ userDataLimit: 49_149 }, 128_000) },
    neighbour: { objects: firstBoot({ userDataLimit: 49_149 }, 64_000) },
  },
  'volume-shared': {
    fault: { objects: [workload('shop/cart', { pod: mounted('data') }), claim('shop/data')] },
    neighbour: {
      objects: [workload('shop/cart', { spec: { replicas: 1 }, pod: mounted('data') }), claim('shop/data')],
    },
  },
};

/** Further faults of a code that has many. */
const others: readonly (readonly [string, Case])[] = [
  ['api-without-controller: a route without a gateway', { fault: routed(), neighbour: routed(existing.ingress) }],
  [
    'api-without-controller: a claim of a class that is not there',
    { fault: stored({ storageClassName: 'fast' }), neighbour: stored({ storageClassName: 'local' }) },
  ],
  [
    'api-without-controller: a claim without a class',
    { fault: stored({}, false), neighbour: stored({ storageClassName: 'local' }, false) },
  ],
  [
    'api-without-controller: policies without an enforcer',
    { fault: { cluster: { enforcer: 'none' } }, neighbour: { cluster: { enforcer: 'calico' } } },
  ],
  ['rollout-stuck: one pod on one node', { fault: alone(1), neighbour: alone(2) }],
];

/** One pod that keeps apart, on a number of nodes. */
function alone(count: number): Program {
  return { ...apart(1), cluster: { nodes: { count, zones: ['a', 'b'] } } };
}

/** A stack whose level is acknowledged, so that nothing but the host is left to find. */
function privileged(): Program {
  return { stack: { podSecurity: 'privileged' } };
}

/** Those of the layers below Kubernetes stand in layers/: they need hosts. */
const ownRules = rules.filter((rule) => !layerRules.includes(rule));
const kinds = [acknowledgementUnknown, ...ownRules.flatMap((rule) => rule.kinds)];

test('every code of the room that no layer below has, has a case', () => {
  expect(Object.keys(cases)).toEqual(kinds.map(({ code }) => code).sort());
});

describe.each([...Object.entries(cases), ...others])('%s', (title, { fault, neighbour }) => {
  const code = title.replace(/:.*/, '');
  /** Codes that both programs have: the ground on which the fault stands. */
  const ground = code === 'host-access' ? ['pod-security-level'] : [];

  test('the program with the fault is told', () => {
    expect(new Set(run(fault))).toEqual(new Set([code, ...ground]));
  });

  test('its neighbour passes', () => {
    expect(run(neighbour)).toEqual(ground);
  });

  test('an acknowledgement is taken where the code has one', () => {
    const isAcknowledgeable = kinds.find((kind) => kind.code === code)?.acknowledgeable === true;
    const left = run({ ...fault, accepts: [code] });
    expect(left).toEqual(isAcknowledgeable ? ground : expect.arrayContaining(['acknowledgement-invalid', code]));
  });
});
