import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { FileTree } from '../../../lib/assembly';

/** A temporary folder for one test. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'plinth-dist-'));

  put(files: FileTree): void {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(this.path, path)), { recursive: true });
      writeFileSync(join(this.path, path), content);
    }
  }

  /** Every file by path, sorted. */
  get files(): FileTree {
    const entries = readdirSync(this.path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => relative(this.path, join(entry.parentPath, entry.name))).sort();
    return new Map(paths.map((path) => [path, readFileSync(join(this.path, path), 'utf8')]));
  }

  /** Every folder below it, sorted. */
  get folders(): readonly string[] {
    const entries = readdirSync(this.path, { withFileTypes: true, recursive: true }).filter((entry) =>
      entry.isDirectory(),
    );
    return entries.map((entry) => relative(this.path, join(entry.parentPath, entry.name))).sort();
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export const sorted = (files: FileTree): FileTree => new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
