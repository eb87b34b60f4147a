import { fieldAt, objectAt, type Json, type JsonObject } from '../../core';
import { apiGroup, type Manifest } from '../../assembly';
import { canonical } from '../../diff';

/** A field of a kind that the API server does not let anybody change. */
interface FixedField {
  readonly path: readonly string[];
  /**
   * What may change below it; every other field below it is fixed by itself.
   *
   * @default - nothing below it may change
   */
  readonly but?: readonly string[];
  /**
   * What the server writes where a manifest says nothing, by the field's path: to say it aloud changes nothing.
   *
   * @default - nothing that a manifest could say as well
   */
  readonly defaults?: JsonObject;
  /**
   * A field, and the value with which an object that is deployed may be changed after all.
   *
   * @default - it may never be changed
   */
  readonly unless?: { readonly field: string; readonly is: Json | undefined };
}

/** A field as its path, `spec.selector`. */
function field(path: string, rest: Omit<FixedField, 'path'> = {}): FixedField {
  return { path: path.split('.'), ...rest };
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
export const fixedByKind: Readonly<Record<string, readonly FixedField[]>> = {
  'apps/DaemonSet': selector,
  'apps/Deployment': selector,
  'apps/ReplicaSet': selector,
  'apps/StatefulSet': [
    field('spec', {
      but: [
        'minReadySeconds',
        'ordinals',
        'persistentVolumeClaimRetentionPolicy',
        'replicas',
        'revisionHistoryLimit',
        'template',
        'updateStrategy',
      ],
      defaults: { 'spec.podManagementPolicy': 'OrderedReady', 'spec.serviceName': '', 'spec.volumeClaimTemplates': [] },
    }),
  ],
  'batch/Job': [
    field('spec', {
      but: [
        'activeDeadlineSeconds',
        'backoffLimit',
        'completions',
        'manualSelector',
        'parallelism',
        'podReplacementPolicy',
        'suspend',
        'template',
        'ttlSecondsAfterFinished',
      ],
      defaults: { 'spec.completionMode': 'NonIndexed' },
    }),
    // An indexed job may be made larger and smaller, together with its parallelism.
    field('spec.completions', {
      defaults: { 'spec.completions': 1 },
      unless: { field: 'spec.completionMode', is: 'Indexed' },
    }),
    // Where the pods of a suspended job may run can still be said; from 1.36 on, also what they may use.
    field('spec.template', { unless: { field: 'spec.suspend', is: true } }),
  ],
  'core/PersistentVolumeClaim': [
    field('spec', {
      but: ['resources', 'storageClassName', 'volumeAttributesClassName', 'volumeName'],
      defaults: { 'spec.volumeMode': 'Filesystem' },
    }),
    // A claim from before there was a default class may be given one.
    field('spec.storageClassName', { unless: { field: 'spec.storageClassName', is: undefined } }),
  ],
  'networking.k8s.io/IngressClass': [field('spec.controller')],
  'node.k8s.io/RuntimeClass': [field('handler')],
  'rbac.authorization.k8s.io/ClusterRoleBinding': role,
  'rbac.authorization.k8s.io/RoleBinding': role,
  'scheduling.k8s.io/PriorityClass': [
    field('value'),
    field('preemptionPolicy', { defaults: { preemptionPolicy: 'PreemptLowerPriority' } }),
  ],
  'storage.k8s.io/StorageClass': [
    field('parameters', { defaults: { parameters: {} } }),
    field('provisioner'),
    field('reclaimPolicy', { defaults: { reclaimPolicy: 'Delete' } }),
    field('volumeBindingMode', { defaults: { volumeBindingMode: 'Immediate' } }),
  ],
};

/** The group and kind under which an object stands in the table: `apps/Deployment`, `core/Secret`. */
export function groupKind({ apiVersion, kind }: Manifest): string {
  return `${apiGroup(apiVersion)}/${kind}`;
}

/** What differs between two manifests of one object and cannot be changed while it exists, as paths: `spec.selector`. */
export function fixedChanges(before: Manifest, after: Manifest): readonly string[] {
  return (fixedByKind[groupKind(after)] ?? [])
    .filter(({ unless }) => !unless || !same(fieldAt(before, ...unless.field.split('.')), unless.is))
    .flatMap((fixed) => {
      const [from, to] = [valuesOf(before, fixed), valuesOf(after, fixed)];
      const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
      return names.filter((name) => !same(from[name], to[name]));
    });
}

/** What an object has in a fixed field, by paths: the field's own, or of each below it that may not change either. */
function valuesOf(manifest: Manifest, { path, but, defaults }: FixedField): JsonObject {
  const name = path.join('.');
  if (!but) {
    const value = fieldAt(manifest, ...path);
    return { ...defaults, ...(value !== undefined && { [name]: value }) };
  }
  const below = Object.entries(objectAt(manifest, ...path) ?? {}).filter(([one]) => !but.includes(one));
  return { ...defaults, ...Object.fromEntries(below.map(([one, content]) => [`${name}.${one}`, content])) };
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one ?? null) === canonical(other ?? null);
}
