import { objectsAt, textAt } from '../../core';
import { resourcesOf, type Assembly, type Manifest } from '../../assembly';
import type { InventoryEntry } from '../model/inventory';
import { entryKey, entryOf } from './inventory';

/** Kinds whose end takes data along that nothing brings back. */
const holdsData = new Set([
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'Secret',
]);

/** What goes when objects are removed. */
export interface Removal {
  /** All of them by kind and name, and what becomes of their volumes. */
  readonly text: string;
  /** What holds data or grants access, and goes. */
  readonly data: readonly string[];
}

/**
 * @param gone - objects that are removed
 * @param deployed - what says of them more than their names. @default - nobody knows more
 */
export function removalOf(gone: readonly InventoryEntry[], deployed?: Assembly): Removal {
  const claims = claimsOf(gone, deployed);
  const namespaces = [...new Set(gone.map(({ namespace }) => namespace))];
  const lists = namespaces.map((namespace) => {
    const entries = gone.filter((entry) => entry.namespace === namespace);
    const from = namespace === undefined ? 'the cluster' : `namespace ${namespace}`;
    return `From ${from}: ${entries.map(shortName).join(', ')}.`;
  });
  return {
    text: [...lists, ...claims.map(({ text }) => text)].join(' '),
    data: [
      ...gone.filter(({ kind }) => holdsData.has(kind)).map(shortName),
      ...claims.filter(({ goes }) => goes).map(({ set }) => `the volumes of StatefulSet ${set}`),
    ],
  };
}

interface Claims {
  readonly set: string;
  readonly goes: boolean;
  readonly text: string;
}

/** What becomes of the volume claims of StatefulSets: they stay, unless their set says otherwise. */
function claimsOf(gone: readonly InventoryEntry[], deployed: Assembly | undefined): readonly Claims[] {
  const objects = deployed ? resourcesOf(deployed, 'object') : [];
  const manifests = new Map(objects.map(({ spec }) => [entryKey(entryOf(spec)), spec]));
  const namespaces = new Set(gone.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name));
  return gone.flatMap((entry): readonly Claims[] => {
    // With their namespace they go in any case, and somebody is asked for that.
    if (entry.kind !== 'StatefulSet' || namespaces.has(entry.namespace ?? '')) return [];
    const manifest = manifests.get(entryKey(entry));
    const set = entry.name;
    if (!manifest) {
      const text = `Volume claims that StatefulSet ${set} made stay, unless its persistentVolumeClaimRetentionPolicy says Delete.`;
      return [{ set, goes: false, text }];
    }
    const { names, goes } = templatesOf(manifest);
    if (names.length === 0) return [];
    const what = goes ? 'go with it, and their data' : 'stay, with their data';
    return [{ set, goes, text: `Volume claims that StatefulSet ${set} made (${names.join(', ')}) ${what}.` }];
  });
}

function templatesOf(manifest: Manifest): { readonly names: readonly string[]; readonly goes: boolean } {
  const names = objectsAt(manifest, 'spec', 'volumeClaimTemplates').flatMap(
    (template) => textAt(template, 'metadata', 'name') ?? [],
  );
  const policy = textAt(manifest, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted');
  return { names, goes: policy === 'Delete' };
}

function shortName({ kind, name }: InventoryEntry): string {
  return `${kind} ${name}`;
}
