import {
  hostStack,
  identityParts,
  placed,
  plinthId,
  resourcesOf,
  type Assembly,
  type HostPlace,
  type HostPoolResource,
  type HostResource,
  type PlacedKind,
  type Resource,
  type ResourceId,
  type ResourceKind,
} from '../../assembly';
import { Cidr, IpAddress } from '../../core';

/** A host with what its pool says. */
export interface PooledHost {
  readonly id: ResourceId;
  readonly name: string;
  readonly host: HostResource['spec'];
  readonly pool: HostPoolResource['spec'];
}

/** Many rules ask for all hosts, and there may be thousands. */
const hostsOf = new WeakMap<Assembly, readonly PooledHost[]>();

/** The hosts of an environment, sorted by name. */
export function pooledHosts(assembly: Assembly): readonly PooledHost[] {
  let hosts = hostsOf.get(assembly);
  if (!hosts) hostsOf.set(assembly, (hosts = readHosts(assembly)));
  return hosts;
}

function readHosts(assembly: Assembly): readonly PooledHost[] {
  return resourcesOf(assembly, 'host').flatMap(({ id, spec }) => {
    const pool = poolOf(assembly, spec.pool);
    return pool ? [{ id, name: nameOf(id), host: spec, pool: pool.spec }] : [];
  });
}

/** Whether the environment makes its cluster on hosts of its own, and so what the cluster has. */
export function isOnHosts(assembly: Assembly): boolean {
  return resourcesOf(assembly, 'control-plane').length > 0;
}

export function poolOf(assembly: Assembly, name: string): HostPoolResource | undefined {
  return layerOf(assembly, 'host-pool', name);
}

/** A pool with its name. */
export interface NamedPool {
  readonly name: string;
  readonly pool: HostPoolResource['spec'];
}

/** The pools of some names, each once. */
export function namedPools(assembly: Assembly, names: readonly string[]): readonly NamedPool[] {
  return [...new Set(names)].flatMap((name) => {
    const pool = poolOf(assembly, name);
    return pool ? [{ name, pool: pool.spec }] : [];
  });
}

/** A resource of a layer by its kind and name. */
export function layerOf<K extends ResourceKind>(
  assembly: Assembly,
  kind: K,
  name: string,
): Extract<Resource, { kind: K }> | undefined {
  const found = assembly.resources[plinthId(hostStack, kind, name)];
  return found?.kind === kind ? (found as Extract<Resource, { kind: K }>) : undefined;
}

/** What a resource of a layer is called. */
export function nameOf(id: ResourceId): string {
  return identityParts(id).name;
}

/** Whether something in one place also stands on a host, or on all hosts of a pool. */
export function isOn(place: HostPlace, pool: string, host: string): boolean {
  return place.pool === pool && (place.host === undefined || place.host === host);
}

/** What stands on every host of a place: for one host that of its whole pool too. */
export function standing<K extends PlacedKind>(
  assembly: Assembly,
  kind: K,
  { pool, host }: HostPlace,
): readonly Extract<Resource, { kind: K }>[] {
  const shared = placed(assembly, kind, pool);
  return host === undefined ? shared : [...shared, ...placed(assembly, kind, `${pool}/${host}`)];
}

/** A range, or one address as a range of it alone; undefined for what another finding refuses already. */
export function tryCidr(text: string): Cidr | undefined {
  const address = IpAddress.tryParse(text);
  try {
    return Cidr.parse(address ? `${text}/${address.family === 4 ? '32' : '128'}` : text);
  } catch {
    return undefined;
  }
}

/** How many addresses a range has, as a power of two. */
export function hostBits(cidr: Cidr): number {
  return (cidr.family === 4 ? 32 : 128) - cidr.prefixLength;
}
