import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileTree } from './files';

/** What writing did, or would do. Paths are below the folder, sorted. */
export interface WriteResult {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/**
 * Compares a folder with what it should hold.
 *
 * `before` lists the files that Plinth wrote there earlier: only these may be removed.
 */
export function compareFiles(folder: string, files: FileTree, before: Iterable<string>): WriteResult {
  const created: string[] = [];
  const updated: string[] = [];
  let unchanged = 0;
  for (const [path, content] of files) {
    const there = contentOf(join(folder, path));
    if (there === undefined) created.push(path);
    else if (there.equals(Buffer.from(content))) unchanged++;
    else updated.push(path);
  }
  const removed = [...before].filter((path) => !files.has(path) && contentOf(join(folder, path)) !== undefined);
  return { created: created.sort(), updated: updated.sort(), removed: removed.sort(), unchanged };
}

/** Makes a folder hold exactly `files` and whatever others put there. Files whose bytes stay are not touched. */
export function writeFiles(folder: string, files: FileTree, before: Iterable<string>): WriteResult {
  const result = compareFiles(folder, files, before);
  const folders = new Set<string>();
  for (const path of [...result.created, ...result.updated]) {
    const target = join(folder, path);
    const parent = dirname(target);
    if (!folders.has(parent)) {
      mkdirSync(parent, { recursive: true });
      folders.add(parent);
    }
    replace(target, files.get(path) ?? '');
  }
  for (const path of result.removed) removeWithEmptyFolders(folder, path);
  return result;
}

/** A reader sees the old content or the new one, never half of it. */
function replace(target: string, content: string): void {
  const temporary = `${target}.plinth-new`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function removeWithEmptyFolders(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    const place = join(folder, parent);
    if (readdirSync(place).length > 0) return;
    rmdirSync(place);
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
