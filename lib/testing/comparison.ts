import type { Json } from '../core';
import { isJsonObject } from '../core';
import { fieldPathText, type FieldPath } from '../kube-api';

/**
 * A pattern for data: plain data, in which any value may be a matcher. Fields that are `undefined` are not looked at.
 *
 * `object`, because an interface of somebody's own is plain data as well, and no narrower type would take it.
 */
export type Pattern = string | number | boolean | null | PatternObject;

/** A pattern for an object: the fields that it must have. */
export type PatternObject = object;

/** One place where data are not as the pattern has them. */
export interface Mismatch {
  readonly path: FieldPath;
  readonly expected: string;
  readonly found: string;
}

/** Whether objects may have more fields than the pattern names. */
export type Strictness = 'partial' | 'exact';

/** Something that accepts some values and not others. */
export interface Matcher {
  /** How messages call what it accepts. */
  readonly description: string;
  /** Compares a value, `undefined` where there is none, and tells the comparison what does not fit. */
  compare(actual: Json | undefined, at: Comparison): void;
}

const marker = Symbol.for('plinth.Matcher');

/** Marks a matcher as one. Works across copies of Plinth, hence no instanceof. */
export function matcher(implementation: Matcher): Matcher {
  return Object.defineProperty(implementation, marker, { value: true });
}

export function isMatcher(value: unknown): value is Matcher {
  return typeof value === 'object' && value !== null && marker in value;
}

/** What one comparison of data with a pattern has found. */
export class Comparison {
  readonly path: FieldPath;
  readonly #mismatches: Mismatch[];
  readonly #captures: (() => void)[];

  constructor(path: FieldPath = [], mismatches: Mismatch[] = [], captures: (() => void)[] = []) {
    this.path = path;
    this.#mismatches = mismatches;
    this.#captures = captures;
  }

  get mismatches(): readonly Mismatch[] {
    return this.#mismatches;
  }

  /** The comparison one field or item further down. */
  at(part: string | number): Comparison {
    return new Comparison([...this.path, part], this.#mismatches, this.#captures);
  }

  /** A comparison of the same place whose outcome is looked at before it counts. */
  trial(): Comparison {
    return new Comparison(this.path);
  }

  /** Lets the outcome of a trial count. */
  adopt(trial: Comparison): void {
    this.#mismatches.push(...trial.#mismatches);
    this.#captures.push(...trial.#captures);
  }

  mismatch(expected: string, actual: Json | undefined): void {
    this.#mismatches.push({ path: this.path, expected, found: valueText(actual) });
  }

  /** To be done once the whole has matched. */
  capture(action: () => void): void {
    this.#captures.push(action);
  }

  /** Does what was to be captured, if everything has matched; says whether it has. */
  finish(): boolean {
    if (this.#mismatches.length > 0) return false;
    for (const action of this.#captures) action();
    return true;
  }
}

/** Compares a value with a pattern, down to every field of it. */
export function compare(
  pattern: Pattern | undefined,
  actual: Json | undefined,
  at: Comparison,
  strictness: Strictness,
): void {
  if (pattern === undefined) return;
  if (isMatcher(pattern)) {
    pattern.compare(actual, at);
  } else if (Array.isArray(pattern)) {
    compareLists(pattern as readonly Pattern[], actual, at, strictness);
  } else if (typeof pattern === 'object' && pattern !== null) {
    compareObjects(pattern, actual, at, strictness);
  } else if (pattern !== actual) {
    at.mismatch(valueText(pattern), actual);
  }
}

function compareLists(
  pattern: readonly Pattern[],
  actual: Json | undefined,
  at: Comparison,
  strictness: Strictness,
): void {
  if (!Array.isArray(actual)) {
    at.mismatch(`a list of ${String(pattern.length)}`, actual);
    return;
  }
  const items = actual as readonly Json[];
  if (items.length !== pattern.length) at.mismatch(`a list of ${String(pattern.length)}`, actual as Json);
  pattern.forEach((each, index) => {
    if (index < items.length) compare(each, items[index], at.at(index), strictness);
  });
}

function compareObjects(pattern: object, actual: Json | undefined, at: Comparison, strictness: Strictness): void {
  if (!isJsonObject(actual)) {
    at.mismatch('an object', actual);
    return;
  }
  for (const [field, each] of Object.entries(pattern) as [string, Pattern | undefined][]) {
    compare(each, Object.hasOwn(actual, field) ? actual[field] : undefined, at.at(field), strictness);
  }
  if (strictness === 'partial') return;
  for (const field of Object.keys(actual)) {
    if (Reflect.get(pattern, field) === undefined) at.at(field).mismatch('nothing', actual[field]);
  }
}

const longest = 160;

/** A value, or a pattern for one, as messages show it. */
export function valueText(value: Pattern | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_key, part: unknown) => (isMatcher(part) ? `<${part.description}>` : part));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Mismatches for people: the path, and under it both values. */
export function mismatchesText(mismatches: readonly Mismatch[]): string {
  return mismatches
    .map(({ path, expected, found }) => {
      return `  ${fieldPathText(path) || '(the object itself)'}\n    expected  ${expected}\n    found     ${found}\n`;
    })
    .join('');
}
