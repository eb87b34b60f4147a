import { invalidValue, IpAddress, PlinthError } from '../../../core';

export interface VirtualIpProps {
  /**
   * The number that tells the hosts of one address from those of another, 1 to 255: unique among all that speak VRRP in a network.
   *
   * @default - the last number of the address
   */
  readonly routerId?: number;
}

/** An address that one of several hosts has, and that moves when that host is gone. */
export class VirtualIp {
  /** @throws PlinthError `invalid-value` for what is no IPv4 address, or a router id outside 1 to 255. */
  static at(address: string, props: VirtualIpProps = {}): VirtualIp {
    const parsed = IpAddress.parse(address);
    const { routerId = Number(address.split('.').at(-1)) } = props;
    if (parsed.family !== 4) {
      const detail = `The virtual address "${address}" is of IPv6; keepalived is set up for IPv4 alone.`;
      throw PlinthError.of(invalidValue, detail, 'Use an IPv4 address of the hosts’ network.');
    }
    if (!Number.isInteger(routerId) || routerId < 1 || routerId > 255) {
      const detail = `The router id of "${address}" is ${String(routerId)}; VRRP has a byte for it, and 0 is none.`;
      throw PlinthError.of(
        invalidValue,
        detail,
        `Give one from 1 to 255: VirtualIp.at('${address}', { routerId: 51 }).`,
      );
    }
    return new VirtualIp(parsed.toString(), routerId);
  }

  readonly address: string;
  readonly routerId: number;

  private constructor(address: string, routerId: number) {
    this.address = address;
    this.routerId = routerId;
  }
}
