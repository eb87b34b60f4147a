import { Lazy } from 'cdk8s';
import { Output, SecretValue, Text, type Json } from '../../core';

/** A place in an object whose value has no faithful form in YAML. */
export interface PlainDataProblem {
  readonly field: string;
  readonly problem: 'missing' | 'not-a-number' | 'not-plain' | 'output' | 'text-holds-object';
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
  const reader = new Reader(false);
  return { value: reader.read(given), problems: reader.problems };
}

/**
 * The same for generated classes, which are handed resolved props to pick their fields from.
 *
 * As when cdk8s resolves them: their unions (IntOrString, Quantity) stay boxed, since they ask for `.value`; and null is
 * absent, since they take a null for a mapping and fail.
 */
export function plainProps(given: unknown): PlainData {
  const reader = new Reader(true);
  return { value: reader.read(given), problems: reader.problems };
}

class Reader {
  readonly problems: PlainDataProblem[] = [];
  readonly #forGenerated: boolean;
  readonly #path: (string | number)[] = [];

  constructor(forGenerated: boolean) {
    this.#forGenerated = forGenerated;
  }

  read(given: unknown): Json | undefined {
    switch (typeof given) {
      case 'string':
        if (given.includes('[object ')) this.#report('text-holds-object', JSON.stringify(given));
        return given;
      case 'boolean':
        return given;
      case 'number':
        if (!Number.isFinite(given)) this.#report('not-a-number', String(given));
        return given;
      case 'undefined':
        return undefined;
      case 'object':
        if (given === null) return this.#forGenerated ? undefined : null;
        return Array.isArray(given) ? this.#list(given) : this.#object(given);
      default:
        this.#report('not-plain', `a ${typeof given}`);
        return undefined;
    }
  }

  #list(given: readonly unknown[]): Json {
    return given.map((item, index) => {
      this.#path.push(index);
      const value = this.read(item);
      const isMissing = item === undefined || (item === null && this.#forGenerated);
      if (isMissing) this.#report('missing', 'undefined');
      this.#path.pop();
      // What a generated class does with an item it does not do with null.
      return value ?? (this.#forGenerated ? (undefined as unknown as Json) : null);
    });
  }

  #object(given: object): Json | undefined {
    const prototype: unknown = Object.getPrototypeOf(given);
    if (prototype !== Object.prototype && prototype !== null) return this.#special(given);
    const result: Record<string, Json> = {};
    for (const key in given) {
      this.#path.push(key);
      const value = this.read((given as Record<string, unknown>)[key]);
      this.#path.pop();
      if (value !== undefined) result[key] = value;
    }
    return result;
  }

  /** What cdk8s's own resolvers understand: lazies, tokens with `resolve()`, and the union classes of its imports. */
  #special(given: object): Json | undefined {
    if (given instanceof Lazy) return this.read(given.produce());
    const resolve: unknown = Reflect.get(given, 'resolve');
    if (typeof resolve === 'function') return this.read(Reflect.apply(resolve, given, []));
    const value: unknown = Reflect.get(given, 'value');
    if (typeof value === 'string' || typeof value === 'number') return this.#forGenerated ? { value } : value;
    if (given instanceof Output) this.#report('output', `the output "${given.description}"`);
    else if (given instanceof SecretValue) this.#report('output', `the ${given.description}`);
    else if (given instanceof Text) this.#report('output', 'a text with outputs');
    else this.#report('not-plain', `an instance of ${given.constructor.name}`);
    return undefined;
  }

  #report(problem: PlainDataProblem['problem'], value: string): void {
    this.problems.push({ field: this.#field(), problem, value });
  }

  /** `spec.ports[0].name`. */
  #field(): string {
    return this.#path
      .map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : index === 0 ? part : `.${part}`))
      .join('');
  }
}
