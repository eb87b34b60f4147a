import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** An address that one of several hosts has, and that moves when that host is gone. The resource is called by what it is for. */
export interface VirtualAddressSpec {
  readonly address: string;
  /** What tells its routers from those of another address in one network, 1 to 255. */
  readonly routerId: number;
  readonly hosts: readonly HostPlace[];
}

export type VirtualAddressResource = ResourceBase<'virtual-address', VirtualAddressSpec>;
