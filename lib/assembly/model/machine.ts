import type { ResourceBase } from './resource-base';

/** A machine that somebody else made; we get in by ssh. */
export interface ExistingMachine {
  readonly kind: 'existing';
  /** Where ssh reaches it, when that is not the host's own address. */
  readonly sshAddress?: string;
  readonly sshPort: number;
  readonly sshUser: string;
}

/** A server of OpenStack. Names are those of the cloud. */
export interface OpenStackMachine {
  readonly kind: 'openstack';
  readonly flavor: string;
  readonly image: string;
  readonly network: string;
  readonly subnet: string;
  readonly availabilityZone?: string;
  /** The servers of one group are kept on different hypervisors. */
  readonly serverGroup: string;
  readonly serverGroupPolicy: 'anti-affinity' | 'soft-anti-affinity';
  /** Addresses and ranges that the port may send from besides its own: virtual addresses, and pods with host-gw. */
  readonly allowedAddresses: readonly string[];
  /** Disks of their own, by name: they outlive the server. */
  readonly volumes: readonly { readonly name: string; readonly gibibytes: number; readonly type?: string }[];
  /** Whether something on it must not be lost: then destroying it is refused. */
  readonly stateful: boolean;
}

/** Where a host comes from. The name of the resource is the host's. */
export type MachineSpec = ExistingMachine | OpenStackMachine;

export type MachineResource = ResourceBase<'machine', MachineSpec>;

/** Where the state of an environment's machines is kept. */
export interface MachineBackendSpec {
  readonly kind: 'local' | 's3' | 'http' | 'pg';
  readonly settings: Readonly<Record<string, string>>;
}

export type MachineBackendResource = ResourceBase<'machine-backend', MachineBackendSpec>;
