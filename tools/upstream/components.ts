import { rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { cached, type Say } from './cache';
import { families, type Family } from './families';
import { go } from './go';
import { longFamilies } from './long-families';
import { kubernetesVersion, linkerFlag, requiredVersion } from './version';

/** A program that hosts or pods run. */
export interface Component {
  readonly name: string;
  /** The version of the module that it was built from, such as `v2.3.4`; empty where it has none. */
  readonly version: string;
  readonly file: string;
}

/** The programs that the environment `bed` runs, built on the first call and kept in the cache. */
export function bedComponents(say?: Say): Promise<readonly Component[]> {
  return allComponents(families, say);
}

/** The programs that only the long tests run, built on the first call and kept in the cache. */
export function longComponents(say?: Say): Promise<readonly Component[]> {
  return allComponents(longFamilies, say);
}

async function allComponents(of: Readonly<Record<string, Family>>, say?: Say): Promise<readonly Component[]> {
  const named = Object.entries(of);
  const components: Component[] = [];
  for (const [index, [name, family]] of named.entries()) {
    const [, next] = named[index + 1] ?? [];
    // The network fetches for the next family while the processors compile this one.
    const fetching = next === undefined ? undefined : fetchSources(next);
    components.push(...(await component(name, family, say)));
    await fetching;
  }
  return components;
}

/** The programs of a family, built on the first call and kept in the cache. */
export async function component(name: string, family: Family, say?: Say): Promise<readonly Component[]> {
  const folder = resolve(__dirname, family.folder);
  const version = family.version === undefined ? '' : await requiredVersion(folder, family.version.module);
  const flags = buildFlags(family, version);
  const make = (draft: string): Promise<void> => build(family, folder, flags, draft);
  const stamp = JSON.stringify([flags, family.programs]);
  const made = await cached({ name: `component-${name}`, folders: [folder], stamp, make }, say);
  return Object.keys(family.programs).map((program) => ({ name: program, version, file: join(made, program) }));
}

function buildFlags({ version: kept, c = false, tags = [] }: Family, version: string): readonly string[] {
  const { variables = [] } = kept ?? {};
  const values =
    variables === 'kubernetes'
      ? kubernetesVersion(version)
      : Object.fromEntries(variables.map((variable) => [variable, version]));
  const linked = linkerFlag(values, ...(c ? ['-extldflags', '-static'] : []));
  return ['-trimpath', '-buildvcs=false', linked, ...(tags.length > 0 ? [`-tags=${tags.join(',')}`] : [])];
}

/** One call for all programs of a family: they share most of their packages. */
async function build(family: Family, folder: string, flags: readonly string[], draft: string): Promise<void> {
  const environment = { CGO_ENABLED: family.c === true ? '1' : '0' };
  await go(folder, ['build', ...flags, '-o', `${draft}/`, ...Object.values(family.programs)], environment);
  for (const [name, path] of Object.entries(family.programs)) {
    const built = nameOfGo(path);
    if (built !== name) await rename(join(draft, built), join(draft, name));
  }
}

/** What Go calls the program of a package: the last part of its path that is not the version of a module. */
function nameOfGo(path: string): string {
  return /^v\d+$/.test(basename(path)) ? basename(dirname(path)) : basename(path);
}

async function fetchSources(family: Family): Promise<void> {
  const folder = resolve(__dirname, family.folder);
  // To know the packages, Go needs their sources. What fails here fails again, and is told, when it is built.
  await go(folder, ['list', '-deps', ...Object.values(family.programs)]).catch(() => undefined);
}
