import { go } from '../go';

const minorPrefix = 'kubernetes.invalid/minor-';

/** Where the archives of a folder's modules lie once they are fetched. */
export interface Modules {
  /** The sources of Kubernetes by minor: `1.36`. */
  readonly minors: ReadonlyMap<string, string>;
  /** The sources of projects with custom resources by module path. */
  readonly others: ReadonlyMap<string, string>;
}

/** Fetches the modules that the go.mod of a folder requires, checked against its go.sum. */
export async function fetchModules(folder: string): Promise<Modules> {
  const file = JSON.parse(await go(folder, ['mod', 'edit', '-json'])) as { Require: readonly { Path: string }[] };
  const minors = new Map<string, string>();
  const others = new Map<string, string>();
  for (const { Path: path } of file.Require) {
    const fetched = JSON.parse(await go(folder, ['mod', 'download', '-json', path])) as { Dir: string };
    if (path.startsWith(minorPrefix)) minors.set(path.slice(minorPrefix.length), fetched.Dir);
    else others.set(path, fetched.Dir);
  }
  return { minors, others };
}
