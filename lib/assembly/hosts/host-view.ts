import { resourcesOf, type Assembly, type Resource, type ResourceKind } from '../model/assembly';
import type { HostPlace } from '../model/host-place';
import type { HostResource } from '../model/host';
import type { HostPoolResource } from '../model/host-pool';
import { hostStack } from '../model/host-place';
import { identityParts, plinthId } from '../model/identity';

/** Kinds that stand on hosts, each with a place. */
export type PlacedKind = Extract<Resource, { spec: { on: HostPlace } }>['kind'];

/** Every one of them: a kind that is missing here does not compile. */
const isPlaced: { readonly [K in PlacedKind]: true } = {
  ...{ certificate: true, file: true, 'firewall-rule': true, 'host-secret': true, module: true },
  ...{ package: true, sysctl: true, unit: true, user: true },
};
const placedKinds = Object.keys(isPlaced) as PlacedKind[];

/** A host with all that stands on it: what its whole pool has, and what it has alone. */
export interface HostView {
  readonly host: HostResource;
  readonly name: string;
  readonly pool: HostPoolResource;
  resourcesOf<K extends PlacedKind>(kind: K): readonly Extract<Resource, { kind: K }>[];
  /** All that stands on it, of every kind. */
  all(): readonly Resource[];
}

/** The hosts of an environment, sorted by name. An assembly has one view of each. */
export function hostViews(assembly: Assembly): readonly HostView[] {
  const known = views.get(assembly) ?? makeViews(assembly);
  views.set(assembly, known);
  return known;
}

const views = new WeakMap<Assembly, readonly HostView[]>();

function makeViews(assembly: Assembly): readonly HostView[] {
  return resourcesOf(assembly, 'host').flatMap((host) => {
    const pool = assembly.resources[plinthId(hostStack, 'host-pool', host.spec.pool)];
    if (pool?.kind !== 'host-pool') return [];
    const { name } = identityParts(host.id);
    const onIt = <K extends PlacedKind>(kind: K): readonly Extract<Resource, { kind: K }>[] => [
      ...placed(assembly, kind, host.spec.pool),
      ...placed(assembly, kind, `${host.spec.pool}/${name}`),
    ];
    return [
      {
        host,
        name,
        pool,
        resourcesOf: onIt,
        all: () => placedKinds.flatMap((kind): readonly Resource[] => onIt(kind)),
      },
    ];
  });
}

/** What stands in one place, `<pool>` or `<pool>/<host>`; sorted by identity. */
export function placed<K extends PlacedKind>(
  assembly: Assembly,
  kind: K,
  place: string,
): readonly Extract<Resource, { kind: K }>[] {
  const index = indexes.get(assembly) ?? new Map<ResourceKind, ByPlace>();
  indexes.set(assembly, index);
  let byPlace = index.get(kind);
  if (!byPlace) index.set(kind, (byPlace = byPlaceOf(assembly, kind)));
  return (byPlace.get(place) ?? []) as readonly Extract<Resource, { kind: K }>[];
}

type ByPlace = ReadonlyMap<string, readonly Resource[]>;

/** With many hosts everything is asked for many times. */
const indexes = new WeakMap<Assembly, Map<ResourceKind, ByPlace>>();

function byPlaceOf(assembly: Assembly, kind: PlacedKind): ByPlace {
  const byPlace = new Map<string, Resource[]>();
  for (const resource of resourcesOf(assembly, kind)) {
    const { pool, host } = resource.spec.on;
    const place = host === undefined ? pool : `${pool}/${host}`;
    const there = byPlace.get(place);
    if (there) there.push(resource);
    else byPlace.set(place, [resource]);
  }
  return byPlace;
}
