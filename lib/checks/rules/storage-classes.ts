import type { Assembly, ClusterFacts, ResourceId } from '../../assembly';
import { type JsonObject, nearestName, objectAt, objectsAt, textAt } from '../../core';
import { isOnHosts } from '../facts/layers';
import { quoted } from '../facts/text';
import type { RuleContext } from '../rule';
import { apiWithoutController } from './api-without-controller-kind';

const defaultAnnotation = 'storageclass.kubernetes.io/is-default-class';

interface Classes {
  readonly names: readonly string[];
  readonly hasDefault: boolean;
}

/** Claims of all three places against the storage classes of the cluster and of the environment. */
export function checkClaims(context: RuleContext, cluster: ClusterFacts): void {
  const classes = classesOf(context, cluster);
  const check = (id: ResourceId, place: string, claim: JsonObject | undefined): void => {
    if (claim) checkClass(context, classes, id, place, claim);
  };
  for (const { id, spec } of context.objects.ofKind('core', 'PersistentVolumeClaim')) {
    check(id, '', objectAt(spec, 'spec'));
  }
  for (const { id, spec } of context.objects.ofKind('apps', 'StatefulSet')) {
    for (const template of objectsAt(spec, 'spec', 'volumeClaimTemplates')) {
      const name = textAt(template, 'metadata', 'name') ?? '';
      check(id, `, volumeClaimTemplates["${name}"]`, objectAt(template, 'spec'));
    }
  }
  for (const { id, spec } of context.pods) {
    for (const volume of objectsAt(spec, 'volumes')) {
      const place = `, volumes["${textAt(volume, 'name') ?? ''}"].ephemeral`;
      check(id, place, objectAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'));
    }
  }
}

function classesOf({ objects }: RuleContext, { storageClasses }: ClusterFacts): Classes {
  const declared = objects.ofKind('storage.k8s.io', 'StorageClass');
  const isDefault = declared.some(({ spec }) => textAt(spec, 'metadata', 'annotations', defaultAnnotation) === 'true');
  return {
    // A cluster on hosts has its classes in both places.
    names: [...new Set([...storageClasses, ...declared.map(({ spec }) => spec.metadata)].map(({ name }) => name))],
    hasDefault: isDefault || storageClasses.some((one) => one.default === true),
  };
}

function checkClass(
  { assembly, clusterTitle, report, title }: RuleContext,
  { names, hasDefault }: Classes,
  id: ResourceId,
  place: string,
  claim: JsonObject,
): void {
  const wanted = textAt(claim, 'storageClassName');
  // An empty class, or a volume by name, asks for a volume that somebody has made by hand.
  if (wanted === '' || textAt(claim, 'volumeName') !== undefined) return;
  if (wanted === undefined ? hasDefault : names.includes(wanted)) return;
  const nearest = nearestName(wanted ?? '', names);
  const has =
    names.length === 0
      ? 'no storage class'
      : `the storage ${names.length === 1 ? 'class' : 'classes'} ${quoted(names)}`;
  report(
    apiWithoutController,
    id,
    wanted === undefined
      ? `${title(id)}${place} names no storage class, and the ${clusterTitle} has ${has} and no default one: no volume would be made for it.`
      : `${title(id)}${place} has the storage class "${wanted}"; the ${clusterTitle} has ${has}: no volume would be made for it.`,
    nearest === undefined ? `${fixOf(names, assembly)}.` : `Did you mean "${nearest}"?`,
  );
}

/** A cluster on hosts has the classes of its storage; of another one the program says which it has. */
function fixOf(names: readonly string[], assembly: Assembly): string {
  const [onHosts, { tenancy }] = [isOnHosts(assembly), assembly.environment];
  if (names.length === 0 && (onHosts || tenancy)) {
    const where = onHosts ? 'the cluster' : `the cluster of "${tenancy?.environment ?? ''}"`;
    const also = onHosts ? '' : ', or name its storageClasses where somebody else makes it';
    return `Declare volumes on the workers' pool of ${where}, volumes: { data: Size.gibibytes(50) }, or give it storage: Storage.localPath()${also}`;
  }
  const example =
    names.length > 0 ? `, Volume.persistent(size, { class: ${quoted(names.slice(0, 1)).replace(/"/g, "'")} })` : '';
  return `Name a class that is there${example}${onHosts ? '' : ', or add it to the storageClasses of the cluster'}`;
}
