import type { Host } from './host';
import type { HostPool } from './host-pool';

/** Some hosts, of one pool or several: what a layer is put on. A pool is the group of all its hosts. */
export interface HostGroup {
  readonly hosts: readonly Host[];
  readonly pools: readonly HostPool[];
}

/** Whether a value is some hosts. Programs run without being type-checked. */
export function isHostGroup(given: unknown): given is HostGroup {
  if (typeof given !== 'object' || given === null || !('hosts' in given) || !('pools' in given)) return false;
  return Array.isArray(given.hosts) && Array.isArray(given.pools);
}
