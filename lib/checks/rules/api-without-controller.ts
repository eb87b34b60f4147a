import { type ClusterFacts, clusterStack, namespaceOf, type ObjectResource } from '../../assembly';
import { counted, nearestName, objectsAt, textAt } from '../../core';
import { quoted } from '../facts/text';
import type { Rule, RuleContext } from '../rule';
import { isOnHosts } from '../facts/layers';
import { checkClaims } from './storage-classes';
import { apiWithoutController } from './api-without-controller-kind';

const gatewayGroup = 'gateway.networking.k8s.io';
const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Objects that the API server takes and that nothing in the cluster would act on. */
export const controllers: Rule = {
  kinds: [apiWithoutController],
  check: (context) => {
    const { cluster } = context;
    if (!cluster) return;
    checkMetrics(context, cluster);
    checkGateways(context, cluster);
    checkIngresses(context);
    checkPolicies(context, cluster);
    checkClaims(context, cluster);
  },
};

function checkMetrics({ assembly, clusterTitle, objects, report, title }: RuleContext, cluster: ClusterFacts): void {
  if (cluster.metrics) return;
  for (const { id, spec } of objects.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
    const metrics = objectsAt(spec, 'spec', 'metrics');
    const used = metrics.filter((metric) => /^(?:Container)?Resource$/.test(textAt(metric, 'type') ?? ''));
    // Without metrics the API server fills in one of the processor.
    if (metrics.length > 0 && used.length === 0) continue;
    report(
      apiWithoutController,
      id,
      `${title(id)} measures the use of resources; the ${clusterTitle} serves no resource metrics, so it would never scale.`,
      `${isOnHosts(assembly) ? 'Write metrics: true for the cluster, which installs metrics-server' : 'Install metrics-server and write metrics: true for the cluster'}, or use scale: Scale.fixed(n).`,
    );
  }
}

function checkGateways(context: RuleContext, cluster: ClusterFacts): void {
  const routes = routeKinds.flatMap((kind) => context.objects.ofKind(gatewayGroup, kind));
  const gateways = context.objects.ofKind(gatewayGroup, 'Gateway');
  if (cluster.ingress.kind === 'gateway') {
    for (const route of routes) checkParents(context, cluster, route, gateways);
    return;
  }
  for (const { id } of [...gateways, ...routes]) {
    context.report(
      apiWithoutController,
      id,
      `${context.title(id)} is of the Gateway API; the ${context.clusterTitle} has no gateway that would read it.`,
      'Say which one it has, ingress: Ingress.gateway({ name, namespace, podLabels }), or expose the service in another way.',
    );
  }
}

function checkParents(
  { clusterTitle, report, title }: RuleContext,
  { ingress }: ClusterFacts,
  route: ObjectResource,
  gateways: readonly ObjectResource[],
): void {
  const known = [
    ...(ingress.kind === 'gateway' ? [`${ingress.namespace}/${ingress.name}`] : []),
    ...gateways.map((gateway) => `${namespaceOf(gateway)}/${gateway.spec.metadata.name}`),
  ];
  for (const parent of objectsAt(route.spec, 'spec', 'parentRefs')) {
    const isGateway = (textAt(parent, 'kind') ?? 'Gateway') === 'Gateway';
    const wanted = `${textAt(parent, 'namespace') ?? namespaceOf(route)}/${textAt(parent, 'name') ?? ''}`;
    if (!isGateway || known.includes(wanted)) continue;
    const nearest = nearestName(wanted, known);
    report(
      apiWithoutController,
      route.id,
      `${title(route.id)} attaches to the Gateway "${wanted}"; the ${clusterTitle} has ${quoted(known)}.`,
      nearest === undefined
        ? `Attach it to the cluster's: parentRefs with namespace and name of "${known[0] ?? ''}"; a Microservice does so by itself (expose).`
        : `Did you mean "${nearest}"?`,
    );
  }
}

/** An Ingress is read by a controller of its class: one that this environment installs declares the class. */
function checkIngresses({ clusterTitle, objects, report, title }: RuleContext): void {
  const classes = new Set(objects.ofKind('networking.k8s.io', 'IngressClass').map(({ spec }) => spec.metadata.name));
  for (const { id, spec } of objects.ofKind('networking.k8s.io', 'Ingress')) {
    const wanted = textAt(spec, 'spec', 'ingressClassName');
    if (wanted === undefined ? classes.size > 0 : classes.has(wanted)) continue;
    report(
      apiWithoutController,
      id,
      `${title(id)} has ${wanted === undefined ? 'no class' : `the class "${wanted}"`}; the ${clusterTitle} is not known to have an ingress controller, and the environment declares ${classes.size === 0 ? 'no IngressClass' : `the classes ${quoted([...classes])}`}.`,
      "Use the Gateway API, expose: Expose.https('shop.example.com', ...), or add the controller with its IngressClass to the environment.",
    );
  }
}

/** Said once: one fact of the cluster makes all of them void. */
function checkPolicies(
  { assembly, clusterId, clusterTitle, objects, report }: RuleContext,
  cluster: ClusterFacts,
): void {
  const policies = objects.ofKind('networking.k8s.io', 'NetworkPolicy');
  if (cluster.enforcer !== 'none' || policies.length === 0) return;
  const stacks = [...new Set(policies.map(({ stack }) => stack))].filter((stack) => stack !== clusterStack);
  report(
    apiWithoutController,
    clusterId,
    `The environment "${assembly.environment.name}" has ${policies.length === 1 ? '1 NetworkPolicy' : `${policies.length} NetworkPolicies`} in ${counted(stacks.length, 'stack')}; the ${clusterTitle} has the enforcer "none", so every pod still reaches every other.`,
    `${isOnHosts(assembly) ? 'Leave enforcer out of Flannel, which is PolicyEnforcer.kubeRouter()' : "Install an enforcer and name it, enforcer: 'kube-router' (flannel alone enforces none)"}, or acknowledge "api-without-controller" on the environment.`,
  );
}
