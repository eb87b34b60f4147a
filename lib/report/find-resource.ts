import { hostFilePath, identityParts, manifestPath, type Assembly, type Resource } from '../assembly';
import { nearestName } from '../core';

/** A resource in its environment. */
export interface Found {
  readonly assembly: Assembly;
  readonly resource: Resource;
}

/** The one resource that a text means, or else the several that it could mean, or one with a similar name. */
export type Search =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'none'; readonly nearest: string | undefined };

interface Candidate extends Found {
  /** What it is called, the shortest that is enough inside its environment first. */
  readonly names: readonly string[];
}

/**
 * Looks a resource up by the ways in which people name one: `lab/shop/cart` for a component; an identity with or without its
 * environment; the path of its file; the name of a host or pool, the path of a file on hosts; or the end of any of these, from a `/` on, when only one resource has it.
 */
export function findResource(assemblies: readonly Assembly[], text: string): Search {
  const wanted = text.replaceAll('\\', '/').replace(/^\.?\//, '');
  const candidates = assemblies.flatMap(candidatesOf);
  const isExact = (names: readonly string[]): boolean => names.includes(wanted);
  const endsSo = (names: readonly string[]): boolean => names.some((name) => name.endsWith(`/${wanted}`));
  // A path as people copy it, with folders around dist/ that are none of ours.
  const isPath = (names: readonly string[]): boolean => names.some((name) => wanted.endsWith(`/${name}`));
  const components = candidates.filter(({ resource }) => resource.kind === 'component');
  for (const [among, matches] of [
    [components, isExact],
    [candidates, isExact],
    [components, endsSo],
    [candidates, endsSo],
    [candidates, isPath],
  ] as const) {
    const found = among.filter(({ names }) => matches(names));
    const [only] = found;
    if (found.length === 1 && only) return { kind: 'found', found: only };
    if (found.length > 1) return { kind: 'several', names: found.map(fullName) };
  }
  const shown = candidates.flatMap(({ names }) => names);
  const ends = shown.flatMap((name) => endsOf(name));
  return { kind: 'none', nearest: nearestName(wanted, shown) ?? nearestName(wanted, ends) };
}

/** The name by which a resource is found for certain. */
export function fullName({ assembly, resource }: Found): string {
  return `${assembly.environment.name}/${resource.id}`;
}

function candidatesOf(assembly: Assembly): readonly Candidate[] {
  const environment = assembly.environment.name;
  return Object.values(assembly.resources).map((resource) => {
    const relative = [...shortNames(resource), resource.id];
    const file = fileOf(resource);
    const files = file === undefined ? [] : [`${environment}/${file}`];
    return { assembly, resource, names: [...relative, ...relative.map((name) => `${environment}/${name}`), ...files] };
  });
}

/** The file of a resource below the folder of its environment; undefined for what is no file. */
export function fileOf(resource: Resource): string | undefined {
  if (resource.kind === 'object') return manifestPath(resource.id);
  const isOnHosts = resource.kind === 'file' || (resource.kind === 'unit' && resource.spec.body !== undefined);
  return isOnHosts ? hostFilePath(resource.id) : undefined;
}

/** `shop/cart` for components, `control-1` and `control` for hosts and pools: other kinds share names. */
function shortNames({ id, kind }: Resource): readonly string[] {
  const { stack, name } = identityParts(id);
  if (kind === 'component') return [`${stack}/${name}`];
  return kind === 'host' || kind === 'host-pool' ? [name] : [];
}

function endsOf(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('/'));
}
