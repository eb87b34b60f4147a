import * as ipaddr from 'ipaddr.js';
import type { Cidr } from '../../core';
import { IpAddress } from '../../core';

/** The address that comes some steps after another; undefined where the first is none, or the family has no more. */
export function addressAfter(first: string, steps: number): string | undefined {
  const start = IpAddress.tryParse(first);
  if (!start) return undefined;
  const bytes = ipaddr.parse(start.toString()).toByteArray();
  let carry = steps;
  for (let index = bytes.length - 1; index >= 0 && carry > 0; index -= 1) {
    const sum = (bytes[index] ?? 0) + carry;
    bytes[index] = sum % 256;
    carry = Math.floor(sum / 256);
  }
  return carry > 0 ? undefined : IpAddress.parse(ipaddr.fromByteArray(bytes).toString()).toString();
}

/** The first address of a network: by convention its way out, as OpenStack gives it to a gateway unless told otherwise. */
export function firstAddressOf(subnet: Cidr): string | undefined {
  return addressAfter(subnet.toString().replace(/\/\d+$/, ''), 1);
}
