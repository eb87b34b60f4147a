import { fieldAt, type JsonObject, objectAt, textAt, textMapAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { ComponentPods, ComponentResource } from '../model/component';
import { apiGroup } from '../model/identity';
import type { ObjectResource } from '../model/object';
import { declaredPorts } from './containers';
import { grouped } from './grouped';
import { hasLabels, type Labels } from './label-selector';
import type { PodGroup, Workload } from './pod-group';
import { readableNames } from './readable-names';

/** Where the kinds of Kubernetes that carry pods have their template. A Pod is its own. */
const templates: ReadonlyMap<string, readonly string[]> = new Map([
  ['core Pod', []],
  ['core ReplicationController', ['spec', 'template']],
  ['apps Deployment', ['spec', 'template']],
  ['apps StatefulSet', ['spec', 'template']],
  ['apps DaemonSet', ['spec', 'template']],
  ['apps ReplicaSet', ['spec', 'template']],
  ['batch Job', ['spec', 'template']],
  ['batch CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

interface Carrier {
  readonly object: ObjectResource;
  readonly namespace: string;
  readonly labels: Labels;
  readonly podSpec: JsonObject;
}

interface Operated {
  readonly component: ComponentResource;
  readonly pods: ComponentPods;
}

/** Every object that carries pods, sorted by identity. */
export function workloadsOf(assembly: Assembly): readonly Workload[] {
  return read(assembly).workloads;
}

/** All pods that the environment knows of: its workloads, and the components whose pods an operator makes. */
export function podGroupsOf(assembly: Assembly): readonly PodGroup[] {
  return read(assembly).groups;
}

/** The namespace of a namespaced object; where it names none the API server takes `default`. */
export function namespaceOf(object: ObjectResource): string {
  return textAt(object.spec, 'metadata', 'namespace') ?? 'default';
}

interface Pods {
  readonly workloads: readonly Workload[];
  /** The workloads, then what operators make. */
  readonly groups: readonly PodGroup[];
}

/** Facts and checks ask again and again, and an assembly does not change. */
const known = new WeakMap<Assembly, Pods>();

function read(assembly: Assembly): Pods {
  let pods = known.get(assembly);
  if (!pods) known.set(assembly, (pods = podsOf(assembly)));
  return pods;
}

function podsOf(assembly: Assembly): Pods {
  const carriers = resourcesOf(assembly, 'object').flatMap(carrier);
  const operated = operatedComponents(resourcesOf(assembly, 'component'), carriers);
  const names = readableNames([...carriers.map(({ object }) => object), ...operated.map(({ component }) => component)]);
  const workloads = carriers.map(({ object, namespace, labels, podSpec }): Workload => ({
    id: object.id,
    name: names.get(object.id) ?? object.id,
    namespace,
    labels,
    ports: declaredPorts(podSpec),
    hostNetwork: fieldAt(podSpec, 'hostNetwork') === true,
    podSpec,
    object,
  }));
  const made = operated.map(({ component: { id, spec }, pods: { namespace, labels } }): PodGroup => ({
    id,
    name: names.get(id) ?? id,
    namespace,
    labels,
    ports: spec.ports.map(({ name, number, protocol }) => ({ role: 'container', name, number, protocol })),
    hostNetwork: false,
  }));
  return { workloads, groups: [...workloads, ...made] };
}

function carrier(object: ObjectResource): readonly Carrier[] {
  const path = templates.get(`${apiGroup(object.spec.apiVersion)} ${object.spec.kind}`);
  const template = path && objectAt(object.spec, ...path);
  if (!template) return [];
  const labels = textMapAt(template, 'metadata', 'labels');
  return [{ object, namespace: namespaceOf(object), labels, podSpec: objectAt(template, 'spec') ?? {} }];
}

/** Components that have pods which no object of the environment carries. */
function operatedComponents(components: readonly ComponentResource[], carriers: readonly Carrier[]): Operated[] {
  const byNamespace = grouped(carriers, ({ namespace }) => namespace);
  return components.flatMap((component) => {
    const { pods } = component.spec;
    if (!pods) return [];
    const here = byNamespace.get(pods.namespace) ?? [];
    return here.some(({ labels }) => hasLabels(labels, pods.labels)) ? [] : [{ component, pods }];
  });
}
