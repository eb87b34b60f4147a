import { clusterOf, resourcesOf, type Assembly } from '../model/assembly';
import type { Grantee } from './grant';
import { namespaceNameLabel, selects, selectsAll, type Labels, type LabelSelector } from './label-selector';

/** Pods that the environment does not declare but knows by a name. */
export interface ForeignPods {
  readonly name: string;
  /** Whether the world comes in through them. */
  readonly isGateway: boolean;
  readonly namespaceLabels: Labels;
  readonly podLabels: Labels;
}

/** The gateway, DNS and monitoring of the cluster, and whatever pods the flows of the environment name. */
export function foreignPodsOf(assembly: Assembly): readonly ForeignPods[] {
  const facts = clusterOf(assembly);
  const found: ForeignPods[] = [];
  const add = (name: string, namespaceLabels: Labels, podLabels: Labels, isGateway = false): void => {
    const isKnown = found.some(
      (one) => sameLabels(one.namespaceLabels, namespaceLabels) && sameLabels(one.podLabels, podLabels),
    );
    if (!isKnown) found.push({ name, isGateway, namespaceLabels, podLabels });
  };
  if (facts?.ingress.kind === 'gateway') {
    const { name, namespace, podLabels } = facts.ingress;
    add(`${namespace}/${name}`, { [namespaceNameLabel]: namespace }, podLabels, true);
  }
  if (facts) add('dns', { [namespaceNameLabel]: facts.dns.namespace }, facts.dns.podLabels);
  if (facts?.monitoring)
    add('monitoring', { [namespaceNameLabel]: facts.monitoring.namespace }, facts.monitoring.podLabels);
  for (const { spec } of resourcesOf(assembly, 'network-flow')) {
    for (const peer of [spec.from, spec.to])
      if (peer.kind === 'pods') add(peer.name, peer.namespaceLabels, peer.podLabels);
  }
  return found;
}

/** Whether a grant's selectors take in foreign pods. */
export function takesIn(to: Grantee, { namespaceLabels, podLabels }: ForeignPods): boolean {
  if (to.kind !== 'selected') return false;
  const isNamespace = to.namespaces
    ? selects(to.namespaces, namespaceLabels)
    : namespaceLabels[namespaceNameLabel] === to.namespace;
  return isNamespace && selects(to.pods, podLabels);
}

/** Whether a grant's selectors mean these foreign pods and no others. */
export function means(to: Grantee, { namespaceLabels, podLabels }: ForeignPods): boolean {
  if (to.kind !== 'selected') return false;
  const namespaces = to.namespaces ?? { matchLabels: { [namespaceNameLabel]: to.namespace }, matchExpressions: [] };
  return isJust(namespaces, namespaceLabels) && isJust(to.pods, podLabels) && !selectsAll(to.pods);
}

function isJust({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean {
  return matchExpressions.length === 0 && sameLabels(matchLabels, labels);
}

function sameLabels(a: Labels, b: Labels): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}
