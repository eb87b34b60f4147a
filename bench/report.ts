import { availableParallelism } from 'node:os';
import type { Ratio, Round } from './ratios';

/** Smallest, middle and largest of some values. */
interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** One ratio as it was measured. */
export interface Measured {
  readonly key: string;
  readonly goal?: Ratio['goal'];
  /** The ratio of every round; the middle one is the result. */
  readonly ratio: Spread;
  /** Whole-process processor time in seconds, by command. */
  readonly seconds: Readonly<Record<string, Spread>>;
  /** Other readings of the same rounds. */
  readonly others: Readonly<Record<string, number>>;
}

export function measured(ratio: Ratio, rounds: readonly Round[]): Measured {
  const commands = Object.keys(rounds[0] ?? {});
  return {
    key: ratio.key,
    ...(ratio.goal !== undefined && { goal: ratio.goal }),
    ratio: spread(rounds.map((round) => ratio.of(round))),
    seconds: fromNames(commands, (name) => spread(rounds.map((round) => round[name] ?? NaN))),
    others: Object.fromEntries(
      Object.entries(ratio.others ?? {}).map(([name, of]) => [name, spread(rounds.map(of)).median]),
    ),
  };
}

/** For people. */
export function table(results: readonly Measured[]): string {
  const lines = results.flatMap(({ key, goal, ratio, seconds, others }) => [
    `${key.padEnd(22)} ${figure(ratio.median).padStart(6)}   goal ${goal ?? 'none'}   (rounds: ${figure(ratio.min)} to ${figure(ratio.max)})`,
    ...Object.entries(others).map(([name, value]) => `${''.padEnd(22)} ${figure(value).padStart(6)}   ${name}`),
    ...Object.entries(seconds).map(
      ([name, { min, median, max }]) =>
        `    ${name.padEnd(34)} ${median.toFixed(3)} s   (${min.toFixed(3)} to ${max.toFixed(3)})`,
    ),
    '',
  ]);
  return [
    `node ${process.version}, ${availableParallelism()} processors; processor time of whole processes`,
    '',
    ...lines,
  ].join('\n');
}

/** For programs: every ratio by its key, and beside them all that was measured. */
export function json(results: readonly Measured[], runs: number): Readonly<Record<string, unknown>> {
  const byKey = new Map(results.map((result) => [result.key, result]));
  return {
    ...fromNames([...byKey.keys()], (key) => rounded(byKey.get(key)?.ratio.median ?? NaN)),
    detail: {
      node: process.version,
      processors: availableParallelism(),
      runs,
      ...fromNames([...byKey.keys()], (key) => byKey.get(key)),
    },
  };
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => rounded(sorted[index] ?? NaN);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(middle) : rounded((at(middle - 1) + at(middle)) / 2);
  return { min: at(0), median, max: at(sorted.length - 1) };
}

function fromNames<T>(names: readonly string[], value: (name: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

function figure(value: number): string {
  return value.toFixed(2);
}
