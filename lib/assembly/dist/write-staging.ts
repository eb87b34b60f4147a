import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../../core';

/** `.plinth-<process>-<number>`. */
const pattern = /^\.plinth-(\d+)-\d+$/;
let stagings = 0;

/**
 * New contents on their way into a folder: first all are written aside, then all are moved to their places.
 *
 * So whatever can fail (a full disk, a lost permission, a file where a folder must be) fails before anything has changed, and a
 * reader sees the old content of a file or the new one, never half of it.
 */
export class Staging {
  readonly #folder: string;
  readonly #aside: string;
  readonly #moves: (readonly [from: string, to: string])[] = [];
  readonly #parents = new Set<string>();
  /** Folders that were made, each with the topmost one that was made with it. */
  readonly #made: (readonly [folder: string, first: string])[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    // The process says whose it is: two runs at once do not disturb each other, and what a killed run left can be told.
    this.#aside = join(folder, `.plinth-${String(process.pid)}-${String(++stagings)}`);
  }

  /** Writes a content aside. */
  add(path: string, content: string): void {
    const target = join(this.#folder, path);
    if (this.#moves.length === 0) this.#open();
    this.#parent(dirname(target));
    const aside = join(this.#aside, String(this.#moves.length));
    writeFileSync(aside, content);
    this.#moves.push([aside, target]);
  }

  /** Moves everything to its place, in the order in which it was added. */
  commit(): void {
    for (const [aside, target] of this.#moves) renameSync(aside, target);
    rmSync(this.#aside, { recursive: true, force: true });
  }

  /** Leaves the folder as it was. */
  discard(): void {
    rmSync(this.#aside, { recursive: true, force: true });
    for (const [folder, first] of this.#made.reverse()) {
      for (let at = folder; at.length >= first.length; at = dirname(at)) if (!removeIfEmpty(at)) break;
    }
  }

  #open(): void {
    this.#parent(this.#folder);
    for (const name of readdirSync(this.#folder)) {
      if (isAbandoned(name)) rmSync(join(this.#folder, name), { recursive: true, force: true });
    }
    mkdirSync(this.#aside, { recursive: true });
  }

  #parent(folder: string): void {
    if (this.#parents.has(folder)) return;
    const first = mkdirSync(folder, { recursive: true });
    if (first !== undefined) this.#made.push([folder, first]);
    accessSync(folder, constants.W_OK);
    this.#parents.add(folder);
  }
}

/** Removes a folder without content and says whether it did. */
export function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** What a run that was killed has left behind. */
function isAbandoned(name: string): boolean {
  const [, process] = pattern.exec(name) ?? [];
  return process !== undefined && !isRunning(Number(process));
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process of somebody else runs all the same.
    return codeOf(error) === 'EPERM';
  }
}
