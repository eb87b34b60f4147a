import { resourcesOf, type ObjectResource, type ResourceId } from '../../../assembly';
import { findingKind, itemsAt, objectAt, objectsAt, textAt, textsAt, type JsonObject } from '../../../core';
import { nameOf, pooledHosts } from '../../facts/layers';
import { quantityOf } from '../../facts/quantity';
import { counted, listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';

const localVolumes = 'https://kubernetes.io/docs/concepts/storage/volumes/#local';

const claimWithoutVolume = findingKind({
  code: 'claim-without-volume',
  severity: 'error',
  summary: 'a claim fits none of the volumes that hosts have',
  references: [localVolumes, 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding'],
  acknowledgeable: true,
});

const volumeNotOnHost = findingKind({
  code: 'volume-not-on-host',
  severity: 'error',
  summary: 'a local volume names a host or a folder that there is not',
  references: [localVolumes],
  acknowledgeable: true,
});

interface Claim {
  readonly id: ResourceId;
  readonly text: string;
  readonly size: number;
  readonly storageClass: string;
}

/** Volumes that nobody makes on demand: what hosts declare is all that there is, and one claim takes a whole one. */
export const volumes: Rule = {
  kinds: [claimWithoutVolume, volumeNotOnHost],
  check: (context) => {
    // Without hosts of its own an environment does not know where its volumes are.
    if (resourcesOf(context.assembly, 'host').length === 0) return;
    const local = context.objects
      .ofKind('core', 'PersistentVolume')
      .filter(({ spec }) => objectAt(spec, 'spec', 'local'));
    for (const volume of local) checkPlace(context, volume);
    checkClaims(context, local);
  },
};

function checkPlace({ assembly, report, title }: RuleContext, { id, spec }: ObjectResource): void {
  const path = textAt(spec, 'spec', 'local', 'path') ?? '';
  const hosts = hostsOf(spec);
  for (const name of hosts) {
    const host = pooledHosts(assembly).find((one) => one.name === name);
    const paths = host?.host.volumes.map((volume) => volume.path) ?? [];
    if (paths.includes(path)) continue;
    report(
      volumeNotOnHost,
      id,
      host
        ? `${title(id)} is in ${path} on ${name}, which declares ${listed(paths)}.`
        : `${title(id)} is on "${name}", which is none of the hosts.`,
      'Declare the volume on the pool: volumes: { data: Size.gibibytes(50) }; its object is then made for each host.',
    );
  }
}

function hostsOf(spec: JsonObject): readonly string[] {
  return objectsAt(spec, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms').flatMap((term) =>
    objectsAt(term, 'matchExpressions').flatMap((one) =>
      textAt(one, 'key') === 'kubernetes.io/hostname' ? textsAt(one, 'values') : [],
    ),
  );
}

/** The largest claims first, each to the smallest volume that holds it, as the scheduler prefers. */
function checkClaims(context: RuleContext, local: readonly ObjectResource[]): void {
  const classes = new Set(
    context.objects
      .ofKind('storage.k8s.io', 'StorageClass')
      .filter(({ spec }) => textAt(spec, 'provisioner') === 'kubernetes.io/no-provisioner')
      .map(({ spec }) => spec.metadata.name),
  );
  const free = local
    .map(({ spec, id }) => ({
      name: nameOf(id),
      size: sizeOf(objectAt(spec, 'spec', 'capacity')),
      storageClass: textAt(spec, 'spec', 'storageClassName') ?? '',
    }))
    .sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
  const claims = claimsOf(context, classes).sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  const all = [...free];
  for (const claim of claims) {
    const found = free.findIndex((one) => one.storageClass === claim.storageClass && one.size >= claim.size);
    if (found >= 0) {
      free.splice(found, 1);
      continue;
    }
    const ofClass = all.filter(({ storageClass }) => storageClass === claim.storageClass);
    const largest = Math.max(0, ...ofClass.map(({ size }) => size));
    context.report(
      claimWithoutVolume,
      claim.id,
      `${claim.text} asks for ${gibibytes(claim.size)} of the class "${claim.storageClass}"; hosts declare ${counted(ofClass.length, 'volume')} of it, the largest of ${gibibytes(largest)}, and ${claim.size > largest ? 'none is large enough' : 'all that are large enough are taken'}: the pod would wait for ever.`,
      'Declare a volume for it on the hosts that run it: volumes: { data: Size.gibibytes(50) }.',
    );
  }
}

function claimsOf({ objects, scales, title }: RuleContext, classes: ReadonlySet<string>): Claim[] {
  const [only] = [...classes];
  const claim = (id: ResourceId, text: string, spec: JsonObject | undefined): readonly Claim[] => {
    const storageClass = textAt(spec, 'storageClassName') ?? only ?? '';
    const size = sizeOf(objectAt(spec, 'resources', 'requests'));
    return classes.has(storageClass) ? [{ id, text, size, storageClass }] : [];
  };
  const single = objects
    .ofKind('core', 'PersistentVolumeClaim')
    .flatMap(({ id, spec }) => claim(id, title(id), objectAt(spec, 'spec')));
  const sets = objects.ofKind('apps', 'StatefulSet').flatMap((set) => {
    const count = scales.of(set)?.max ?? 1;
    return itemsAt(set.spec, 'spec', 'volumeClaimTemplates').flatMap((template) => {
      const body = template as JsonObject;
      const text = `${title(set.id)}, volumeClaimTemplates["${textAt(body, 'metadata', 'name') ?? ''}"] of one of ${counted(count, 'pod')},`;
      return Array.from({ length: count }, () => claim(set.id, text, objectAt(body, 'spec'))).flat();
    });
  });
  return [...single, ...sets];
}

function sizeOf(quantities: JsonObject | undefined): number {
  return quantityOf(textAt(quantities, 'storage') ?? '0') ?? 0;
}

function gibibytes(bytes: number): string {
  return `${Math.round((bytes / 2 ** 30) * 100) / 100} GiB`;
}
