/**
 * What a resource is called inside its environment: `<stack>/<group>/<kind>/<name>`, so that two environments compare.
 *
 * For Kubernetes objects `group` is the API group (`core` where it has none) and `name` is `name@namespace` where the namespace
 * is not the stack's. For every other kind `group` is `plinth`.
 */
export type ResourceId = string;

/** The stack of what is applied before any other: namespaces and definitions of kinds. */
export const clusterStack = '_cluster';

/** The parts of an identity. */
export interface IdentityParts {
  readonly stack: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** The identity of a resource that is not a Kubernetes object. */
export function plinthId(stack: string, kind: string, name: string): ResourceId {
  return `${stack}/plinth/${kind}/${name}`;
}

/** The identity of a Kubernetes object. */
export function objectId(parts: IdentityParts): ResourceId {
  return `${parts.stack}/${parts.group}/${parts.kind}/${parts.name}`;
}

/** Takes an identity apart. Only the name may itself hold "/", as that of a file on hosts does. */
export function identityParts(id: ResourceId): IdentityParts {
  const [stack = '', group = '', kind = '', ...name] = id.split('/');
  return { stack, group, kind, name: name.join('/') };
}

/** The API group of an `apiVersion`; `core` for the one without a name. */
export function apiGroup(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? 'core' : apiVersion.slice(0, slash);
}
