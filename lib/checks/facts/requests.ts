import { namespaceOf } from '../../assembly';
import { fieldAt, type JsonObject, objectsAt, textAt } from '../../core';
import type { Objects } from './objects';
import type { Container, Pod } from './pods';

/** What a LimitRange gives to containers that say nothing, by namespace. */
export function limitRanges(objects: Objects): ReadonlyMap<string, readonly JsonObject[]> {
  const found = new Map<string, readonly JsonObject[]>();
  for (const range of objects.ofKind('core', 'LimitRange')) {
    const namespace = namespaceOf(range);
    const limits = objectsAt(range.spec, 'spec', 'limits').filter((limit) => textAt(limit, 'type') === 'Container');
    found.set(namespace, [...(found.get(namespace) ?? []), ...limits]);
  }
  return found;
}

/** Whether a container requests a resource: itself, by its limit, with its pod, or by the namespace's LimitRange. */
export function hasRequest(pod: Pod, { spec }: Container, resource: string, limits: readonly JsonObject[]): boolean {
  // The API server requests what is the limit where only that is given.
  const isIn = (given: JsonObject, ...path: readonly string[]): boolean => {
    const value = fieldAt(given, ...path, resource);
    return value !== undefined && value !== null;
  };
  return (
    isIn(spec, 'resources', 'requests') ||
    isIn(spec, 'resources', 'limits') ||
    isIn(pod.spec, 'resources', 'requests') ||
    isIn(pod.spec, 'resources', 'limits') ||
    limits.some((limit) => isIn(limit, 'defaultRequest') || isIn(limit, 'default'))
  );
}
