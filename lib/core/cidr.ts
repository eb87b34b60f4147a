import * as ipaddr from 'ipaddr.js';
import { invalidValue } from './invalid-value';
import { IpAddress } from './ip-address';
import { PlinthError } from './plinth-error';

/**
 * A range of addresses, for example `10.244.0.0/16` or `fd00:10:244::/56`.
 *
 * The text is canonical: host bits are refused, IPv6 is in the short form of RFC 5952.
 */
export class Cidr {
  readonly #network: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefixLength: number;

  private constructor(network: ipaddr.IPv4 | ipaddr.IPv6, prefixLength: number) {
    this.#network = network;
    this.prefixLength = prefixLength;
  }

  /**
   * Reads `address/prefix`.
   *
   * @throws PlinthError `invalid-value` without a prefix, outside the family's range, or with host bits set.
   */
  static parse(given: string): Cidr {
    const text: unknown = given;
    // Programs run without being type-checked.
    if (typeof text !== 'string') {
      throw PlinthError.of(invalidValue, 'no range is given.', 'Write address/prefix, such as "10.0.0.0/8".');
    }
    if (!text.includes('/')) {
      const host = IpAddress.tryParse(text);
      const fix = host
        ? `Did you mean "${text}/${host.family === 4 ? '32' : '128'}"?`
        : 'Write address/prefix, such as "10.0.0.0/8".';
      throw PlinthError.of(invalidValue, `"${text}" has no prefix length.`, fix);
    }
    // As for addresses: "010.0.0.0" is 8.0.0.0 to inet_aton, and an error to Kubernetes.
    if (!ipaddr.isValidCIDR(text) || !IpAddress.tryParse(text.slice(0, text.indexOf('/')))) {
      throw PlinthError.of(
        invalidValue,
        `"${text}" is not a CIDR.`,
        'Write address/prefix, such as "10.0.0.0/8" or "fd00::/64".',
      );
    }
    const [address, length] = ipaddr.parseCIDR(text);
    const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
    const network = family.networkAddressFromCIDR(text);
    if (network.toString() !== address.toString()) {
      const fix = `Did you mean "${network.toString()}/${String(length)}"?`;
      throw PlinthError.of(invalidValue, `"${text}" has host bits set.`, fix);
    }
    return new Cidr(network, length);
  }

  /** 4 or 6. */
  get family(): 4 | 6 {
    return this.#network.kind() === 'ipv4' ? 4 : 6;
  }

  /** Whether an address, or the whole of another range, lies inside this one. */
  contains(other: Cidr | IpAddress): boolean {
    const [address, length] =
      other instanceof Cidr
        ? [other.#network, other.prefixLength]
        : [ipaddr.parse(other.toString()), this.prefixLength];
    return (
      address.kind() === this.#network.kind() &&
      length >= this.prefixLength &&
      address.match(this.#network, this.prefixLength)
    );
  }

  /** Whether the two ranges share an address. */
  overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }

  toString(): string {
    return `${this.#network.toString()}/${String(this.prefixLength)}`;
  }
}
