import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { go } from './go';
import { withLock } from './lock';

/** What is made once and kept: a name, and everything that its content depends on. */
export interface Recipe {
  readonly name: string;
  /** The folders whose sources, go.mod and go.sum decide the content. */
  readonly folders: readonly string[];
  /** What else decides it, where that is no source in a folder. */
  readonly stamp?: string;
  /** Fills an empty folder. */
  readonly make: (folder: string) => Promise<void>;
}

/** Says what is going on while something takes long. */
export type Say = (line: string) => void;

/**
 * The folder with what a recipe makes; made on the first call.
 *
 * It lies outside of the repository, under a digest of all that it was made from: a changed version makes it anew, and
 * two checkouts share it.
 */
export async function cached(recipe: Recipe, say: Say = () => undefined): Promise<string> {
  const home = join(cacheRoot(), recipe.name);
  const place = join(home, await digestOf(recipe));
  if (existsSync(place)) return place;
  await mkdir(home, { recursive: true });
  return withLock(`${place}.lock`, async () => {
    if (existsSync(place)) return place;
    const started = Date.now();
    say(`${recipe.name}: making it; the first time may take minutes`);
    const draft = `${place}.draft-${String(process.pid)}`;
    await mkdir(draft, { recursive: true });
    try {
      await recipe.make(draft);
      // Only what is complete gets the final name. Another process may have finished first after taking over the lock.
      await rename(draft, place).catch((error: unknown) => {
        if (!existsSync(place)) throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    say(`${recipe.name}: made in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return place;
  });
}

/** The folder for all that is made here, as the XDG base directory specification places it. */
export function cacheRoot(): string {
  const configured = process.env['XDG_CACHE_HOME'] ?? '';
  // The specification tells programs to ignore a relative path.
  return join(isAbsolute(configured) ? configured : join(homedir(), '.cache'), 'plinth', 'upstream');
}

/** A digest of the sources in folders, of the compiler that reads them, and of the stamp. */
async function digestOf({ folders, stamp = '' }: Recipe): Promise<string> {
  const hash = createHash('sha256').update(stamp);
  for (const folder of folders) {
    hash.update(await go(folder, ['env', 'GOVERSION', 'GOOS', 'GOARCH']));
    const files = (await readdir(folder)).filter((file) => /\.(go|mod|sum|ts)$/.test(file)).sort();
    for (const file of files) {
      const content = await readFile(join(folder, file));
      hash.update(`${file}\n${String(content.length)}\n`).update(content);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
