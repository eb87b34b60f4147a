import * as ipaddr from 'ipaddr.js';
import type { Cidr } from '../../../core';

/** An address of a range, counted from its first: of services the first is the API server's, and the tenth that of DNS. */
export function rangeAddress(range: Cidr, steps: number): string {
  const [address] = ipaddr.parseCIDR(range.toString());
  const bytes = address.toByteArray();
  const last = bytes.length - 1;
  // A range that has as many has room for them in its last byte.
  bytes[last] = ((bytes[last] ?? 0) + steps) % 256;
  return ipaddr.fromByteArray(bytes).toString();
}
