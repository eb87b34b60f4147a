import { isJsonObject, type Json, type JsonObject } from '../../core';

// Manifests come from many hands, so nothing about their shape is taken for granted: a field of another type than
// expected counts as absent here, and synthesis reports it.

/** The value at a path of field names. */
export function fieldAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let at = value;
  for (const name of path) {
    if (!isJsonObject(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

/** The mapping at a path; undefined also where something else stands. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject | undefined {
  const found = fieldAt(value, ...path);
  return isJsonObject(found) ? found : undefined;
}

/** The items of the list at a path; empty where there is none. */
export function itemsAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** The mappings in the list at a path. */
export function objectsAt(value: Json | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const items = itemsAt(value, ...path);
  return items.every(isJsonObject) ? items : items.filter(isJsonObject);
}

/** The text at a path. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The texts in the list at a path. */
export function textsAt(value: Json | undefined, ...path: readonly string[]): readonly string[] {
  return itemsAt(value, ...path).filter((item) => typeof item === 'string');
}

/** The number at a path. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The members of the mapping at a path that are texts, such as labels. */
export function textMapAt(value: Json | undefined, ...path: readonly string[]): Readonly<Record<string, string>> {
  const texts = Object.entries(objectAt(value, ...path) ?? {}).filter(([, member]) => typeof member === 'string');
  return Object.fromEntries(texts) as Record<string, string>;
}
