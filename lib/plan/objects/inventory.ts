import type { SecretMaker } from '../../core';
import { resourcesOf, type Assembly, type Manifest } from '../../assembly';
import type { InventoryEntry } from '../model/inventory';

/** All that applying an environment makes in its cluster, sorted: what a later plan may remove, and nothing else. */
export function inventoryOf(assembly: Assembly): readonly InventoryEntry[] {
  const objects = resourcesOf(assembly, 'object').map(({ spec }) => entryOf(spec));
  return uniqueEntries([...objects, ...secretEntries(assembly, 'generatedAtApply')]);
}

/** The secrets that an environment knows, whoever makes them. */
export function secretEntries(assembly: Assembly, maker?: SecretMaker): readonly InventoryEntry[] {
  return resourcesOf(assembly, 'secret')
    .filter(({ spec }) => maker === undefined || spec.maker === maker)
    .map(({ spec: { name, namespace } }) => ({ apiVersion: 'v1', kind: 'Secret', namespace, name }));
}

export function entryOf({ apiVersion, kind, metadata }: Manifest): InventoryEntry {
  const { name, namespace } = metadata;
  return { apiVersion, kind, ...(typeof namespace === 'string' && { namespace }), name };
}

/** An object is the same in whatever version of its group it was written. */
export function entryKey({ apiVersion, kind, namespace = '', name }: InventoryEntry): string {
  const slash = apiVersion.indexOf('/');
  return [slash < 0 ? '' : apiVersion.slice(0, slash), kind, namespace, name].join('/');
}

export function uniqueEntries(entries: readonly InventoryEntry[]): readonly InventoryEntry[] {
  const byKey = new Map(entries.map((entry) => [entryKey(entry), entry]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
