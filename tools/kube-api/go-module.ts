import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleVersion } from './sources';

/** What was read of one module, as data/versions.json records it. */
export interface ModuleRecord {
  readonly module: string;
  readonly version: string;
  /** Checksum of the whole module, as in go.sum. */
  readonly sum: string;
  /** Path to sha256 of the files that were read one by one; none where a whole folder was. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A Go module on disk, fetched and verified by the go command. */
export class GoModule {
  readonly #wanted: ModuleVersion;
  readonly #directory: string;
  readonly #sum: string;
  readonly #read = new Map<string, string>();

  constructor(wanted: ModuleVersion) {
    const argument = `${wanted.path}@${wanted.version}`;
    // Outside of any module, or the go.mod of the folder would have a say.
    const answer = execFileSync('go', ['mod', 'download', '-json', argument], { cwd: tmpdir(), encoding: 'utf8' });
    const found = JSON.parse(answer) as { readonly Dir?: string; readonly Sum?: string; readonly Error?: string };
    if (found.Dir === undefined || found.Sum === undefined)
      throw new Error(`${argument} could not be had: ${found.Error ?? 'no reason given'}`);
    this.#wanted = wanted;
    this.#directory = found.Dir;
    this.#sum = found.Sum;
  }

  /** Text of a file that is worth a line in data/versions.json. */
  file(path: string): string {
    const bytes = readFileSync(join(this.#directory, path));
    this.#read.set(path, createHash('sha256').update(bytes).digest('hex'));
    return bytes.toString('utf8');
  }

  /** Text of one file of many; the module's checksum speaks for them. */
  fileOfMany(path: string): string {
    return readFileSync(join(this.#directory, path), 'utf8');
  }

  /** Paths of files in the module, sorted. */
  paths(ofName: RegExp, under = '.'): string[] {
    return readdirSync(join(this.#directory, under), { recursive: true, encoding: 'utf8' })
      .map((path) => join(under, path))
      .filter((path) => ofName.test(path))
      .sort();
  }

  record(): ModuleRecord {
    const files = Object.fromEntries([...this.#read].sort(([a], [b]) => (a < b ? -1 : 1)));
    const { path, version } = this.#wanted;
    return { module: path, version, sum: this.#sum, ...(this.#read.size > 0 && { files }) };
  }
}
