import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

/** Runs something with a folder of its own, which is gone afterwards. */
export function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'plinth-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All files below a folder with their contents, sorted. */
export function filesIn(folder: string): ReadonlyMap<string, string> {
  return new Map(paths(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** When each file was written last, and which file it is on the disk. */
export function stampsIn(folder: string): ReadonlyMap<string, string> {
  return new Map(
    paths(folder).map((path) => {
      const { ctimeNs, ino } = statSync(join(folder, path), { bigint: true });
      return [path, `${String(ino)} ${String(ctimeNs)}`];
    }),
  );
}

function paths(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
