import type { PoolAddress } from './nft-rules';

/** Hosts whose addresses follow each other. */
export interface AddressRun {
  readonly first: PoolAddress;
  readonly last: PoolAddress;
}

/**
 * Addresses as runs of neighbours, in their order. A pool is mostly one run, so that the rules of a host do not grow with the
 * number of its peers.
 */
export function addressRuns(members: readonly PoolAddress[]): readonly AddressRun[] {
  const runs: { first: PoolAddress; last: PoolAddress }[] = [];
  for (const member of [...members].sort((a, b) => compare(a.address, b.address))) {
    const run = runs.at(-1);
    if (run && numberOf(member.address) === numberOf(run.last.address) + 1) run.last = member;
    else runs.push({ first: member, last: member });
  }
  return runs;
}

/** As a run is written in a set. */
export function runText({ first, last }: AddressRun): string {
  if (first === last) return `${first.address} comment "${first.host}"`;
  return `${first.address}-${last.address} comment "${first.host} to ${last.host}"`;
}

/** Addresses of IPv6 have no neighbours here: they are seldom given in order. */
function numberOf(address: string): number {
  if (address.includes(':')) return NaN;
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function compare(a: string, b: string): number {
  const difference = numberOf(a) - numberOf(b);
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : Number(a > b);
}
