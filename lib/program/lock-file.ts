import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly, FileTree } from '../assembly';
import { isJsonObject, nearestName, PlinthError, type Json, type JsonObject } from '../core';
import { gatewayApi } from '../kube-api';
import { lockUnreadable, releaseNotLocked } from './findings';

const lockFile = 'plinth.lock.json';
const lockSchema = 1;

/** What is locked under one name. */
interface LockEntry {
  readonly release: string;
  /** Files of the release by URL, with their SHA-256. */
  readonly artifacts: Readonly<Record<string, string>>;
}

/** The lock file of a program. Releases do not change while they are in it. */
export class Lock {
  /** Nothing is locked. */
  static readonly empty = new Lock(new Map());

  readonly #entries: ReadonlyMap<string, LockEntry>;

  private constructor(entries: ReadonlyMap<string, LockEntry>) {
    this.#entries = entries;
  }

  /** @throws PlinthError `lock-unreadable`; a lock file that does not exist locks nothing. */
  static read(root: string): Lock {
    const file = join(root, lockFile);
    return new Lock(existsSync(file) ? entriesOf(readFileSync(file, 'utf8')) : new Map());
  }

  /** The releases by name. */
  get releases(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#entries].map(([name, { release }]) => [name, release]));
  }

  /**
   * The lock without some names, so that they are resolved anew.
   *
   * @throws PlinthError `release-not-locked` for a name that is not in it
   */
  without(names: readonly string[]): Lock {
    for (const name of names) if (!this.#entries.has(name)) throw this.#notLocked(name);
    return new Lock(new Map([...this.#entries].filter(([name]) => !names.includes(name))));
  }

  /**
   * The lock file with everything that was resolved now; none when there is nothing to lock.
   *
   * Names that were not resolved stay, because a run may be of one environment or of one program among several. So do entries
   * whose release stays: a Plinth that has never heard of it must not lose the digests.
   */
  file(assemblies: readonly Assembly[]): FileTree {
    const entries = new Map(this.#entries);
    for (const { environment } of assemblies) {
      for (const [name, release] of Object.entries(environment.versions)) {
        if (entries.get(name)?.release !== release)
          entries.set(name, { release, artifacts: artifactsOf(name, release) });
      }
    }
    if (entries.size === 0) return new Map();
    const versions = Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    return new Map([[lockFile, `${JSON.stringify({ schema: lockSchema, versions }, null, 2)}\n`]]);
  }

  #notLocked(name: string): PlinthError {
    const names = [...this.#entries.keys()].sort();
    const near = nearestName(name, names);
    return PlinthError.of(
      releaseNotLocked,
      `${lockFile} locks no "${name}"; ${names.length === 0 ? 'it is empty' : `it locks ${names.join(', ')}`}.`,
      near === undefined ? 'Name one of these, or none to update all.' : `Did you mean "${near}"?`,
    );
  }
}

/** Files of a release by URL with their SHA-256, where Plinth knows them. */
function artifactsOf(name: string, release: string): LockEntry['artifacts'] {
  const gateway = gatewayApi();
  if (name !== 'gateway-api' || release !== gateway.version) return {};
  return Object.fromEntries(gateway.crds.map(({ url, sha256 }) => [url, sha256]));
}

function entriesOf(text: string): ReadonlyMap<string, LockEntry> {
  const lock = parsed(text);
  const schema = isJsonObject(lock) ? lock['schema'] : undefined;
  if (typeof schema === 'number' && schema > lockSchema) {
    const detail = `${lockFile} has the schema ${String(schema)}; this Plinth reads and writes ${String(lockSchema)}.`;
    throw PlinthError.of(lockUnreadable, detail, 'Install the version of Plinth that wrote it, or a later one.');
  }
  const versions = isJsonObject(lock) ? lock['versions'] : undefined;
  if (schema !== lockSchema || !isJsonObject(versions)) {
    throw unreadable(`${lockFile} has no schema ${String(lockSchema)} with versions.`);
  }
  return new Map(Object.entries(versions).map(([name, entry]) => [name, lockEntry(name, entry)]));
}

function lockEntry(name: string, entry: Json): LockEntry {
  const { release, artifacts = {} }: Partial<JsonObject> = isJsonObject(entry) ? entry : {};
  if (typeof release !== 'string') throw unreadable(`${lockFile} gives no release for "${name}".`);
  if (!isJsonObject(artifacts)) throw unreadable(`${lockFile} lists no artifacts for "${name}".`);
  return { release, artifacts: artifacts as Record<string, string> };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const isConflict = /^(<{7}|>{7}) /m.test(text);
    throw unreadable(`${lockFile} ${isConflict ? 'holds the marks of a merge conflict' : 'is no JSON'}.`);
  }
}

function unreadable(detail: string): PlinthError {
  return PlinthError.of(
    lockUnreadable,
    detail,
    'Take it from version control (of a merge, either side), or delete it and run `plinth synth` to lock the newest releases.',
  );
}
