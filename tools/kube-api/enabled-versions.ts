/**
 * The group versions that an API server does not serve unless told to with --runtime-config.
 *
 * Source: the lists whose names end in DisabledByDefault in pkg/controlplane/instance.go of k8s.io/kubernetes.
 *
 * @param groupOf the API group of a Go package of k8s.io/api, such as `storage.k8s.io` of `k8s.io/api/storage/v1beta1`
 */
export function disabledVersions(source: string, groupOf: (importPath: string) => string): Set<string> {
  // Some come from the internal packages, which carry the same group and version.
  const line = /^\t(\w+) "k8s\.io\/(?:api|kubernetes\/pkg\/apis)\/([^"]+)"$/gm;
  const imports = new Map([...source.matchAll(line)].map(([, alias, path]) => [alias, `k8s.io/api/${path ?? ''}`]));
  const disabled = new Set<string>();
  for (const [, list = ''] of source.matchAll(/DisabledByDefault = \[\]schema\.GroupVersion\{([^}]*)\}/g)) {
    for (const [, alias = ''] of list.matchAll(/(\w+)\.SchemeGroupVersion/g)) {
      const path = imports.get(alias);
      if (path === undefined) throw new Error(`unknown import in instance.go: ${alias}`);
      disabled.add(`${groupOf(path)}/${path.slice(path.lastIndexOf('/') + 1)}`);
    }
  }
  return disabled;
}
