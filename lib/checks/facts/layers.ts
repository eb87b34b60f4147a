import {
  hostStack,
  plinthId,
  resourcesOf,
  type Assembly,
  type HostPlace,
  type HostPoolResource,
  type HostResource,
  type ResourceId,
  type ResourceKind,
  type Resource,
} from '../../assembly';
import { Cidr } from '../../core';

/** A host with what its pool says. */
export interface PooledHost {
  readonly id: ResourceId;
  readonly name: string;
  readonly host: HostResource['spec'];
  readonly pool: HostPoolResource['spec'];
}

/** The hosts of an environment, sorted by name. */
export function pooledHosts(assembly: Assembly): readonly PooledHost[] {
  return resourcesOf(assembly, 'host').flatMap(({ id, spec }) => {
    const pool = poolOf(assembly, spec.pool);
    return pool ? [{ id, name: nameOf(id), host: spec, pool: pool.spec }] : [];
  });
}

export function poolOf(assembly: Assembly, name: string): HostPoolResource | undefined {
  return layerOf(assembly, 'host-pool', name);
}

/** A resource of a layer by its kind and name. */
export function layerOf<K extends ResourceKind>(
  assembly: Assembly,
  kind: K,
  name: string,
): Extract<Resource, { kind: K }> | undefined {
  const id = plinthId(hostStack, kind, name);
  return resourcesOf(assembly, kind).find((resource) => resource.id === id);
}

/** The last part of an identity: what a resource of a layer is called. */
export function nameOf(id: ResourceId): string {
  return id.slice(id.indexOf('/', id.indexOf('/plinth/') + '/plinth/'.length) + 1);
}

/** Whether something in one place also stands on a host, or on all hosts of a pool. */
export function isOn(place: HostPlace, pool: string, host?: string): boolean {
  return place.pool === pool && (place.host === undefined || host === undefined || place.host === host);
}

/** A range, or undefined for what another finding refuses already. */
export function tryCidr(text: string): Cidr | undefined {
  try {
    return Cidr.parse(text);
  } catch {
    return undefined;
  }
}

/** How many addresses a range has, as a power of two. */
export function hostBits(cidr: Cidr): number {
  return (cidr.family === 4 ? 32 : 128) - cidr.prefixLength;
}
