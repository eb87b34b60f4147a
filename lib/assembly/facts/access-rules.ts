import { type JsonObject, objectsAt, textMapAt, textsAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { ObjectResource } from '../model/object';
import { labelSelector, selects } from '../network/label-selector';
import { namespaceOf } from '../network/workloads';

/** The roles that the environment declares, each with its rules in words: `get,list pods,deployments.apps`. */
export class AccessRules {
  readonly #roles = new Map<string, ObjectResource>();

  constructor(assembly: Assembly) {
    for (const object of resourcesOf(assembly, 'object')) {
      const { kind, metadata } = object.spec;
      if (kind === 'ClusterRole') this.#roles.set(key(kind, '', metadata.name), object);
      if (kind === 'Role') this.#roles.set(key(kind, namespaceOf(object), metadata.name), object);
    }
  }

  /** Undefined for a role that is not declared here, such as `view` of Kubernetes itself. */
  of(kind: string, namespace: string, name: string): readonly string[] | undefined {
    const role = this.#roles.get(key(kind, kind === 'Role' ? namespace : '', name));
    if (!role) return undefined;
    return [role, ...this.#aggregated(role)].flatMap(({ spec }) => objectsAt(spec, 'rules').map(ruleText));
  }

  /** A controller of the cluster fills such a role from others, chosen by labels. */
  #aggregated(role: ObjectResource): readonly ObjectResource[] {
    const selectors = objectsAt(role.spec, 'aggregationRule', 'clusterRoleSelectors').map(labelSelector);
    if (selectors.length === 0) return [];
    return [...this.#roles.values()].filter(({ spec }) => {
      const labels = textMapAt(spec, 'metadata', 'labels');
      return spec.kind === 'ClusterRole' && selectors.some((selector) => selects(selector, labels));
    });
  }
}

function key(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

function ruleText(rule: JsonObject): string {
  const verbs = [...textsAt(rule, 'verbs')].sort().join(',');
  const groups = textsAt(rule, 'apiGroups');
  const resources = textsAt(rule, 'resources').flatMap((resource) =>
    groups.map((group) => (group === '' ? resource : `${resource}.${group}`)),
  );
  const names = [...textsAt(rule, 'resourceNames')].sort();
  const what = [...resources, ...textsAt(rule, 'nonResourceURLs')].sort().join(',');
  return `${verbs} ${what}${names.length > 0 ? ` named ${names.join(',')}` : ''}`;
}
