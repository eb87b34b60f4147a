import * as ipaddr from 'ipaddr.js';
import { invalidValue } from './invalid-value';
import { PlinthError } from './plinth-error';

/** One IPv4 or IPv6 address in canonical form. */
export class IpAddress {
  readonly #text: string;
  readonly family: 4 | 6;

  private constructor(text: string, family: 4 | 6) {
    this.#text = text;
    this.family = family;
  }

  /** @throws PlinthError `invalid-value` when the text is not four decimal parts or an IPv6 address. */
  static parse(given: string): IpAddress {
    const address = IpAddress.tryParse(given);
    if (address) return address;
    const text: unknown = given;
    if (typeof text !== 'string') {
      throw PlinthError.of(invalidValue, 'no address is given.', 'Write an address such as "10.20.0.5".');
    }
    const fix = text.includes('/')
      ? 'Write the address alone, or use a Cidr.'
      : 'Write an address such as "10.20.0.5" or "fd00::5".';
    throw PlinthError.of(invalidValue, `"${text}" is not an IP address.`, fix);
  }

  /** As `parse`, but undefined where it would throw. */
  static tryParse(given: string): IpAddress | undefined {
    const text: unknown = given;
    // Programs run without being type-checked.
    if (typeof text !== 'string') return undefined;
    // "10.1" and "0x7f000001" are addresses to inet_aton, never to Kubernetes.
    if (ipaddr.IPv4.isValidFourPartDecimal(text)) return new IpAddress(ipaddr.IPv4.parse(text).toString(), 4);
    // A zone ("fe80::1%eth0") means something on one host only.
    if (ipaddr.IPv6.isValid(text) && !text.includes('%')) return new IpAddress(ipaddr.IPv6.parse(text).toString(), 6);
    return undefined;
  }

  toString(): string {
    return this.#text;
  }
}
