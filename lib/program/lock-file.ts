import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly, FileTree } from '../assembly';
import { isJsonObject, PlinthError, type Json } from '../core';
import { gatewayApi } from '../kube-api';
import { lockUnreadable } from './findings';

const lockFile = 'plinth.lock.json';
const lockSchema = 1;

/** The releases that are locked, by name; none when there is no lock file. */
export function readLock(root: string): Readonly<Record<string, string>> {
  const file = join(root, lockFile);
  if (!existsSync(file)) return {};
  const lock = parsed(file);
  if (!isJsonObject(lock) || lock['schema'] !== lockSchema || !isJsonObject(lock['versions'])) {
    throw unreadable(`${lockFile} has no schema ${String(lockSchema)} with versions.`);
  }
  const releases = Object.entries(lock['versions']).map(([name, entry]) => {
    const release = isJsonObject(entry) ? entry['release'] : undefined;
    if (typeof release !== 'string') throw unreadable(`${lockFile} gives no release for "${name}".`);
    return [name, release] as const;
  });
  return Object.fromEntries(releases);
}

/**
 * The lock file with everything that was resolved now. Names that this run did not resolve stay, because a run may be of one
 * environment only.
 */
export function renderLock(root: string, assemblies: readonly Assembly[]): FileTree {
  const releases = new Map(Object.entries(readLock(root)));
  for (const { environment } of assemblies) {
    for (const [name, release] of Object.entries(environment.versions)) releases.set(name, release);
  }
  if (releases.size === 0) return new Map();
  return new Map([[lockFile, lockText(releases)]]);
}

/** The lock file without some names, so that the next synthesis resolves them anew. */
export function lockWithout(root: string, names: readonly string[]): FileTree {
  const releases = new Map(Object.entries(readLock(root)).filter(([name]) => !names.includes(name)));
  return new Map([[lockFile, lockText(releases)]]);
}

function lockText(releases: ReadonlyMap<string, string>): string {
  const versions = Object.fromEntries(
    [...releases]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, release]) => [name, { release, artifacts: artifactsOf(name, release) }] as const),
  );
  return `${JSON.stringify({ schema: lockSchema, versions }, null, 2)}\n`;
}

/** Files of a release by URL with their SHA-256, where Plinth knows them. */
function artifactsOf(name: string, release: string): Readonly<Record<string, string>> {
  const gateway = gatewayApi();
  if (name !== 'gateway-api' || release !== gateway.version) return {};
  return Object.fromEntries(gateway.crds.map(({ url, sha256 }) => [url, sha256]));
}

function parsed(file: string): Json {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw unreadable(`${lockFile}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function unreadable(detail: string): PlinthError {
  return PlinthError.of(
    lockUnreadable,
    detail,
    'Restore it from version control, or delete it and run `plinth synth` to lock the newest releases.',
  );
}
