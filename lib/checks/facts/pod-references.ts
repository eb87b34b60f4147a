import { fieldAt, type JsonObject, objectAt, objectsAt, textAt } from '../../core';
import type { Container, Pod } from './pods';

/** A place in a pod that needs an object of its namespace. */
export interface PodReference {
  readonly kind: 'ConfigMap' | 'PersistentVolumeClaim' | 'Secret' | 'ServiceAccount';
  readonly name: string;
  /** Absent where all keys are taken. */
  readonly key?: string;
  readonly field: string;
}

/** What every namespace has: https://kubernetes.io/docs/reference/access-authn-authz/authentication/ */
const alwaysThere: ReadonlySet<string> = new Set(['ConfigMap kube-root-ca.crt', 'ServiceAccount default']);

/** The objects without which a pod does not start. What is `optional` may be missing. */
export function referencesOf({ spec, containers }: Pod): readonly PodReference[] {
  const account = textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount');
  const all = [
    ...(account === undefined ? [] : [{ kind: 'ServiceAccount', name: account, field: 'serviceAccountName' } as const]),
    ...objectsAt(spec, 'imagePullSecrets').flatMap((one) => named('Secret', one, 'name', 'imagePullSecrets')),
    ...objectsAt(spec, 'volumes').flatMap(volumeReferences),
    ...containers.flatMap(containerReferences),
  ];
  return all.filter(({ kind, name }) => name !== '' && !alwaysThere.has(`${kind} ${name}`));
}

function volumeReferences(volume: JsonObject): readonly PodReference[] {
  const field = `volumes["${textAt(volume, 'name') ?? ''}"]`;
  const projected = objectsAt(volume, 'projected', 'sources').flatMap((source) => [
    ...withItems('ConfigMap', objectAt(source, 'configMap'), 'name', `${field}.projected`),
    ...withItems('Secret', objectAt(source, 'secret'), 'name', `${field}.projected`),
  ]);
  return [
    ...withItems('ConfigMap', objectAt(volume, 'configMap'), 'name', `${field}.configMap`),
    ...withItems('Secret', objectAt(volume, 'secret'), 'secretName', `${field}.secret`),
    ...named('PersistentVolumeClaim', objectAt(volume, 'persistentVolumeClaim'), 'claimName', field),
    ...projected,
  ];
}

function containerReferences({ spec, field }: Container): readonly PodReference[] {
  const variables = objectsAt(spec, 'env').flatMap((variable) => {
    const at = `${field}.env["${textAt(variable, 'name') ?? ''}"]`;
    const [config, secret] = ['configMapKeyRef', 'secretKeyRef'].map((name) => objectAt(variable, 'valueFrom', name));
    return [
      ...named('ConfigMap', config, 'name', at, textAt(config, 'key')),
      ...named('Secret', secret, 'name', at, textAt(secret, 'key')),
    ];
  });
  const whole = objectsAt(spec, 'envFrom').flatMap((source) => [
    ...named('ConfigMap', objectAt(source, 'configMapRef'), 'name', `${field}.envFrom`),
    ...named('Secret', objectAt(source, 'secretRef'), 'name', `${field}.envFrom`),
  ]);
  return [...variables, ...whole];
}

/** A volume takes all keys, or only its `items`. */
function withItems(
  kind: PodReference['kind'],
  source: JsonObject | undefined,
  nameField: string,
  field: string,
): readonly PodReference[] {
  const keys = objectsAt(source, 'items').flatMap((item) => textAt(item, 'key') ?? []);
  if (keys.length === 0) return named(kind, source, nameField, field);
  return keys.flatMap((key) => named(kind, source, nameField, field, key));
}

function named(
  kind: PodReference['kind'],
  source: JsonObject | undefined,
  nameField: string,
  field: string,
  key?: string,
): readonly PodReference[] {
  const name = textAt(source, nameField);
  if (name === undefined || fieldAt(source, 'optional') === true) return [];
  return [{ kind, name, field, ...(key !== undefined && { key }) }];
}
