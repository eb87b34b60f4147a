import {
  clusterStack,
  hostStack,
  missingDefinitions,
  resourcesOf,
  type Assembly,
  type ComponentResource,
  type ObjectResource,
  type SecretResource,
} from '../../assembly';
import type { Probe } from '../model/probe';
import { isWorkload, waitsForHand } from './workloads';

/** What one author's construct has in the cluster: applied together, ready together. */
export interface ObjectGroup {
  /** `guests/entries`; `guests` for what a stack has itself; `cluster` for what comes before all stacks. */
  readonly name: string;
  readonly stack: string;
  readonly objects: readonly ObjectResource[];
  readonly secrets: readonly SecretResource[];
  readonly components: readonly ComponentResource[];
  /** Names of the definitions that its objects need, and that others must have brought. */
  readonly definitions: readonly string[];
}

/** What comes before all stacks: namespaces, definitions of kinds, storage classes, volumes of hosts. */
export const clusterGroup = 'cluster';

export function objectGroups(assembly: Assembly): readonly ObjectGroup[] {
  const groups = new Map<string, { -readonly [K in keyof ObjectGroup]: ObjectGroup[K] }>();
  const group = (stack: string, owner: string): { -readonly [K in keyof ObjectGroup]: ObjectGroup[K] } => {
    const name =
      stack === clusterStack || stack === hostStack ? clusterGroup : owner.startsWith(`${stack}/`) ? owner : stack;
    const found = groups.get(name) ?? { name, stack, objects: [], secrets: [], components: [], definitions: [] };
    groups.set(name, found);
    return found;
  };
  for (const object of resourcesOf(assembly, 'object')) {
    const into = group(object.stack, object.owner);
    into.objects = [...into.objects, object];
  }
  for (const secret of resourcesOf(assembly, 'secret')) {
    // Whoever made it need not be the first who reads it: they are there before anything of their stack.
    const into = group(secret.stack, secret.stack);
    into.secrets = [...into.secrets, secret];
  }
  for (const component of resourcesOf(assembly, 'component')) {
    if (component.spec.hosts) continue;
    const into = group(component.stack, component.owner);
    into.components = [...into.components, component];
  }
  for (const one of groups.values()) {
    one.definitions = missingDefinitions(assembly, one.objects, one.components).map((definition) => definition.name);
  }
  return [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** How a group tells that it is ready: its components say, and every workload rolls out. */
export function readinessOf({ objects, components }: ObjectGroup): readonly Probe[] {
  const said = components.flatMap(({ spec: { readiness } }) =>
    readiness.kind === 'rollout' || readiness.kind === 'complete' ? [readiness] : [],
  );
  const rolling = objects.filter(isWorkload).map(({ id }) => ({ kind: 'rollout', object: id }) as const);
  const byObject = new Map([...rolling, ...said].map((probe) => [probe.object, probe]));
  return [...byObject.values()].filter(({ object }) => objects.some((one) => one.id === object && !waitsForHand(one)));
}
