import { labelSelector, type NodeFacts, selects } from '../../assembly';
import { counted, findingKind, type JsonObject, numberAt, objectAt, objectsAt, textAt, textsAt } from '../../core';
import type { Pod } from '../facts/pods';
import type { Rule, RuleContext } from '../rule';
import { checkNodeLabels, hostKey, nodeLabelMissing, zoneKey } from './node-label-missing';
import { checkRollout, rolloutStuck } from './rollout-stuck';

const spreadImpossible = findingKind({
  code: 'spread-impossible',
  severity: 'error',
  summary: 'pods cannot be spread as they ask over the nodes that there are',
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ],
  acknowledgeable: true,
});

/** Where pods must run, against the nodes of the cluster as far as it says how many there are, in which zones, with which labels. */
export const spreading: Rule = {
  kinds: [spreadImpossible, rolloutStuck, nodeLabelMissing],
  check: (context) => {
    const nodes = context.cluster?.nodes;
    if (!nodes) return;
    for (const pod of context.pods) {
      for (const constraint of objectsAt(pod.spec, 'topologySpreadConstraints')) {
        checkConstraint(context, pod, constraint, nodes);
      }
      checkAffinity(context, pod, nodes);
      checkNodeLabels(context, pod, nodes);
    }
  },
};

function checkConstraint(context: RuleContext, pod: Pod, constraint: JsonObject, nodes: NodeFacts): void {
  if (textAt(constraint, 'whenUnsatisfiable') !== 'DoNotSchedule') return;
  const key = textAt(constraint, 'topologyKey') ?? '';
  const domains = domainsOf(context, key, nodes);
  if (!domains) return;
  if (domains.count === 0) {
    const why = `must be spread over ${key} (DoNotSchedule), and ${domains.text}: no node has the label, so no pod would be placed`;
    report(
      context,
      pod,
      why,
      "Write spread: { zones: 'prefer' }, or give the cluster its zones: nodes: { count, zones }.",
    );
    return;
  }
  const skew = numberAt(constraint, 'maxSkew') ?? 1;
  const least = numberAt(constraint, 'minDomains') ?? 1;
  const pods = fewestPods(context, pod);
  // With fewer domains than minDomains the scheduler counts an empty one, so that none may hold more than maxSkew.
  if (domains.count >= least || pods <= skew * domains.count) return;
  const why = `has ${counted(pods, 'pod')} and asks for minDomains ${least} with maxSkew ${skew} of ${key}, and ${domains.text}: only ${skew * domains.count} would be placed`;
  report(context, pod, why, `Write minDomains ${domains.count} or less, or leave it out.`);
}

function checkAffinity(context: RuleContext, pod: Pod, nodes: NodeFacts): void {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  for (const term of objectsAt(pod.spec, 'affinity', 'podAntiAffinity', required)) {
    const key = textAt(term, 'topologyKey') ?? '';
    const domains = domainsOf(context, key, nodes);
    const pods = fewestPods(context, pod);
    if (!domains || !isAgainstItself(term, pod)) continue;
    if (pods <= domains.count) {
      checkRollout(context, pod, term, domains);
      continue;
    }
    const why =
      domains.count === 0
        ? `asks that no two of its pods share ${key}, and ${domains.text}: no node has the label, so nothing would be spread`
        : `has at least ${counted(pods, 'pod')} and asks that no two of them share ${key}, and ${domains.text}: ${pods - domains.count} would never be placed`;
    const setting = key === zoneKey ? 'zones' : 'hosts';
    report(
      context,
      pod,
      why,
      `Run ${domains.count || 1} at most, add nodes, or write spread: { ${setting}: 'prefer' }.`,
    );
  }
  for (const term of objectsAt(pod.spec, 'affinity', 'podAffinity', required)) {
    if (textAt(term, 'topologyKey') !== zoneKey || nodes.zones.length > 0) continue;
    const why = `must be in the ${zoneKey} of other pods, and ${zoneText(context.clusterTitle, nodes)}: no node has the label, so no pod would be placed`;
    report(
      context,
      pod,
      why,
      `Use ${hostKey}, prefer the zone, or give the cluster its zones: nodes: { count, zones }.`,
    );
  }
}

/** Terms about other pods than its own keep nothing apart here; one with mismatchLabelKeys is about others. */
function isAgainstItself(term: JsonObject, { labels, namespace }: Pod): boolean {
  const selector = objectAt(term, 'labelSelector');
  const namespaces = term['namespaces'];
  const isHere = !Array.isArray(namespaces) || namespaces.length === 0 || namespaces.includes(namespace);
  if (textsAt(term, 'mismatchLabelKeys').length > 0) return false;
  return selector !== undefined && isHere && selects(labelSelector(selector), labels);
}

interface Domains {
  readonly count: number;
  readonly text: string;
}

/** How many places a topology key tells apart; undefined for keys that nothing is known about. */
function domainsOf({ clusterTitle }: RuleContext, key: string, nodes: NodeFacts): Domains | undefined {
  if (key === hostKey) return { count: nodes.count, text: `the ${clusterTitle} has ${counted(nodes.count, 'node')}` };
  if (key === zoneKey) return { count: nodes.zones.length, text: zoneText(clusterTitle, nodes) };
  return undefined;
}

function zoneText(cluster: string, { zones }: NodeFacts): string {
  return zones.length === 0
    ? `the ${cluster} has no zones`
    : `the ${cluster} has ${counted(zones.length, 'zone')}, ${zones.join(', ')}`;
}

function fewestPods({ scales }: RuleContext, pod: Pod): number {
  return scales.of(pod.object)?.min ?? 0;
}

function report({ report: add, title }: RuleContext, pod: Pod, why: string, fix: string): void {
  add(spreadImpossible, pod.id, `${title(pod.id)} ${why}.`, fix);
}
