import type { LifecyclesData } from './data';
import type { DeprecationFacts, KindFacts, KindName, RemovalFacts } from './facts';
import { compareMinors } from './minor';

/** The kinds that a minor serves. */
interface ServedKinds {
  tryKind(apiVersion: string, kind: string): KindFacts | undefined;
  kinds(): readonly KindFacts[];
}

/** Where a served kind stands; undefined while it is not deprecated. */
export function deprecationOf(
  name: KindName,
  minor: string,
  lives: LifecyclesData,
  served: ServedKinds,
): DeprecationFacts | undefined {
  const life = lives[keyOf(name)];
  if (life?.deprecated === undefined || compareMinors(life.deprecated, minor) > 0) return undefined;
  return { since: life.deprecated, removedIn: life.removed, replacement: replacementOf(name, lives, served) };
}

/** Why a kind is not served; undefined for names that upstream does not know. */
export function removalOf(
  name: KindName,
  minor: string,
  lives: LifecyclesData,
  served: ServedKinds,
): RemovalFacts | undefined {
  const life = lives[keyOf(name)];
  if (life === undefined) return undefined;
  const replacement = replacementOf(name, lives, served);
  if (compareMinors(life.introduced, minor) > 0) return { kind: 'not-yet', servedFrom: life.introduced, replacement };
  if (life.removed === undefined || compareMinors(life.removed, minor) > 0) return undefined;
  return { kind: 'removed', removedIn: life.removed, replacement };
}

/**
 * The kind to write instead: upstream's word where it leads to a served kind, else the most stable version that is served of
 * the same kind in the same group. Upstream's word can be stale: it often names a version that went away itself.
 */
function replacementOf(name: KindName, lives: LifecyclesData, served: ServedKinds): KindName | undefined {
  const seen = new Set<string>();
  for (let next = lives[keyOf(name)]?.replacement; next !== undefined && !seen.has(next);) {
    seen.add(next);
    const [apiVersion = '', kind = ''] = next.split(' ');
    if (served.tryKind(apiVersion, kind) !== undefined) return { apiVersion, kind };
    next = lives[next]?.replacement;
  }
  const group = groupOf(name.apiVersion);
  const others = served
    .kinds()
    .filter((other) => other.kind === name.kind && other.group === group && other.apiVersion !== name.apiVersion)
    .sort((a, b) => stability(b.version) - stability(a.version));
  const best = others[0];
  if (best === undefined || stability(best.version) <= stability(versionOf(name.apiVersion))) return undefined;
  return { apiVersion: best.apiVersion, kind: best.kind };
}

function keyOf(name: KindName): string {
  return `${name.apiVersion} ${name.kind}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** Orders versions as Kubernetes does: v1 above v1beta2 above v1beta1 above v1alpha3. */
function stability(version: string): number {
  const [, major = '0', stage, number = '0'] = /^v(\d+)(alpha|beta)?(\d+)?$/.exec(version) ?? [];
  const rank = stage === undefined ? 2 : stage === 'beta' ? 1 : 0;
  return rank * 10_000 + Number(major) * 100 + Number(number);
}
