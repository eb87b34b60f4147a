import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterStack, manifestPath, render, renderDist, resourcesOf, type Assembly, type FileTree } from '../assembly';
import type { Subject } from './synthesis';

const manifests = 'manifests/';

/** The files of what was synthesized, as `plinth synth` would write them. */
export function dist(assemblies: readonly Assembly[], subject: Subject, kept: readonly string[]): FileTree {
  if (subject.kind !== 'stack') return renderDist(assemblies, kept);
  const files = new Map<string, string>();
  for (const assembly of assemblies) {
    const paths = new Set(resourcesOf(assembly, 'object').map(({ id }) => manifestPath(id)));
    for (const [path, content] of render(assembly)) {
      if (paths.has(path)) files.set(path.slice(manifests.length), content);
    }
  }
  return files;
}

/** The manifests that lie in a folder for one stack: a folder of manifests has no index that says who wrote them. */
export function manifestsOfStack(folder: string, stack: string): readonly string[] {
  return [clusterStack, stack].flatMap((part) => {
    const place = join(folder, part);
    const names = existsSync(place) ? readdirSync(place) : [];
    return names.filter((name) => name.endsWith('.yaml')).map((name) => `${part}/${name}`);
  });
}
