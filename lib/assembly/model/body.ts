import type { JsonObject } from '../../core';

/** A section of a unit and its settings, both in the order in which they are written; a key may stand several times. */
export interface UnitSection {
  readonly name: string;
  readonly settings: readonly (readonly [key: string, value: string])[];
}

/**
 * What a file holds. What has structure keeps it, so that everything above it sees values and not text.
 *
 * `unit` is the syntax of systemd (also of .link and .network files, and of Quadlet); `env` is an EnvironmentFile.
 */
export type Body =
  | { readonly format: 'unit'; readonly value: readonly UnitSection[] }
  | { readonly format: 'env'; readonly value: Readonly<Record<string, string>> }
  | { readonly format: 'json' | 'toml'; readonly value: JsonObject }
  /** One or more documents. */
  | { readonly format: 'yaml'; readonly value: readonly JsonObject[] }
  | { readonly format: 'text'; readonly value: string };
