import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { ReadyObjects } from './programs/emit';
import { environmentName } from './programs/plinth';
import { processorSeconds } from './measure';

/** Full paths, since the programs run in another folder. */
const programs = {
  plinth: require.resolve('./programs/plinth'),
  hosts: require.resolve('./programs/hosts'),
  stock: require.resolve('./programs/stock'),
  emit: require.resolve('./programs/emit'),
} as const;

/**
 * Linux keeps this folder in memory. On a disk the kernel's own work for ten thousand new files was seen to take between 0.05 and
 * 0.7 seconds, whoever writes them, depending on what was deleted before: more than all that is measured here.
 */
const inMemory = '/dev/shm';

/** Where the programs write unless said otherwise. */
const defaultParent = existsSync(inMemory) ? inMemory : tmpdir();

/** A temporary folder in which programs run and write, and the command lines that start them there. */
export class Workbench {
  readonly folder: string;

  constructor(parent: string = defaultParent) {
    this.folder = mkdtempSync(join(parent, 'plinth-bench-'));
  }

  /** Each program has a pack of its own: with a common one each would read the others' modules as well. */
  program(name: keyof typeof programs, ...args: readonly string[]): readonly string[] {
    const pack = join(this.folder, 'packs', [name, ...(name === 'emit' ? args.slice(0, 1) : [])].join('-'));
    return [process.execPath, require.resolve('./run.js'), pack, programs[name], ...args];
  }

  /** The `plinth` command on the tiny environment, as people type it. */
  plinthSynth(): readonly string[] {
    const app = require.resolve('./programs/tiny');
    return [process.execPath, require.resolve('../bin/plinth.js'), 'synth', '--app', app];
  }

  /** What Plinth writes for a size, as a file of objects that need only be emitted. */
  readyObjects(size: readonly string[]): string {
    processorSeconds(this.program('plinth', ...size), this.folder);
    const dist = join(this.folder, 'dist');
    const manifests = readdirSync(join(dist, environmentName, 'manifests'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const objects: ReadyObjects = manifests.map((file) => [relative(dist, file), parse(readFileSync(file, 'utf8'))]);
    const file = join(this.folder, `objects-${size.join('-')}.json`);
    writeFileSync(file, JSON.stringify(objects));
    return file;
  }

  /** Takes away what a program wrote: Plinth writes only what differs. */
  clear(): void {
    for (const written of ['dist', 'build', 'plinth.lock.json']) {
      rmSync(join(this.folder, written), { recursive: true, force: true });
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
