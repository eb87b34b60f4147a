import { textAt } from '../../core';
import { resourcesOf, type Assembly, type ObjectResource } from '../../assembly';
import type { Drift } from './drift';

/** What `kubectl diff` says of a whole environment. */
export type ObjectDiff =
  { readonly kind: 'compared'; readonly drift: readonly Drift[] } | { readonly kind: 'unknown'; readonly said: string };

/**
 * Reads the exit code and the output of `kubectl diff --server-side`: 0 is the same, 1 differs, anything else could not be compared.
 */
export function objectDiff(assembly: Assembly, exitCode: number, output: string, errors: string): ObjectDiff {
  if (exitCode === 0) return { kind: 'compared', drift: [] };
  if (exitCode !== 1) {
    const said = errors.split('\n').find((line) => line.trim() !== '');
    return { kind: 'unknown', said: said ?? `kubectl ended with ${String(exitCode)}` };
  }
  const byFile = new Map(resourcesOf(assembly, 'object').map((object) => [fileOf(object), object]));
  const drift = sections(output).map(({ file, isNew }) => {
    const object = byFile.get(file);
    return {
      where: 'cluster',
      id: object?.id ?? file,
      what: object ? `${object.spec.kind} ${object.spec.metadata.name}` : file,
      problem: isNew ? 'is missing' : 'differs',
    };
  });
  return { kind: 'compared', drift };
}

/** How kubectl names the file in which it writes an object for the comparison. */
function fileOf({ spec: { apiVersion, kind, metadata } }: ObjectResource): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const namespace = textAt(metadata, 'namespace') ?? '';
  const parts = [...(group === '' ? [] : [group]), version, kind, namespace, metadata.name];
  return parts.join('.');
}

/** The objects that differ, each by its file: `diff -u -N /tmp/LIVE-1/v1.ConfigMap.shop.a /tmp/MERGED-2/v1.ConfigMap.shop.a`. */
function sections(output: string): readonly { readonly file: string; readonly isNew: boolean }[] {
  return output
    .split(/^diff /m)
    .slice(1)
    .map((section) => ({
      file: /\/MERGED-[^/\s]*\/(\S+)/.exec(section)?.[1] ?? '',
      // Compared with nothing, all of an object is added.
      isNew: /^@@ -0,0 /m.test(section),
    }))
    .filter(({ file }) => file !== '');
}
