import type { AddressPlanSpec } from '../../assembly';

export interface AddressPlanProps {
  /** Addresses of pods, `10.244.0.0/16`. */
  readonly pods: string;
  /** Addresses of services, `10.96.0.0/16`. */
  readonly services: string;
  /** The part of the pods' range that each host gets, as a prefix length: 24 are 254 pods. @default 24 */
  readonly nodePrefix?: number;
  /**
   * Addresses and ranges outside that hosts rely on, by what they are for: `{ ntp: ['10.1.0.4'], vpn: ['10.8.0.0/16'] }`.
   *
   * @default - none
   */
  readonly reserved?: Readonly<Record<string, readonly string[]>>;
}

/** Which addresses belong to whom. Hosts' own and virtual ones are added by those that have them. */
export class AddressPlan {
  readonly pods: string;
  readonly services: string;
  readonly nodePrefix: number;
  readonly reserved: Readonly<Record<string, readonly string[]>>;

  constructor({ pods, services, nodePrefix = 24, reserved = {} }: AddressPlanProps) {
    this.pods = pods;
    this.services = services;
    this.nodePrefix = nodePrefix;
    this.reserved = reserved;
  }

  /** The plan as data, with the networks of hosts and the addresses that move between them. */
  spec(nodes: readonly string[], virtual: Readonly<Record<string, string>>): AddressPlanSpec {
    const { pods, services, nodePrefix, reserved } = this;
    return { nodes: [...new Set(nodes)].sort(), pods, services, virtual, reserved, nodePrefix };
  }
}
