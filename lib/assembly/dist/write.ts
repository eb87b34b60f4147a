import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { codeOf } from '../../core';
import type { FileTree } from './files';
import { removeIfEmpty, Staging } from './write-staging';

/** What writing did, or would do. Paths are below the folder, sorted. */
export interface WriteResult {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** A folder and what it shall hold. */
export interface FileSet {
  readonly folder: string;
  /** Written in this order. An index comes before what it lists: what an interrupted run has written is then known to the next. */
  readonly files: FileTree;
  /** The files that Plinth wrote there earlier: only these may be removed. */
  readonly before: Iterable<string>;
}

/** Compares a folder with what it shall hold. */
export function compareFiles({ folder, files, before }: FileSet): WriteResult {
  const created: string[] = [];
  const updated: string[] = [];
  let unchanged = 0;
  const listing = new Listing(folder);
  for (const [path, content] of files) {
    const there = listing.has(path) ? contentOf(join(folder, path)) : undefined;
    if (there === undefined) created.push(path);
    else if (there.equals(Buffer.from(content))) unchanged++;
    else updated.push(path);
  }
  const gone = [...new Set(before)].filter((path) => !files.has(path) && isInside(path));
  const removed = gone.filter((path) => listing.has(path) && contentOf(join(folder, path)) !== undefined);
  return { created: created.sort(), updated: updated.sort(), removed: removed.sort(), unchanged };
}

/**
 * Makes folders hold exactly their files and whatever others put there. Files whose bytes stay are not touched.
 *
 * All or nothing: until the contents for all folders are on the disk, nothing has changed.
 *
 * @throws the error of the file system that stood in the way
 */
export function writeFileSets(sets: readonly FileSet[]): readonly WriteResult[] {
  // One for each folder, however many sets it has: a staging clears away its own place when it is done.
  const stagings = new Map(sets.map(({ folder }) => [folder, new Staging(folder)]));
  const prepared = sets.map((set) => ({ set, result: compareFiles(set) }));
  try {
    for (const { set, result } of prepared) {
      const changed = new Set([...result.created, ...result.updated]);
      for (const [path, content] of set.files) if (changed.has(path)) stagings.get(set.folder)?.add(path, content);
    }
    // Removed first, while the old index still lists them: if this run is interrupted, the next one knows what to do.
    for (const { set, result } of prepared) {
      for (const path of result.removed) rmSync(join(set.folder, path), { force: true });
    }
    for (const staging of stagings.values()) staging.commit();
  } catch (error) {
    for (const staging of stagings.values()) staging.discard();
    throw error;
  }
  for (const { set, result } of prepared) for (const path of result.removed) removeEmptyFolders(set.folder, path);
  return prepared.map(({ result }) => result);
}

/** Makes one folder hold exactly `files` and whatever others put there. */
export function writeFiles(folder: string, files: FileTree, before: Iterable<string>): WriteResult {
  const [result] = writeFileSets([{ folder, files, before }]);
  return result ?? { created: [], updated: [], removed: [], unchanged: 0 };
}

/** An index may have been edited: a path that leads out of the folder is none of ours. */
function isInside(path: string): boolean {
  const plain = normalize(path);
  return !isAbsolute(plain) && plain !== '.' && plain.split(sep)[0] !== '..';
}

function removeEmptyFolders(folder: string, path: string): void {
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    if (!removeIfEmpty(join(folder, parent))) return;
  }
}

/** Which files there are, folder by folder: asking for each of thousands that are not there costs an error each. */
class Listing {
  readonly #root: string;
  readonly #names = new Map<string, ReadonlySet<string>>();

  constructor(root: string) {
    this.#root = root;
  }

  has(path: string): boolean {
    const folder = dirname(path);
    let names = this.#names.get(folder);
    if (!names) this.#names.set(folder, (names = new Set(namesIn(join(this.#root, folder)))));
    return names.has(basename(path));
  }
}

function namesIn(folder: string): readonly string[] {
  return unlessAbsent(() => readdirSync(folder)) ?? [];
}

function contentOf(file: string): Buffer | undefined {
  try {
    return unlessAbsent(() => readFileSync(file));
  } catch (error) {
    // Where a folder has the name of the file, Node does not say which.
    if (codeOf(error) === 'EISDIR') Object.assign(error as object, { path: file });
    throw error;
  }
}

function unlessAbsent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
