import fc from 'fast-check';
import type { Body, UnitSection } from '../../lib/assembly';
import type { Json, JsonObject } from '../../lib/core';
import { trickyJson, trickyString } from '../assembly/yaml/tricky-json';

type Drawn<T> = fc.Arbitrary<T>;

/** Texts that a setting of one line can hold: whatever is not told as `file-content`. */
const line = trickyString.map((text) => text.replace(/\p{Control}/gu, '').replace(/^ +|[ \\]+$/g, ''));

const sectionName = fc.constantFrom('Unit', 'Service', 'Install', 'X-Plinth', 'WireGuardPeer', 'a b', '日本');
const settingName = fc.constantFrom('ExecStart', 'After', 'Environment', 'X-Note', 'a b', 'é');

export const arbitrarySections: Drawn<readonly UnitSection[]> = fc.array(
  fc.record({ name: sectionName, settings: fc.array(fc.tuple(settingName, line), { maxLength: 3 }) }),
  { maxLength: 3 },
);

const environment = fc
  .dictionary(
    fc.constantFrom('A', 'B_2', '_c', '__proto__', 'PATH'),
    trickyString.map((text) => text.replace(/[\u0000\r\n]/g, '')),
    { maxKeys: 3 },
  )
  .map((variables) => Object.fromEntries(Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1))));

const mapping: Drawn<JsonObject> = fc
  .array(fc.tuple(trickyString, trickyJson), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries));

/** TOML has no null, and no integer of more than 64 bits; reading it gives no number that JavaScript cannot hold. */
function forToml(value: Json): Json {
  if (value === null) return 'null';
  if (Array.isArray(value)) return (value as readonly Json[]).map(forToml);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, member]) => [key, forToml(member)]));
  }
  return value;
}

/** Any body that a file on hosts may have. */
export const arbitraryBody: Drawn<Body> = fc.oneof(
  arbitrarySections.map((value) => ({ format: 'unit' as const, value })),
  environment.map((value) => ({ format: 'env' as const, value })),
  mapping.map((value) => ({ format: 'json' as const, value })),
  mapping.map((value) => ({ format: 'toml' as const, value: forToml(value) as JsonObject })),
  fc.array(mapping, { maxLength: 3 }).map((value) => ({ format: 'yaml' as const, value })),
  trickyString.map((text) => ({ format: 'text' as const, value: text.replace(/\u0000/g, '') })),
);
