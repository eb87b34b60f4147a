import type { Outcome } from '../run';

/** The lines of a text that say something. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** What a program found, or at least that it refuses: a failure without a word is no acceptance. */
export function orRefusal({ status }: Outcome, problems: readonly string[]): readonly string[] {
  return problems.length === 0 && status !== 0 ? [`refused with status ${String(status)}`] : problems;
}
