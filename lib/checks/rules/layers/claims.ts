import type { ObjectResource, ResourceId } from '../../../assembly';
import { counted, findingKind, type JsonObject, objectAt, objectsAt, textAt, textMapAt } from '../../../core';
import { addTo } from '../../facts/add-to';
import { quantityOf } from '../../facts/quantity';
import type { RuleContext } from '../../rule';

export const claimWithoutVolume = findingKind({
  code: 'claim-without-volume',
  severity: 'error',
  summary: 'a claim fits none of the volumes that hosts have',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#local',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  ],
  acknowledgeable: true,
});

interface Claim {
  readonly id: ResourceId;
  readonly text: string;
  readonly size: number;
}

/**
 * Claims of a class whose volumes nobody makes on demand, against the volumes of that class.
 *
 * The smallest claim takes the smallest volume that holds it, and so on: no other way serves more of them, so what is left over
 * finds nothing in any.
 */
export function checkClaims(context: RuleContext, declared: readonly ObjectResource[]): void {
  const classes = new Map<string, { readonly sizes: number[]; readonly claims: Claim[] }>();
  for (const name of classesWithoutProvisioner(context)) classes.set(name, { sizes: [], claims: [] });
  if (classes.size === 0) return;
  for (const { spec } of declared) {
    classes.get(textAt(spec, 'spec', 'storageClassName') ?? '')?.sizes.push(sizeOf(objectAt(spec, 'spec', 'capacity')));
  }
  const usual = defaultClass(context);
  for (const [claim, spec] of claimsOf(context)) {
    classes.get(textAt(spec, 'storageClassName') ?? usual ?? '')?.claims.push(claim);
  }
  for (const [name, { sizes, claims }] of classes) {
    sizes.sort((a, b) => a - b);
    reportUnmet(context, name, sizes, unmet(claims, sizes));
  }
}

function unmet(claims: readonly Claim[], sizes: readonly number[]): readonly Claim[] {
  let next = 0;
  return [...claims]
    .sort((a, b) => a.size - b.size || (a.id < b.id ? -1 : 1))
    .filter(({ size }) => {
      while ((sizes[next] ?? size) < size) next += 1;
      return next++ >= sizes.length;
    });
}

function reportUnmet({ report }: RuleContext, name: string, sizes: readonly number[], claims: readonly Claim[]): void {
  const byText = new Map<string, Claim[]>();
  for (const claim of claims) addTo(byText, claim.text, claim);
  const largest = sizes.at(-1) ?? 0;
  for (const [text, [claim, ...others]] of byText) {
    if (!claim) continue;
    const times = others.length === 0 ? '' : ` (${others.length + 1} times)`;
    const volumes = `${counted(sizes.length, 'volume')} of it${sizes.length === 0 ? '' : `, the largest of ${gibibytes(largest)}`}`;
    report(
      claimWithoutVolume,
      claim.id,
      `${text} asks for ${gibibytes(claim.size)} of the class "${name}"${times}; the environment has ${volumes}, and ${claim.size > largest ? 'none is large enough' : 'all that are large enough are taken'}: the pod would wait for ever.`,
      `Declare a volume for each claim on the hosts that run its pods: volumes: { data: Size.gibibytes(${Math.ceil(claim.size / 2 ** 30)}) }.`,
    );
  }
}

function classesWithoutProvisioner({ objects }: RuleContext): readonly string[] {
  return objects
    .ofKind('storage.k8s.io', 'StorageClass')
    .filter(({ spec }) => textAt(spec, 'provisioner') === 'kubernetes.io/no-provisioner')
    .map(({ spec }) => spec.metadata.name);
}

function defaultClass({ objects, cluster }: RuleContext): string | undefined {
  const isDefault = 'storageclass.kubernetes.io/is-default-class';
  const found = objects
    .ofKind('storage.k8s.io', 'StorageClass')
    .find(({ spec }) => textMapAt(spec, 'metadata', 'annotations')[isDefault] === 'true');
  return found?.spec.metadata.name ?? cluster?.storageClasses.find((one) => one.default === true)?.name;
}

/** The claims of the environment, those of a StatefulSet once for each of its pods. */
function claimsOf({ objects, scales, title }: RuleContext): readonly (readonly [Claim, JsonObject | undefined])[] {
  const single = objects.ofKind('core', 'PersistentVolumeClaim').map(({ id, spec }) => {
    const own = objectAt(spec, 'spec');
    return [{ id, text: title(id), size: sizeOf(objectAt(own, 'resources', 'requests')) }, own] as const;
  });
  const sets = objects.ofKind('apps', 'StatefulSet').flatMap((set) => {
    const count = scales.of(set)?.max ?? 1;
    return objectsAt(set.spec, 'spec', 'volumeClaimTemplates').flatMap((template) => {
      const own = objectAt(template, 'spec');
      const text = `${title(set.id)}, volumeClaimTemplates["${textAt(template, 'metadata', 'name') ?? ''}"] of ${counted(count, 'pod')},`;
      const claim = { id: set.id, text, size: sizeOf(objectAt(own, 'resources', 'requests')) };
      return Array.from({ length: count }, () => [claim, own] as const);
    });
  });
  // A claim that names its volume waits for that one alone.
  return [...single, ...sets].filter(([, spec]) => textAt(spec, 'volumeName') === undefined);
}

function sizeOf(quantities: JsonObject | undefined): number {
  return quantityOf(textAt(quantities, 'storage') ?? '0') ?? 0;
}

function gibibytes(bytes: number): string {
  return `${Math.round((bytes / 2 ** 30) * 100) / 100} GiB`;
}
