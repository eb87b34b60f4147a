import { toYaml, type Manifest } from '../assembly';
import { isJsonObject } from '../core';
import { Synthesis } from './synthesis';

/** Makes snapshots of manifests, and of whole syntheses, show the text of the files that people will review. */
export const manifestSerializer = {
  test: (value: unknown): boolean => value instanceof Synthesis || isManifest(value) || isManifestList(value),
  serialize: (value: unknown): string => {
    if (value instanceof Synthesis)
      return [...value.files]
        .map(([path, content]) => `# ${path}\n${content}`)
        .join('\n')
        .trimEnd();
    return [value as Manifest | readonly Manifest[]].flat().map(toYaml).join('---\n').trimEnd();
  },
};

function isManifestList(value: unknown): value is readonly Manifest[] {
  return Array.isArray(value) && value.length > 0 && value.every(isManifest);
}

function isManifest(value: unknown): value is Manifest {
  if (!isJsonObject(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string')
    return false;
  return isJsonObject(value['metadata']) && typeof value['metadata']['name'] === 'string';
}
