import type { ResourceBase } from './resource-base';

/** A disk or folder of a host on which data of pods lies. */
export interface HostVolume {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** One machine with an operating system. The name of the resource is its hostname. */
export interface HostSpec {
  readonly pool: string;
  /** Its address in the nodes' network. */
  readonly address: string;
  readonly zone?: string;
  readonly volumes: readonly HostVolume[];
}

export type HostResource = ResourceBase<'host', HostSpec>;
