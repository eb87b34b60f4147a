import { compareMinors } from '../../lib/kube-api/minor';
import type { LifecycleData, LifecyclesData, MinorData } from '../../lib/kube-api/data';

/** The lives that one module tells, by `<apiVersion> <Kind>`, and the minor that it belongs to. */
export interface MinorLifecycles {
  readonly minor: string;
  readonly module: string;
  readonly kinds: ReadonlyMap<string, LifecycleData>;
}

/**
 * Merges what several minors say about the lives of API kinds; a later one has the last word.
 *
 * A removal that was announced can come early for alpha versions: a kind that a later copy of its module no longer
 * declares is removed in that minor at the latest.
 */
export function mergeLifecycles(sources: readonly MinorLifecycles[], served: readonly MinorData[]): LifecyclesData {
  const merged = new Map<string, LifecycleData>();
  const previous = new Map<string, MinorLifecycles>();
  for (const source of sources) {
    for (const name of previous.get(source.module)?.kinds.keys() ?? [])
      if (!source.kinds.has(name)) capRemoval(merged, name, source.minor);
    for (const [name, life] of source.kinds) merged.set(name, life);
    previous.set(source.module, source);
  }
  addObserved(merged, served);
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the served kinds of neighbouring minors tell by themselves, where no marker does. */
function addObserved(merged: Map<string, LifecycleData>, served: readonly MinorData[]): void {
  const names = served.map((data) => new Set(data.kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)));
  served.forEach((data, index) => {
    const minor = data.patch.replace(/^v|\.\d+$/g, '');
    const before = index === 0 ? undefined : names[index - 1];
    for (const name of before ?? []) if (names[index]?.has(name) !== true) capRemoval(merged, name, minor);
    for (const name of names[index] ?? [])
      if (before?.has(name) === false && !merged.has(name)) merged.set(name, { introduced: minor });
  });
}

function capRemoval(merged: Map<string, LifecycleData>, name: string, minor: string): void {
  const life = merged.get(name);
  if (life === undefined) throw new Error(`${name} was removed in ${minor}, and nothing says when it came`);
  if (life.removed !== undefined && compareMinors(life.removed, minor) <= 0) return;
  const { introduced, deprecated, replacement } = life;
  merged.set(name, {
    introduced,
    // Announced for later than the removal: it never came to that.
    ...(deprecated !== undefined && compareMinors(deprecated, minor) <= 0 && { deprecated }),
    removed: minor,
    ...(replacement !== undefined && { replacement }),
  });
}
