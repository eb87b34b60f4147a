import { isJsonObject } from '../../core';
import { tryJson } from '../run/try-json';

/** Who applies to an environment, as everybody who comes later reads it. */
export interface Holder {
  readonly environment: string;
  readonly run: string;
  /** The desk from which it is done: the same desk goes on with what it began. */
  readonly desk: string;
  /** `ada@laptop`. */
  readonly by: string;
  /** When it was taken. */
  readonly since: string;
  /** Digest of the assembly that is being brought. */
  readonly to: string;
}

const keys = ['environment', 'run', 'desk', 'by', 'since', 'to'] as const;

/** Reads who holds a lock. What cannot be read is held by somebody of whom nothing is known. */
export function parseHolder(text: string): Holder {
  const value = tryJson(text);
  const known = isJsonObject(value) ? value : {};
  const [environment, run, desk, by, since, to] = keys.map((key) => {
    const one = known[key];
    return typeof one === 'string' ? one : 'unknown';
  });
  return {
    ...{ environment: environment ?? '', run: run ?? '', desk: desk ?? '' },
    ...{ by: by ?? '', since: since ?? '', to: to ?? '' },
  };
}

/** Who holds a lock, in words. */
export function holderText({ by, since, to, run }: Holder): string {
  return `${by}, since ${since}, to bring ${to.slice(0, 8)} (run ${run})`;
}
