import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dnsLabel, nameProblem } from '../../core';
import { hostFilePath } from '../hosts';
import { assemblySchema, resourceKinds, type Assembly } from '../model/assembly';
import { identityParts } from '../model/identity';
import { indexOfDist, manifestPath, type FileTree } from './files';
import { indexText, refuseNewerSchema } from './read';
import { render } from './render';
import { compareFiles, writeFiles, type FileSet, type WriteResult } from './write';

/** All files of a dist folder. Environments that are not among the assemblies but `kept` stay as they are. */
export function renderDist(assemblies: readonly Assembly[], kept: readonly string[] = []): FileTree {
  const environments = [...new Set([...assemblies.map((a) => a.environment.name), ...kept])].sort();
  const index = `${JSON.stringify({ schema: assemblySchema, environments }, null, 2)}\n`;
  const files = new Map([[indexOfDist, index]]);
  for (const assembly of assemblies) {
    for (const [path, content] of render(assembly)) files.set(`${assembly.environment.name}/${path}`, content);
  }
  return files;
}

/** A dist folder as something to be written: what is new or different is replaced, what Plinth wrote before and is gone now is removed. */
export function distFiles(folder: string, files: FileTree, kept: readonly string[] = []): FileSet {
  return { folder, files: indexesFirst(files), before: writtenBefore(folder, kept) };
}

/** Writes a dist folder. */
export function writeDist(folder: string, files: FileTree, kept: readonly string[] = []): WriteResult {
  const set = distFiles(folder, files, kept);
  return writeFiles(set.folder, set.files, set.before);
}

/** What `writeDist` would do. */
export function compareDist(folder: string, files: FileTree, kept: readonly string[] = []): WriteResult {
  return compareFiles(distFiles(folder, files, kept));
}

/**
 * The environments that a dist folder holds as far as can be told: none when there is no dist.
 *
 * Unlike `readEnvironments` it understands a folder that is about to be written anew, such as one with a merge conflict in it.
 *
 * @throws PlinthError `dist-newer` when a later Plinth wrote it
 */
export function environmentsBefore(folder: string): readonly string[] {
  const text = indexText(folder);
  if (text === undefined) return [];
  refuseNewerSchema(text);
  const names = [...text.matchAll(/"([^"]*)"(\s*:)?/g)].flatMap(([, name = '', isKey]) => (isKey ? [] : [name]));
  // Names become paths below: nothing that leads elsewhere is believed.
  return [...new Set(names)].filter((name) => nameProblem(name, dnsLabel) === undefined);
}

/** The hosts of an environment in a dist folder as far as can be told, by name. Understands a merge conflict as well. */
export function hostsBefore(folder: string, environment: string): readonly string[] {
  return identitiesBefore(join(folder, environment), 'host').map((id) => identityParts(id).name);
}

/** Files that have always the same name. Whatever else lies beside them was put there by somebody else. */
const fixedPaths: readonly string[] = [
  ...['access', 'certificates', 'images', 'ports', 'reachability', 'secrets', 'versions'].map(
    (name) => `facts/${name}.txt`,
  ),
  'facts/acknowledged.md',
  ...['environment', 'edges', 'acknowledgements', ...resourceKinds].map((name) => `graph/${name}.json`),
  'manifests/_cluster/required.txt',
  'machines/main.tf.json',
];

/** The files that an earlier run wrote, found through its own index. */
function writtenBefore(folder: string, kept: readonly string[]): readonly string[] {
  return environmentsBefore(folder)
    .filter((environment) => !kept.includes(environment))
    .flatMap((environment) => {
      const place = join(folder, environment);
      const paths = [
        ...fixedPaths,
        ...identitiesBefore(place, 'object').map(manifestPath),
        ...['file', 'unit'].flatMap((kind) => identitiesBefore(place, kind).map(hostFilePath)),
      ];
      return paths.map((path) => `${environment}/${path}`);
    });
}

/** One resource a line: read by line, the index tells all that either side of a merge conflict had written. */
function identitiesBefore(place: string, kind: string): readonly string[] {
  const index = join(place, `graph/${kind}.json`);
  if (!existsSync(index)) return [];
  const lines = readFileSync(index, 'utf8').matchAll(/^\s*("(?:[^"/\\]+\/){3}(?:[^"\\]|\\.)+"): \{/gm);
  const ids = [...lines].map(([, id = '""']) => JSON.parse(id) as string);
  // They become paths: nothing that leads elsewhere is believed.
  return ids.filter((id) => !id.split('/').includes('..'));
}

function indexesFirst(files: FileTree): FileTree {
  const isIndex = (path: string): boolean => path === indexOfDist || path.split('/')[1] === 'graph';
  const entries = [...files];
  return new Map([...entries.filter(([path]) => isIndex(path)), ...entries.filter(([path]) => !isIndex(path))]);
}
