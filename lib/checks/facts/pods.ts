import type { ContainerRole, Labels, ObjectResource, PodGroup, ResourceId, Workload } from '../../assembly';
import { type JsonObject, objectAt, objectsAt, textAt, textMapAt } from '../../core';

/** A container of a pod, with its place. */
export interface Container {
  readonly name: string;
  readonly role: ContainerRole;
  readonly spec: JsonObject;
  /** How messages call its place in the pod: `initContainers["migrate"]`. */
  readonly field: string;
}

/** The pods of one object of the environment, all alike. */
export interface Pod {
  readonly id: ResourceId;
  /** The kind of the object that carries them: `Deployment`. */
  readonly kind: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: JsonObject;
  /** Init containers last. */
  readonly containers: readonly Container[];
  readonly object: ObjectResource;
}

/** Tells what an object of the environment carries from what an operator makes. */
export function isWorkload(group: PodGroup): group is Workload {
  return 'podSpec' in group;
}

export function podOf({ id, namespace, labels, podSpec, object }: Workload): Pod {
  const { kind } = object.spec;
  return {
    id,
    kind,
    namespace,
    labels,
    annotations: textMapAt(templateOf(object), 'metadata', 'annotations'),
    spec: podSpec,
    containers: containersOf(podSpec),
    object,
  };
}

/** The containers that stay: those of the pod and its sidecars. */
export function longLived({ containers }: Pod): readonly Container[] {
  return containers.filter(({ role }) => role !== 'init container');
}

/** The pod template of an object; a Pod is its own. */
function templateOf({ spec: body }: ObjectResource): JsonObject | undefined {
  if (body.kind === 'Pod') return body;
  return objectAt(body, 'spec', ...(body.kind === 'CronJob' ? ['jobTemplate', 'spec'] : []), 'template');
}

function containersOf(spec: JsonObject): readonly Container[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    objectsAt(spec, list).map((container) => {
      const name = textAt(container, 'name') ?? '';
      const isSidecar = textAt(container, 'restartPolicy') === 'Always';
      const role = list === 'containers' ? 'container' : isSidecar ? 'sidecar' : 'init container';
      return { name, role, spec: container, field: `${list}["${name}"]` };
    }),
  );
}
