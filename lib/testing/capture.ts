import type { Json } from '../core';
import { compare, matcher, type Matcher, type Pattern } from './comparison';

/**
 * Stands in a pattern for a value that a test wants to look at: `const image = new Capture()`.
 *
 * Values are taken only from objects that match as a whole.
 */
export class Capture implements Matcher {
  readonly description = 'any value';
  readonly #pattern: Pattern | undefined;
  readonly #values: Json[] = [];

  /** With a pattern, only values that match it are accepted. */
  constructor(pattern?: Pattern) {
    this.#pattern = pattern;
    matcher(this);
  }

  /** The captured value. @throws Error unless exactly one was captured */
  get value(): Json {
    const [only] = this.#values;
    if (only === undefined || this.#values.length > 1) {
      throw new Error(
        `${String(this.#values.length)} values were captured, not one: nothing has matched yet, or several objects have`,
      );
    }
    return only;
  }

  /** All captured values, in the order of the objects. */
  get values(): readonly Json[] {
    return this.#values;
  }

  compare(actual: Json | undefined, at: Parameters<Matcher['compare']>[1]): void {
    if (actual === undefined) {
      at.mismatch(this.description, actual);
      return;
    }
    compare(this.#pattern, actual, at, 'partial');
    at.capture(() => this.#values.push(actual));
  }
}
