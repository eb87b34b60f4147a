import { apiGroup, type Assembly, namespaceOf, type ObjectResource, resourcesOf } from '../../assembly';
import { addTo } from './add-to';

/** The Kubernetes objects of an environment, looked up without walking over them. */
export class Objects {
  readonly all: readonly ObjectResource[];
  readonly #byKind = new Map<string, ObjectResource[]>();
  readonly #byName = new Map<string, ObjectResource>();

  constructor(assembly: Assembly) {
    this.all = resourcesOf(assembly, 'object');
    for (const object of this.all) {
      const { apiVersion, kind, metadata } = object.spec;
      const key = `${apiGroup(apiVersion)} ${kind}`;
      addTo(this.#byKind, key, object);
      this.#byName.set(`${key} ${namespaceOf(object)}/${metadata.name}`, object);
    }
  }

  /** All objects of a kind; `group` is `core` for the one without a name. */
  ofKind(group: string, kind: string): readonly ObjectResource[] {
    return this.#byKind.get(`${group} ${kind}`) ?? [];
  }

  /** The object of a name. Cluster-scoped ones are found in the namespace `default`. */
  find(group: string, kind: string, namespace: string, name: string): ObjectResource | undefined {
    return this.#byName.get(`${group} ${kind} ${namespace}/${name}`);
  }

  /** Names of a kind in a namespace: what somebody may have meant. */
  namesIn(group: string, kind: string, namespace: string): readonly string[] {
    return this.ofKind(group, kind)
      .filter((object) => namespaceOf(object) === namespace)
      .map(({ spec }) => spec.metadata.name);
  }
}
