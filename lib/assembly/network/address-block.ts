import * as ipaddr from 'ipaddr.js';
import { Cidr } from '../../core';

/** A range of addresses without some of its parts, as `ipBlock` has it. */
export interface AddressBlock {
  readonly cidr: Cidr;
  readonly except: readonly Cidr[];
}

/** Reads an `ipBlock`; undefined where its `cidr` is none. An `except` that is none excepts nothing. */
export function tryAddressBlock(cidr: string, except: readonly string[]): AddressBlock | undefined {
  const range = tryCidr(cidr);
  return range && { cidr: range, except: except.flatMap((text) => tryCidr(text) ?? []) };
}

/** As `Cidr.parse`, but host bits are dropped: Kubernetes takes `10.0.0.7/8` for `10.0.0.0/8`. */
export function tryCidr(text: string): Cidr | undefined {
  if (!ipaddr.isValidCIDR(text)) return undefined;
  const [address, length] = ipaddr.parseCIDR(text);
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return Cidr.parse(`${family.networkAddressFromCIDR(text).toString()}/${String(length)}`);
}

/**
 * Whether a pod may have an address in the block.
 *
 * Which address a pod gets is not known before it runs, only the range it is taken from: a block that shares an address
 * with that range may match any pod. Where the range is not known, only a block of all addresses is sure to hold it.
 */
export function mayHoldPods({ cidr, except }: AddressBlock, podRanges: readonly Cidr[]): boolean {
  if (podRanges.length === 0) return cidr.prefixLength === 0;
  return podRanges.some((range) => {
    if (!range.overlaps(cidr)) return false;
    const shared = range.prefixLength > cidr.prefixLength ? range : cidr;
    return !except.some((part) => part.contains(shared));
  });
}
