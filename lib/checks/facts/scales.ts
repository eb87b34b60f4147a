import { numberAt, objectAt, textAt } from '../../core';
import { apiGroup, namespaceOf, type ObjectResource } from '../../assembly';
import type { Objects } from './objects';

/** How many pods an object has, at least and at most. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  /** Absent where the number is fixed. */
  readonly autoscaler?: ObjectResource;
}

/** What an autoscaler scales. */
export interface ScaleTarget {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** The number of pods of each object, with the autoscalers that change it. */
export class Scales {
  readonly #autoscalers = new Map<string, ObjectResource>();
  readonly #known = new Map<ObjectResource, Scale | undefined>();

  constructor(objects: Objects) {
    for (const autoscaler of objects.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      const { group, kind, name } = scaleTarget(autoscaler);
      this.#autoscalers.set(`${group} ${kind} ${namespaceOf(autoscaler)}/${name}`, autoscaler);
    }
  }

  /** The pods of a workload. Of a DaemonSet, whose pods the nodes number, it knows nothing. */
  of(object: ObjectResource): Scale | undefined {
    if (!this.#known.has(object)) this.#known.set(object, this.#read(object));
    return this.#known.get(object);
  }

  #read(object: ObjectResource): Scale | undefined {
    const { apiVersion, kind, metadata } = object.spec;
    if (kind === 'DaemonSet') return undefined;
    const autoscaler = this.#autoscalers.get(`${apiGroup(apiVersion)} ${kind} ${namespaceOf(object)}/${metadata.name}`);
    if (autoscaler) return { ...autoscaledRange(autoscaler), autoscaler };
    const count = numberAt(object.spec, 'spec', kind === 'Job' ? 'parallelism' : 'replicas') ?? 1;
    return { min: count, max: count };
  }
}

/** The smallest and the largest number of pods that an autoscaler sets. */
export function autoscaledRange({ spec }: ObjectResource): { readonly min: number; readonly max: number } {
  const min = numberAt(spec, 'spec', 'minReplicas') ?? 1;
  return { min, max: numberAt(spec, 'spec', 'maxReplicas') ?? min };
}

export function scaleTarget({ spec }: ObjectResource): ScaleTarget {
  const target = objectAt(spec, 'spec', 'scaleTargetRef');
  const apiVersion = textAt(target, 'apiVersion') ?? '';
  return {
    group: apiVersion === '' ? 'core' : apiGroup(apiVersion),
    kind: textAt(target, 'kind') ?? '',
    name: textAt(target, 'name') ?? '',
  };
}
