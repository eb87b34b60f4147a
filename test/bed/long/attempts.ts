/** One try to write, by whoever tries all the time. */
export interface Attempt {
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  readonly milliseconds: number;
  /** What was to be written. */
  readonly line: string;
  /** Why it was not: `ETIMEDOUT`, `503`. Absent where it was. */
  readonly failure?: string;
}

/** How a service did while something happened to it. */
export interface Course {
  readonly attempts: number;
  readonly failed: number;
  /** The longest time between the ends of two attempts that succeeded, one after the other, in seconds. */
  readonly longestGapSeconds: number;
  /** How often each failure came: `{ ETIMEDOUT: 2 }`. */
  readonly failures: Readonly<Record<string, number>>;
}

/** Those that ended after a time. A gap that is still open lasts until the last attempt. */
export function courseOf(all: readonly Attempt[], since = 0): Course {
  const ended = (one: Attempt): number => one.at + one.milliseconds;
  const attempts = all.filter((one) => ended(one) >= since);
  const good = attempts.filter(({ failure }) => failure === undefined).map(ended);
  // What succeeded last before then begins the first gap.
  const first = all.filter((one) => one.failure === undefined && ended(one) < since).at(-1);
  const last = attempts.at(-1);
  const marks = [...(first ? [ended(first)] : []), ...good, ...(last?.failure === undefined ? [] : [ended(last)])];
  const gaps = marks.slice(1).map((mark, index) => mark - (marks[index] ?? mark));
  const failures: Record<string, number> = {};
  for (const { failure } of attempts) if (failure !== undefined) failures[failure] = (failures[failure] ?? 0) + 1;
  return {
    attempts: attempts.length,
    failed: attempts.length - good.length,
    longestGapSeconds: Math.max(0, ...gaps) / 1000,
    failures,
  };
}

/** For people: `240 writes, 2 failed (ETIMEDOUT 2), longest gap 4.1 s`. */
export function courseText({ attempts, failed, longestGapSeconds, failures }: Course): string {
  const why = Object.entries(failures).map(([failure, count]) => `${failure} ${String(count)}`);
  const told = failed === 0 ? 'none failed' : `${String(failed)} failed (${why.join(', ')})`;
  return `${String(attempts)} writes, ${told}, longest gap ${longestGapSeconds.toFixed(1)} s`;
}
