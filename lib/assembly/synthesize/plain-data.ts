import { Lazy } from 'cdk8s';
import type { Json } from '../../core';

/** A place in an object whose value has no faithful form in YAML. */
export interface PlainDataProblem {
  readonly field: string;
  readonly problem: 'missing' | 'not-a-number' | 'not-plain' | 'text-holds-object';
  /** What stands there, in words. */
  readonly value: string;
}

/** A value with cdk8s's lazies resolved, and what could not be resolved faithfully. */
export interface PlainData {
  readonly value: Json | undefined;
  readonly problems: readonly PlainDataProblem[];
}

/**
 * Turns what was given to an ApiObject into plain data.
 *
 * Undefined members of a mapping are left out, as everywhere in TypeScript. Everything else that cdk8s writes silently as
 * something else (an undefined list item, NaN, a lazy inside a string) is a problem.
 */
export function plainData(given: unknown): PlainData {
  const problems: PlainDataProblem[] = [];
  return { value: plain(given, '', problems), problems };
}

function plain(given: unknown, field: string, problems: PlainDataProblem[]): Json | undefined {
  switch (typeof given) {
    case 'string':
      if (given.includes('[object '))
        problems.push({ field, problem: 'text-holds-object', value: JSON.stringify(given) });
      return given;
    case 'boolean':
      return given;
    case 'number':
      if (!Number.isFinite(given)) problems.push({ field, problem: 'not-a-number', value: String(given) });
      return given;
    case 'undefined':
      return undefined;
    case 'object':
      return given === null ? null : plainObject(given, field, problems);
    default:
      problems.push({ field, problem: 'not-plain', value: `a ${typeof given}` });
      return undefined;
  }
}

function plainObject(given: object, field: string, problems: PlainDataProblem[]): Json | undefined {
  if (Array.isArray(given)) {
    return given.map((item: unknown, index) => {
      const place = `${field}[${String(index)}]`;
      const value = plain(item, place, problems);
      if (value === undefined && item === undefined)
        problems.push({ field: place, problem: 'missing', value: 'undefined' });
      return value ?? null;
    });
  }
  const prototype: unknown = Object.getPrototypeOf(given);
  if (prototype !== Object.prototype && prototype !== null) return special(given, field, problems);
  const result: Record<string, Json> = {};
  for (const key in given) {
    const value = plain((given as Record<string, unknown>)[key], field === '' ? key : `${field}.${key}`, problems);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

/** What cdk8s's own resolvers understand: lazies, tokens with `resolve()`, and the union classes of its imports. */
function special(given: object, field: string, problems: PlainDataProblem[]): Json | undefined {
  if (given instanceof Lazy) return plain(given.produce(), field, problems);
  const resolve: unknown = Reflect.get(given, 'resolve');
  if (typeof resolve === 'function') return plain(Reflect.apply(resolve, given, []), field, problems);
  const value: unknown = Reflect.get(given, 'value');
  if (typeof value === 'string' || typeof value === 'number') return value;
  problems.push({ field, problem: 'not-plain', value: `an instance of ${given.constructor.name}` });
  return undefined;
}
