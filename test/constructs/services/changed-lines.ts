import { resourcesOf, toYaml } from '../../../lib/assembly';
import type { Environment } from '../../../lib/constructs/base';
import { synthesized } from '../kubernetes/world';

/** What a reviewer sees of a change in the manifests: lines of files that were there before, and new files. */
export interface Changed {
  readonly changed: readonly string[];
  readonly added: readonly string[];
}

export function changedLines(before: Environment, after: Environment): Changed {
  const [old, now] = [files(before), files(after)];
  const changed = [...now].flatMap(([id, text]) => {
    const former = old.get(id);
    if (former === undefined || former === text) return [];
    const [oldLines, newLines] = [former.split('\n'), text.split('\n')];
    return newLines.flatMap((line, index) =>
      line === oldLines[index] ? [] : [`${id}: -${(oldLines[index] ?? '').trim()}`, `${id}: +${line.trim()}`],
    );
  });
  return { changed, added: [...now.keys()].filter((id) => !old.has(id)) };
}

function files(environment: Environment): ReadonlyMap<string, string> {
  const objects = resourcesOf(synthesized(environment).assembly, 'object');
  return new Map(objects.map(({ id, spec }) => [id, toYaml(spec)] as const));
}
