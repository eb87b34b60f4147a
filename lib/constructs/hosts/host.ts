import type { HostPlace } from '../../assembly';
import type { HostPool } from './host-pool';

/** One machine with an operating system, a member of a pool. */
export class Host {
  readonly pool: HostPool;
  /** Its hostname, unique in the environment. */
  readonly name: string;
  /** Its address in the nodes' network. */
  readonly address: string;
  readonly zone: string | undefined;

  constructor(pool: HostPool, name: string, address: string, zone: string | undefined) {
    this.pool = pool;
    this.name = name;
    this.address = address;
    this.zone = zone;
  }

  /** Where things stand that this host has alone. */
  get place(): HostPlace {
    return { pool: this.pool.name, host: this.name };
  }
}
