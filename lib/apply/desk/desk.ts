import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * What the control node keeps of an environment: keys of authorities, credentials of an administrator, the journal. It outlives
 * runs, and nothing of it is in the repository.
 */
export interface Desk {
  readonly folder: string;
  /** Tells this desk from every other one: the lock on hosts names it. */
  readonly id: string;
  readonly kubeconfig: string;
  /** Host keys that were believed because somebody said so. */
  readonly knownHosts: string;
  readonly journal: string;
  /** Keys and certificates of Plinth's own authorities, `<authority>.key` and `.crt`. */
  readonly pki: string;
  /** Who applies from here. */
  readonly lock: string;
  /** The program that records what is applied. Not in memory: nothing may be run from there on many machines. */
  readonly record: string;
  /** What is said of machines, and the list of those that were made where nobody else keeps it. */
  readonly machines: string;
  /** The boot documents of the hosts that are made. */
  readonly boot: string;
  /** What Ansible and scripts said, a file each run. */
  readonly logs: string;
}

/** Where the desk of an environment is when nobody says. */
export function defaultDesk(environment: string, env: Readonly<Record<string, string | undefined>>): string {
  const state = env['XDG_STATE_HOME'] ?? '';
  return join(state === '' ? join(homedir(), '.local/state') : state, 'plinth', environment);
}

/** What a desk consists of; it need not be there. */
export function deskAt(folder: string): Desk {
  return {
    folder,
    id: idOf(folder),
    kubeconfig: join(folder, 'kubeconfig'),
    knownHosts: join(folder, 'known_hosts'),
    journal: join(folder, 'journal.jsonl'),
    pki: join(folder, 'pki'),
    lock: join(folder, 'lock.json'),
    record: join(folder, 'record.sh'),
    machines: join(folder, 'machines'),
    boot: join(folder, 'machines/boot'),
    logs: join(folder, 'logs'),
  };
}

/** The desk, made where it is missing. Only its owner may read it. */
export function openDesk(folder: string): Desk {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Empty where the disk was full when it was to be written.
  if (idOf(folder) === '') writeFileSync(idFile(folder), `${randomUUID()}\n`, { mode: 0o600 });
  const desk = deskAt(folder);
  for (const inside of [desk.pki, desk.logs]) mkdirSync(inside, { recursive: true, mode: 0o700 });
  return desk;
}

function idFile(folder: string): string {
  return join(folder, 'id');
}

/** A desk that is not there has held no lock. */
function idOf(folder: string): string {
  const place = idFile(folder);
  return existsSync(place) ? readFileSync(place, 'utf8').trim() : '';
}
