import { identityParts, type ResourceId } from '../model/identity';

/** Files of one environment by path below its folder, `/` between folders. */
export type FileTree = ReadonlyMap<string, string>;

/** The file at the top of dist/ that says which environments there are. */
export const indexOfDist = 'plinth.json';

/** The file of a Kubernetes object: `manifests/shop/cart.deployment.apps.yaml`. Depends on its identity alone. */
export function manifestPath(id: ResourceId): string {
  const { stack, group, kind, name } = identityParts(id);
  const suffix = group === 'core' ? '' : `.${group}`;
  // RBAC names may hold ":", which not every file system takes.
  return `manifests/${stack}/${name.replaceAll(':', '%3A')}.${kind.toLowerCase()}${suffix}.yaml`;
}
