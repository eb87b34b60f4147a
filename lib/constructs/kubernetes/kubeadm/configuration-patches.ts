import { isJsonObject, type Json, type JsonObject } from '../../../core';

export interface PatchOptions {
  /** Why, for reviewers. */
  readonly reason: string;
}

/** A configuration of Kubernetes' own, as far as a program changes what Plinth has no word for. */
export class ConfigurationPatches {
  readonly #patches: { readonly patch: JsonObject; readonly reason: string }[] = [];

  /**
   * Sets fields in upstream's words, `{ topologyManagerPolicy: 'best-effort' }`: objects are merged, everything else is replaced,
   * and null removes. Reviewers see it with its reason.
   */
  patch(patch: JsonObject, { reason }: PatchOptions): this {
    this.#patches.push({ patch, reason });
    return this;
  }

  get all(): readonly { readonly patch: JsonObject; readonly reason: string }[] {
    return this.#patches;
  }

  /** A configuration with all patches, in the order in which they were given. */
  applyTo(configuration: JsonObject): JsonObject {
    return this.#patches.reduce((merged, { patch }) => merge(merged, patch), configuration);
  }
}

/** https://www.rfc-editor.org/rfc/rfc7386 */
function merge(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    const there = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isJsonObject(value) ? merge(isJsonObject(there) ? there : {}, value) : value);
  }
  return Object.fromEntries(merged);
}
