/** How somebody asks a run to end before its time. */
export interface Stop {
  /** How often it was asked for. */
  readonly count: number;
  /** Told each time that it is asked for. Returns how to be told no more. */
  readonly onRequest: (listener: (count: number) => void) => () => void;
}

/** A stop that can be asked for. */
export class StopButton implements Stop {
  readonly #listeners = new Set<(count: number) => void>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  readonly onRequest = (listener: (count: number) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly press = (): void => {
    this.#count += 1;
    for (const listener of this.#listeners) listener(this.#count);
  };
}

/**
 * Runs something with a button that Ctrl-C, a terminal that is closed, and `kill` press.
 *
 * Meanwhile none of them ends this process: whoever runs must.
 */
export async function withStopButton<T>(run: (stop: StopButton) => Promise<T>): Promise<T> {
  const stop = new StopButton();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop.press);
  try {
    return await run(stop);
  } finally {
    for (const signal of signals) process.off(signal, stop.press);
  }
}
