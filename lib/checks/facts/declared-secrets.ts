import { objectAt, textAt } from '../../core';
import { apiGroup, type Assembly, namespaceOf, type ObjectResource, resourcesOf } from '../../assembly';
import type { Objects } from './objects';

/** A Secret that the environment declares or has made. */
export interface DeclaredSecret {
  readonly namespace: string;
  readonly name: string;
  /** Empty where only its maker knows them. */
  readonly keys: readonly string[];
}

/** Kinds whose objects have a Secret made, with the place of its name; without one it is called like the object. */
const makers: readonly { readonly group: string; readonly kind: string; readonly name?: readonly string[] }[] = [
  { group: 'core', kind: 'Secret' },
  { group: 'bitnami.com', kind: 'SealedSecret' },
  { group: 'external-secrets.io', kind: 'ExternalSecret', name: ['spec', 'target', 'name'] },
  { group: 'cert-manager.io', kind: 'Certificate', name: ['spec', 'secretName'] },
];

/** The Secrets of an environment by `<namespace>/<name>`. */
export function declaredSecrets(assembly: Assembly, objects: Objects): ReadonlyMap<string, DeclaredSecret> {
  const made = makers.flatMap(({ group, kind, name }) =>
    objects.ofKind(group, kind).map((object) => madeBy(object, name)),
  );
  const declared = resourcesOf(assembly, 'secret').map(({ spec: { namespace, name, keys } }) => ({
    namespace,
    name,
    keys: Object.keys(keys),
  }));
  return new Map([...made, ...declared].map((secret) => [`${secret.namespace}/${secret.name}`, secret]));
}

function madeBy(object: ObjectResource, path: readonly string[] = []): DeclaredSecret {
  const { apiVersion, metadata } = object.spec;
  const keys = { ...objectAt(object.spec, 'data'), ...objectAt(object.spec, 'stringData') };
  return {
    namespace: namespaceOf(object),
    name: (path.length > 0 ? textAt(object.spec, ...path) : undefined) ?? metadata.name,
    keys: apiGroup(apiVersion) === 'core' ? Object.keys(keys) : [],
  };
}
