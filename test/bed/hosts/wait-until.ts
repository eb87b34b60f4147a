import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';

export interface Patience {
  /** How long until it is a failure. */
  readonly timeoutMilliseconds: number;
  /** The pause between two looks. @default 100 */
  readonly everyMilliseconds?: number;
}

/**
 * What `look` finds as soon as it finds something.
 *
 * `look` gives `undefined` for "not yet"; an error that it throws is "not yet" as well, and is told when time is over.
 *
 * @throws after the timeout, with `what` and the last error
 */
export async function waitUntil<T>(
  what: string,
  { timeoutMilliseconds, everyMilliseconds = 100 }: Patience,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = performance.now() + timeoutMilliseconds;
  for (;;) {
    let last: unknown;
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) {
      const why = types.isNativeError(last) ? ` The last time it failed: ${last.message}` : '';
      throw new Error(`After ${String(timeoutMilliseconds / 1000)} s this is still not so: ${what}.${why}`, {
        cause: last,
      });
    }
    await pause(everyMilliseconds);
  }
}
