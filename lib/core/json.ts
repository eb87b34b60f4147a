/** Plain data as JSON has it; what an assembly is made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A mapping with string keys, in the order in which its keys are written. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Tells a mapping from a list, a scalar and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Freezes plain data all the way down and returns it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
