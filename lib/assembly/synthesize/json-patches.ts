import type { ApiObject, JsonPatch } from 'cdk8s';
import type { JsonObject } from '../../core';
import { plainData, type PlainDataProblem } from './plain-data';

/** The JSON patches of an object, in the order in which they were added. */
export function patchesOf(object: ApiObject): readonly JsonPatch[] {
  return [...held(object)];
}

/**
 * Runs something on an object that has no patches meanwhile.
 *
 * Generated classes patch first and then pick the fields that they know: a field that a patch adds would be lost again.
 */
export function withoutPatches<T>(object: ApiObject, run: () => T): T {
  const patches = held(object);
  const taken = patches.splice(0);
  try {
    return run();
  } finally {
    patches.push(...taken);
  }
}

/** cdk8s keeps a patch's operation in a private method that its own `apply` calls; the data is RFC 6902. */
export function operationOf(patch: JsonPatch): JsonObject {
  const toJson: unknown = Reflect.get(patch, '_toJson');
  return typeof toJson === 'function' ? (Reflect.apply(toJson, patch, []) as JsonObject) : {};
}

/** Values that a patch would write as something else: cdk8s copies them by way of JSON. */
export function patchProblems(patches: readonly JsonPatch[]): readonly PlainDataProblem[] {
  return patches.map(operationOf).flatMap(({ path, value: given }) => {
    const { value, problems } = plainData(given);
    const place = (typeof path === 'string' ? path : '').replace(/^\//, '').replaceAll('/', '.');
    const inside = problems.map((one) => ({ ...one, field: [place, one.field].filter(Boolean).join('.') }));
    if (inside.length > 0 || JSON.stringify(given) === JSON.stringify(value)) return inside;
    return [{ field: place, problem: 'not-plain', value: 'a lazy value, which a JSON patch cannot hold' }] as const;
  });
}

/** Private in cdk8s. */
function held(object: ApiObject): JsonPatch[] {
  return Reflect.get(object, 'patches') as JsonPatch[];
}
