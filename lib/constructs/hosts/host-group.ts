import type { Host } from './host';
import type { HostPool } from './host-pool';

/** Some hosts, of one pool or several: what a layer is put on. A pool is the group of all its hosts. */
export interface HostGroup {
  readonly hosts: readonly Host[];
  readonly pools: readonly HostPool[];
}
