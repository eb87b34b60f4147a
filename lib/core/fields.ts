import { isJsonObject, type Json, type JsonObject } from './json';

// Manifests come from many hands, so nothing about their shape is taken for granted: a field of another type than expected
// counts as absent here. Synthesis reports it.

/** The value at a path of field names. */
export function fieldAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return at(value, path);
}

/** The mapping at a path. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject | undefined {
  const found = at(value, path);
  return isJsonObject(found) ? found : undefined;
}

/** The items of the list at a path; empty where there is none. */
export function itemsAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, path);
  return Array.isArray(found) ? (found as readonly Json[]) : none;
}

/** The mappings in the list at a path; empty where there is none. */
export function objectsAt(value: Json | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const found = at(value, path);
  return Array.isArray(found) ? (found as readonly Json[]).filter(isJsonObject) : none;
}

/** The text at a path. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** The texts in the list at a path. */
export function textsAt(value: Json | undefined, ...path: readonly string[]): readonly string[] {
  const found = at(value, path);
  return Array.isArray(found) ? (found as readonly Json[]).filter((item) => typeof item === 'string') : none;
}

/** The number at a path. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = at(value, path);
  return typeof found === 'number' ? found : undefined;
}

/** The members of the mapping at a path that are texts, such as labels. */
export function textMapAt(value: Json | undefined, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = at(value, path);
  const texts: Record<string, string> = {};
  if (!isJsonObject(found)) return texts;
  for (const [key, member] of Object.entries(found)) if (typeof member === 'string') texts[key] = member;
  return texts;
}

const none: readonly never[] = [];

/** Takes the path as it is: rules ask hundreds of thousands of fields, and spreading it once more would double the cost. */
function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  let found = value;
  for (const name of path) {
    // Own members only: "constructor" is no field of a manifest that lacks it.
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as JsonObject)[name];
  }
  return found;
}
