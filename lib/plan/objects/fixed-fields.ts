import { isJsonObject, type Json, type JsonObject } from '../../core';
import { apiGroup, type Manifest } from '../../assembly';
import { canonical } from '../../diff';

/** Fields of a kind that the API server does not let anybody change; `but` names what may change below the last of a path. */
interface FixedFields {
  readonly path: readonly string[];
  readonly but?: readonly string[];
}

/** A field as its path, `spec.selector`. */
function field(path: string, but?: readonly string[]): FixedFields {
  return { path: path.split('.'), ...(but && { but }) };
}

const selector = [field('spec.selector')];
const role = [field('roleRef')];

/**
 * By group and kind; a kind that is not here may refuse changes all the same, when it is applied.
 *
 * Sources: ValidateUpdate and its like in https://github.com/kubernetes/kubernetes/tree/v1.36.4/pkg/apis: apps/validation
 * (ValidateStatefulSetUpdate), batch/validation (validateJobSpecUpdate), core/validation (ValidatePersistentVolumeClaimUpdate),
 * scheduling/validation, storage/validation, rbac/validation, node/validation, networking/validation; for selectors
 * pkg/registry/apps.
 */
const fixedByKind: Readonly<Record<string, readonly FixedFields[]>> = {
  'apps/DaemonSet': selector,
  'apps/Deployment': selector,
  'apps/ReplicaSet': selector,
  'apps/StatefulSet': [
    field('spec', [
      'minReadySeconds',
      'ordinals',
      'persistentVolumeClaimRetentionPolicy',
      'replicas',
      'revisionHistoryLimit',
      'template',
      'updateStrategy',
    ]),
  ],
  'batch/Job': [
    field('spec', [
      'activeDeadlineSeconds',
      'backoffLimit',
      'parallelism',
      'podReplacementPolicy',
      'suspend',
      'ttlSecondsAfterFinished',
    ]),
  ],
  '/PersistentVolumeClaim': [field('spec', ['resources', 'volumeAttributesClassName', 'volumeName'])],
  'networking.k8s.io/IngressClass': [field('spec.controller')],
  'node.k8s.io/RuntimeClass': [field('handler')],
  'rbac.authorization.k8s.io/ClusterRoleBinding': role,
  'rbac.authorization.k8s.io/RoleBinding': role,
  'scheduling.k8s.io/PriorityClass': [field('value'), field('preemptionPolicy')],
  'storage.k8s.io/StorageClass': [
    field('parameters'),
    field('provisioner'),
    field('reclaimPolicy'),
    field('volumeBindingMode'),
  ],
};

/** What differs between two manifests of one object and cannot be changed while it exists, as paths: `spec.selector`. */
export function fixedChanges(before: Manifest, after: Manifest): readonly string[] {
  const kind = `${apiGroup(after.apiVersion)}/${after.kind}`;
  return (fixedByKind[kind] ?? []).flatMap(({ path, but }) => {
    const [old, now] = [at(before, path), at(after, path)];
    const name = path.join('.');
    if (!but) return same(old, now) ? [] : [name];
    const [from, to] = [membersOf(old), membersOf(now)];
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
    return names.filter((one) => !but.includes(one) && !same(from[one], to[one])).map((one) => `${name}.${one}`);
  });
}

function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((found, name) => (isJsonObject(found) ? found[name] : undefined), value);
}

function membersOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one ?? null) === canonical(other ?? null);
}
