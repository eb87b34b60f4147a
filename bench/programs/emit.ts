import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json } from '../../lib/core';

/** What a floor starts from: the path of every manifest and its object, ready to be emitted. */
export type ReadyObjects = readonly (readonly [path: string, object: Json])[];

/** Emits ready objects, one file each, into `dist` below the working directory: nothing else can be left out. */
export function main([emitter = '', file = '']: readonly string[]): void {
  const toText = emitterNamed(emitter);
  const folders = new Set<string>();
  for (const [path, object] of JSON.parse(readFileSync(file, 'utf8')) as ReadyObjects) {
    const target = join('dist', path);
    const folder = dirname(target);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(target, toText(object));
  }
}

/** Each is loaded alone, so that no floor pays for the other's start. */
function emitterNamed(name: string): (object: Json) => string {
  if (name === 'own') {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { toYaml } = require('../../lib/assembly/yaml') as typeof import('../../lib/assembly/yaml');
    return toYaml;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { stringify } = require('yaml') as typeof import('yaml');
  return (object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
}
