import { Size } from 'cdk8s';
import type { Json, JsonObject } from '../../core';
import { report } from '../../core';
import { tenantWithoutQuota } from './findings';
import { KubernetesObject } from './kubernetes-object';
import type { ContainerLimits, Quota, Team } from './namespace-props';
import { cpuQuantity, memoryQuantity } from './quantity';
import type { Stack } from './stack';

/** What a container of a tenant gets that asks for nothing: without a limit one pod could starve the other tenants. */
const tenantLimits: ContainerLimits = {
  defaultCpuRequest: '100m',
  defaultMemoryRequest: Size.mebibytes(128),
  defaultMemoryLimit: Size.mebibytes(256),
};

/** The objects that make a stack's namespace what its settings say. */
export function addNamespaceObjects(stack: Stack): void {
  const { environment, settings, namespace } = stack;
  const { podSecurity = 'restricted', network = 'isolated', quota, teams = [], imagePullSecrets = [] } = settings;
  const limits = settings.limits ?? (environment.isTenant ? tenantLimits : undefined);
  new KubernetesObject(stack, 'namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    name: namespace,
    labels: () => ({
      'pod-security.kubernetes.io/enforce': podSecurity,
      // Pinned, so that a cluster upgrade alone never changes which pods are admitted.
      ...(environment.tryCluster && {
        'pod-security.kubernetes.io/enforce-version': `v${environment.tryCluster.facts.version}`,
      }),
    }),
    body: () => ({}),
  });
  if (network === 'isolated') addIsolation(stack);
  if (quota) addQuota(stack, quota);
  else if (environment.isTenant) {
    report(
      stack,
      tenantWithoutQuota,
      `The namespace "${namespace}" is in the shared cluster "${environment.cluster.node.path}" and may use all of it.`,
      'Give the stack or its environment a quota: namespaces: { quota: { cpu, memory } }, or acknowledge why none is needed.',
    );
  }
  if (limits) addLimits(stack, limits);
  for (const team of teams) addTeam(stack, team);
  if (imagePullSecrets.length > 0) {
    new KubernetesObject(stack, 'default-service-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      name: 'default',
      body: () => ({
        imagePullSecrets: imagePullSecrets.map(({ name }) => ({ name })),
        automountServiceAccountToken: false,
      }),
    });
  }
}

function addIsolation(stack: Stack): void {
  policy(stack, 'default-deny', () => ({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }));
  policy(stack, 'allow-dns', () => {
    const dns = stack.environment.tryCluster?.facts.dns;
    return {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': dns?.namespace ?? 'kube-system' } },
              podSelector: { matchLabels: dns?.podLabels ?? { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    };
  });
}

function policy(stack: Stack, name: string, spec: () => JsonObject): void {
  const body = (): JsonObject => ({ spec: spec() });
  new KubernetesObject(stack, name, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, body });
}

function addQuota(stack: Stack, quota: Quota): void {
  const hard: Record<string, Json> = {
    'requests.cpu': cpuQuantity(quota.cpu),
    'requests.memory': memoryQuantity(quota.memory),
    'limits.memory': memoryQuantity(quota.memory),
    ...(quota.pods !== undefined && { pods: String(quota.pods) }),
    ...(quota.storage && { 'requests.storage': memoryQuantity(quota.storage) }),
  };
  const body = (): JsonObject => ({ spec: { hard } });
  new KubernetesObject(stack, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', name: 'quota', body });
}

function addLimits(stack: Stack, limits: ContainerLimits): void {
  const defaultRequest = {
    cpu: cpuQuantity(limits.defaultCpuRequest),
    memory: memoryQuantity(limits.defaultMemoryRequest),
  };
  const limit = { type: 'Container', default: { memory: memoryQuantity(limits.defaultMemoryLimit) }, defaultRequest };
  const body = (): JsonObject => ({ spec: { limits: [limit] } });
  new KubernetesObject(stack, 'limits', { apiVersion: 'v1', kind: 'LimitRange', name: 'limits', body });
}

function addTeam(stack: Stack, team: Team): void {
  const access = team.access ?? (stack.environment.tier === 'production' ? 'view' : 'edit');
  const name = `${team.group.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${access}`;
  new KubernetesObject(stack, `team-${name}`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    name,
    body: () => ({
      subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: team.group }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: access },
    }),
  });
}
