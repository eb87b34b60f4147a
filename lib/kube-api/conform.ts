import { isJsonObject, nearestName, type Json, type JsonObject } from '../core';
import { compareCodePoints } from './code-points';
import type { FieldFacts, KindFacts, TypeFacts, ValueFacts } from './facts';
import { fieldPathText } from './field-path';
import { jsonTypeOf, type FieldProblem } from './field-problem';
import { duplicateItems } from './list-keys';
import { isScalarOf } from './scalar';

/** An object as its API has it, and what is wrong with it. */
export interface Conformed {
  /** The same data with keys in Kubernetes order. */
  readonly body: Json;
  readonly problems: readonly FieldProblem[];
}

/**
 * Puts the keys of an object in Kubernetes order and finds what its API does not take, in one pass.
 *
 * Fields come in upstream's order of declaration, then unknown ones; unknown ones, the keys of maps and everything inside
 * free-form values by code point. Keys that look like whole numbers stay first: JavaScript gives no other order. A field that
 * is null counts as absent, as for the API server. Required fields are not asked for inside the object's status: no user
 * writes it.
 *
 * No value of a Secret and none that is base64 gets into a problem.
 */
export function conform(kind: KindFacts, body: Json): Conformed {
  const pass = new Pass(kind.group === '' && kind.kind === 'Secret');
  return { body: pass.root(kind.type, body), problems: pass.problems };
}

class Pass {
  readonly problems: FieldProblem[] = [];
  readonly #secret: boolean;
  readonly #path: (string | number)[] = [];
  #inStatus = false;

  constructor(secret: boolean) {
    this.#secret = secret;
  }

  root(type: TypeFacts, body: Json): Json {
    if (isJsonObject(body)) return this.#object(type, body);
    this.problems.push({ kind: 'wrong-type', path: '', expected: 'object', actual: jsonTypeOf(body) });
    return body;
  }

  #value(facts: ValueFacts, value: Json): Json {
    switch (facts.type) {
      case 'object':
        if (isJsonObject(value) && facts.object !== undefined) return this.#object(facts.object, value);
        break;
      case 'list':
        if (Array.isArray(value) && facts.of !== undefined) return this.#list(facts, facts.of, value);
        break;
      case 'map':
        if (isJsonObject(value) && facts.of !== undefined) return this.#map(facts.of, value);
        break;
      case 'any':
        return sortedDeep(value);
      default:
        if (isScalarOf(facts.type, value)) {
          if (facts.enum !== undefined) this.#checkEnum(facts.enum, value as string | number);
          return value;
        }
    }
    this.#wrongType(facts, value);
    return value;
  }

  #object(type: TypeFacts, body: JsonObject): JsonObject {
    const fields = type.fields;
    const keys = keysInOrder(fields, body);
    const ordered: Record<string, Json> = {};
    const top = this.#path.length === 0;
    let requiredSeen = 0;
    for (const key of keys) {
      const value = body[key];
      if (value === undefined) continue;
      const field = fields.get(key);
      if (field === undefined) {
        this.#unknown(type, body, key);
        put(ordered, key, sortedDeep(value));
      } else if (value === null) {
        ordered[key] = value;
      } else {
        if (field.required) requiredSeen++;
        if (top) this.#inStatus = key === 'status';
        this.#path.push(key);
        ordered[key] = this.#value(field, value);
        this.#path.pop();
      }
    }
    // The status comes last, and what the object itself lacks is asked for.
    if (top) this.#inStatus = false;
    if (requiredSeen < type.required.length && !this.#inStatus) this.#missing(type, body);
    return ordered;
  }

  #list(facts: ValueFacts, of: ValueFacts, items: readonly Json[]): Json {
    const ordered = items.map((item, index) => {
      this.#path.push(index);
      const value = this.#value(of, item);
      this.#path.pop();
      return value;
    });
    if (items.length > 1 && (facts.listType === 'map' || facts.listType === 'set'))
      for (const { index, first, item } of duplicateItems(facts, of, items))
        this.problems.push({ kind: 'duplicate-item', path: this.#at(index), first: this.#at(first), item });
    return ordered;
  }

  #map(of: ValueFacts, members: JsonObject): JsonObject {
    const ordered: Record<string, Json> = {};
    for (const key of sortedKeys(members)) {
      const value = members[key];
      if (value === undefined) continue;
      this.#path.push(key);
      put(ordered, key, this.#value(of, value));
      this.#path.pop();
    }
    return ordered;
  }

  #missing(type: TypeFacts, body: JsonObject): void {
    for (const name of type.required)
      if (body[name] === undefined || body[name] === null)
        this.problems.push({ kind: 'missing-field', path: this.#at(name) });
  }

  /** Suggests only what is not written yet: the field beside it is most likely the one that was meant. */
  #unknown(type: TypeFacts, body: JsonObject, key: string): void {
    const free = [...type.fields.keys()].filter((name) => body[name] === undefined);
    this.problems.push({ kind: 'unknown-field', path: this.#at(key), suggestion: nearestName(key, free) });
  }

  #wrongType(facts: ValueFacts, value: Json): void {
    const hidden = this.#secret || facts.type === 'bytes' || typeof value === 'object';
    this.problems.push({
      kind: 'wrong-type',
      path: fieldPathText(this.#path),
      expected: facts.type,
      actual: jsonTypeOf(value),
      ...(!hidden && { value }),
    });
  }

  /** The API server takes an empty text as absent where the field may be absent; the schemas do not tell such fields. */
  #checkEnum(allowed: readonly (string | number)[], value: string | number): void {
    if (value === '' || allowed.includes(value)) return;
    const suggestion = nearestName(String(value), allowed.map(String));
    this.problems.push({ kind: 'unknown-value', path: fieldPathText(this.#path), allowed, value, suggestion });
  }

  #at(part: string | number): string {
    return fieldPathText([...this.#path, part]);
  }
}

/** The keys of a body by the rank of their fields; the body's own array of keys where that is their order already. */
function keysInOrder(fields: ReadonlyMap<string, FieldFacts>, body: JsonObject): readonly string[] {
  const keys = Object.keys(body);
  let last = -1;
  for (const key of keys) {
    const rank = fields.get(key)?.rank ?? -1;
    if (rank <= last) return keys.sort((a, b) => rankOf(fields, a) - rankOf(fields, b) || compareCodePoints(a, b));
    last = rank;
  }
  return keys;
}

function rankOf(fields: ReadonlyMap<string, FieldFacts>, key: string): number {
  return fields.get(key)?.rank ?? Number.MAX_SAFE_INTEGER;
}

function sortedKeys(members: JsonObject): string[] {
  const keys = Object.keys(members);
  return keys.length > 1 ? keys.sort(compareCodePoints) : keys;
}

function sortedDeep(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (!isJsonObject(value)) return value;
  const ordered: Record<string, Json> = {};
  for (const key of sortedKeys(value)) put(ordered, key, sortedDeep(value[key] ?? null));
  return ordered;
}

/** An assignment to `__proto__` would drop the value. */
function put(target: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
