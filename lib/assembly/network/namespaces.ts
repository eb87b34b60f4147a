import { textAt, textMapAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import { namespaceNameLabel, type Labels } from './label-selector';
import type { PodGroup } from './pod-group';

/** A namespace as far as the environment knows it. */
export interface KnownNamespace {
  readonly name: string;
  readonly labels: Labels;
  /** Whether the environment makes it: then what runs in it is known as well. */
  readonly isDeclared: boolean;
}

/**
 * The namespaces that the environment declares or puts something into, by name.
 *
 * One that is only named has but the label that every API server sets:
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
 */
export function namespacesOf(assembly: Assembly, pods: readonly PodGroup[]): ReadonlyMap<string, KnownNamespace> {
  const found = new Map<string, KnownNamespace>();
  for (const { spec } of resourcesOf(assembly, 'object')) {
    if (spec.apiVersion !== 'v1' || spec.kind !== 'Namespace') continue;
    const { name } = spec.metadata;
    const labels = { ...textMapAt(spec, 'metadata', 'labels'), [namespaceNameLabel]: name };
    found.set(name, { name, labels, isDeclared: true });
  }
  const named = resourcesOf(assembly, 'object').map(({ spec }) => textAt(spec, 'metadata', 'namespace'));
  for (const name of [...named, ...pods.map(({ namespace }) => namespace)]) {
    if (name === undefined || found.has(name)) continue;
    found.set(name, { name, labels: { [namespaceNameLabel]: name }, isDeclared: false });
  }
  return found;
}
