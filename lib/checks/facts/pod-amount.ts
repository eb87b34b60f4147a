import type { Json } from '../../core';

/** A number of pods, or a share of them such as `50%`. */
export type PodAmount = number | `${number}%`;

/** Reads an int-or-string field; undefined for what is neither a whole number nor a share. */
export function podAmount(given: Json | undefined): PodAmount | undefined {
  if (typeof given === 'number') return given;
  if (typeof given !== 'string') return undefined;
  if (/^\d+%$/.test(given)) return given as PodAmount;
  return undefined;
}

/**
 * How many of a number of pods an amount is. Shares are rounded up, for what must stay as for what may go.
 *
 * Source: `getExpectedPodCount` in https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/disruption/disruption.go
 */
export function countOf(amount: PodAmount, pods: number): number {
  if (typeof amount === 'number') return amount;
  return Math.ceil((pods * Number(amount.slice(0, -1))) / 100);
}
