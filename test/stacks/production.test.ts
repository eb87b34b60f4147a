import { resourcesOf, type Assembly, type Manifest } from '../../lib/assembly';
import { isJsonObject, type Json } from '../../lib/core';
import { App } from '../../lib/program';
import { synthesize } from '../../lib/testing';
import { addEnvironments } from '../../stacks/environments';

const app = new App();
addEnvironments(app);
const synthesis = synthesize(app);
const [development, staging, production] = ['development', 'staging', 'production'].map((name) =>
  objectsOf(synthesis.assemblyOf(name)),
);

/** The objects by identity, with the namespace of a tenant written as that of a cluster of one's own. */
function objectsOf(assembly: Assembly): ReadonlyMap<string, Manifest> {
  const name = `${assembly.environment.name}-boutique`;
  return new Map(
    resourcesOf(assembly, 'object').map(({ id, spec }) => {
      return [id, JSON.parse(JSON.stringify(spec).replaceAll(`"${name}"`, '"boutique"')) as Manifest] as const;
    }),
  );
}

type Objects = ReadonlyMap<string, Manifest> | undefined;

function onlyIn(one: Objects = new Map(), other: Objects = new Map()): readonly string[] {
  return [...one.keys()].filter((id) => !other.has(id)).map((id) => id.replace(/^boutique\/[^/]+\//, ''));
}

/** Fields that differ, each with the objects that differ in it. */
function differences(before: Objects = new Map(), after: Objects = new Map()): string {
  const fields = new Map<string, string[]>();
  for (const [id, object] of before) {
    const other = after.get(id);
    if (!other) continue;
    for (const difference of fieldDifferences('', object, other)) {
      const field = `${object.kind} ${difference}`;
      fields.set(field, [...(fields.get(field) ?? []), object.metadata.name]);
    }
  }
  return [...fields].map(([field, names]) => `${field}: ${names.join(' ')}`).join('\n');
}

function fieldDifferences(field: string, before: Json | undefined, after: Json | undefined): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isAlike(before, after)) return [`${field.slice(1)} ${textOf(before)} -> ${textOf(after)}`];
  const [one, other] = [before, after].map((value) => new Map(Object.entries(value as object) as [string, Json][]));
  return [...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])].flatMap((name) =>
    fieldDifferences(`${field}.${name}`, one?.get(name), other?.get(name)),
  );
}

/** Objects, and lists of the same length, are looked into. */
function isAlike(before: Json | undefined, after: Json | undefined): boolean {
  if (Array.isArray(before) && Array.isArray(after)) return before.length === after.length;
  return isJsonObject(before) && isJsonObject(after);
}

function textOf(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'object' ? `${String(Object.keys(value ?? {}).length)} items` : String(value);
}

test('production has no simulated customers and no limits of a tenant', () => {
  expect(onlyIn(staging, production)).toMatchInlineSnapshot(`
    [
      "Deployment/loadgenerator",
      "Job/frontend-check",
      "LimitRange/limits",
      "ResourceQuota/quota",
      "ServiceAccount/frontend-check",
      "ServiceAccount/loadgenerator",
      "NetworkPolicy/frontend-check",
      "NetworkPolicy/loadgenerator",
      "RoleBinding/boutique-developers-edit",
    ]
  `);
});

test('production has an autoscaler, and a budget for every service that may lose a pod', () => {
  expect(onlyIn(production, staging)).toMatchInlineSnapshot(`
    [
      "_cluster/core/Namespace/kube-flannel",
      "HorizontalPodAutoscaler/frontend",
      "PodDisruptionBudget/adservice",
      "PodDisruptionBudget/cartservice",
      "PodDisruptionBudget/checkoutservice",
      "PodDisruptionBudget/currencyservice",
      "PodDisruptionBudget/emailservice",
      "PodDisruptionBudget/frontend",
      "PodDisruptionBudget/paymentservice",
      "PodDisruptionBudget/productcatalogservice",
      "PodDisruptionBudget/recommendationservice",
      "PodDisruptionBudget/shippingservice",
      "RoleBinding/boutique-operators-view",
      "kube-flannel/apps/DaemonSet/kube-flannel-ds",
      "kube-flannel/core/ConfigMap/kube-flannel-cfg",
      "kube-flannel/core/ServiceAccount/flannel",
      "kube-flannel/rbac.authorization.k8s.io/ClusterRole/flannel",
      "kube-flannel/rbac.authorization.k8s.io/ClusterRoleBinding/flannel",
      "kube-system/apiregistration.k8s.io/APIService/v1beta1.metrics.k8s.io",
      "kube-system/apps/DaemonSet/kube-router",
      "kube-system/apps/Deployment/metrics-server",
      "kube-system/core/Service/metrics-server",
      "kube-system/core/ServiceAccount/kube-router",
      "kube-system/core/ServiceAccount/metrics-server",
      "kube-system/policy/PodDisruptionBudget/metrics-server",
      "kube-system/rbac.authorization.k8s.io/ClusterRole/kube-router",
      "kube-system/rbac.authorization.k8s.io/ClusterRole/system:aggregated-metrics-reader",
      "kube-system/rbac.authorization.k8s.io/ClusterRole/system:metrics-server",
      "kube-system/rbac.authorization.k8s.io/ClusterRoleBinding/kube-router",
      "kube-system/rbac.authorization.k8s.io/ClusterRoleBinding/metrics-server:system:auth-delegator",
      "kube-system/rbac.authorization.k8s.io/ClusterRoleBinding/system:metrics-server",
      "kube-system/rbac.authorization.k8s.io/RoleBinding/metrics-server-auth-reader",
    ]
  `);
});

test('production differs in its size, its host name, and in who dials the frontend', () => {
  expect(differences(staging, production)).toMatchInlineSnapshot(`
    "Deployment spec.replicas 1 -> 2: adservice cartservice checkoutservice currencyservice emailservice paymentservice productcatalogservice recommendationservice shippingservice
    Deployment spec.replicas 1 -> nothing: frontend
    Service spec.ports.0.nodePort 31620 -> 32230: frontend-exposed
    NetworkPolicy spec.ingress.0.from 5 items -> 3 items: frontend"
  `);
});

test('development and staging differ in their host names', () => {
  expect([onlyIn(development, staging), onlyIn(staging, development)]).toEqual([[], []]);
  expect(differences(development, staging)).toMatchInlineSnapshot(
    `"Service spec.ports.0.nodePort 31722 -> 31620: frontend-exposed"`,
  );
});
