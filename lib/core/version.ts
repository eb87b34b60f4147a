// One by one: the package as a whole loads 47 modules at every start.
import type { SemVer } from 'semver';
import coerce from 'semver/functions/coerce';
import compare from 'semver/functions/compare';
import parse from 'semver/functions/parse';
import { invalidValue } from './invalid-value';
import { PlinthError } from './plinth-error';

/** A version with one to three numbers: a line such as `17` or `1.36`, or a release such as `1.36.3` or `1.37.0-rc.1`. */
export class Version {
  readonly #text: string;
  readonly #full: SemVer;

  private constructor(text: string, full: SemVer) {
    this.#text = text;
    this.#full = full;
  }

  /** @throws PlinthError `invalid-value` for anything but `1`, `1.36`, `1.36.3`, `1.37.0-rc.1` or these with a leading `v`. */
  static parse(text: string): Version {
    // semver skips white space around a version, which would stay in the text.
    const isLine = /^v?\d+(\.\d+){0,2}$/.test(text);
    const full = isLine ? coerce(text) : /\s/.test(text) ? null : parse(text);
    if (!full)
      throw PlinthError.of(
        invalidValue,
        `"${text}" is not a version.`,
        'Write a line such as "1.36" or a release such as "1.36.3".',
      );
    return new Version(text.replace(/^v/, ''), full);
  }

  /** The first number. */
  get major(): number {
    return this.#full.major;
  }

  /** The second number; 0 where it is missing. */
  get minor(): number {
    return this.#full.minor;
  }

  /** The first two numbers: `1.36`. */
  get minorLine(): string {
    return `${String(this.#full.major)}.${String(this.#full.minor)}`;
  }

  /** Negative, zero or positive, with missing numbers read as 0. */
  compare(other: Version): number {
    return compare(this.#full, other.#full);
  }

  toString(): string {
    return this.#text;
  }
}
