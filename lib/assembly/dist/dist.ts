import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblySchema, type Assembly } from '../model/assembly';
import { manifestPath, type FileTree } from './files';
import { readEnvironments } from './read';
import { render } from './render';
import { compareFiles, writeFiles, type WriteResult } from './write';

/** All files of a dist folder. Environments that are not among the assemblies but `kept` stay as they are. */
export function renderDist(assemblies: readonly Assembly[], kept: readonly string[] = []): FileTree {
  const files = new Map<string, string>();
  for (const assembly of assemblies) {
    for (const [path, content] of render(assembly)) files.set(`${assembly.environment.name}/${path}`, content);
  }
  const environments = [...new Set([...assemblies.map((a) => a.environment.name), ...kept])].sort();
  files.set('plinth.json', `${JSON.stringify({ schema: assemblySchema, environments }, null, 2)}\n`);
  return files;
}

/** Writes a dist folder: what is new or different is replaced, what Plinth wrote before and is gone now is removed. */
export function writeDist(folder: string, files: FileTree, kept: readonly string[] = []): WriteResult {
  return writeFiles(folder, files, writtenBefore(folder, kept));
}

/** What `writeDist` would do. */
export function compareDist(folder: string, files: FileTree, kept: readonly string[] = []): WriteResult {
  return compareFiles(folder, files, writtenBefore(folder, kept));
}

/**
 * The files that an earlier run wrote, found through its own index.
 *
 * `facts/` and `graph/` belong to Plinth altogether; under `manifests/` only what `graph/object.json` lists.
 */
function writtenBefore(folder: string, kept: readonly string[]): readonly string[] {
  const paths: string[] = [];
  for (const environment of readEnvironments(folder)) {
    if (kept.includes(environment)) continue;
    for (const part of ['facts', 'graph']) {
      const place = join(folder, environment, part);
      if (existsSync(place)) paths.push(...readdirSync(place).map((name) => `${environment}/${part}/${name}`));
    }
    const index = join(folder, environment, 'graph/object.json');
    if (existsSync(index)) {
      const ids = Object.keys(JSON.parse(readFileSync(index, 'utf8')) as object);
      paths.push(...ids.map((id) => `${environment}/${manifestPath(id)}`));
    }
    paths.push(`${environment}/manifests/_cluster/required.txt`);
  }
  return paths;
}
