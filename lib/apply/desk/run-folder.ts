import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../core';

/** What one run keeps while it lasts, in memory and only for its owner. */
export interface RunFolder {
  /** A short path. */
  readonly folder: string;
  /** What goes from one step to another. */
  readonly parcels: string;
  readonly sshConfig: string;
  /** Sockets of connections. */
  readonly control: string;
  readonly remove: () => void;
}

const prefix = 'plinth-';
const ownerFile = 'pid';

/** Makes the folder of a run, after sweeping away those of runs that were killed. */
export function makeRunFolder(): RunFolder {
  const place = memory();
  sweep(place);
  // mkdtemp makes it readable for its owner only.
  const folder = mkdtempSync(join(place, prefix));
  writeFileSync(join(folder, ownerFile), String(process.pid));
  const [parcels, control] = [join(folder, 'parcels'), join(folder, 'ssh')];
  for (const inside of [parcels, control]) mkdirSync(inside, { mode: 0o700 });
  return {
    folder,
    parcels,
    control,
    sshConfig: join(folder, 'ssh_config'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A file system in memory where there is one: secrets that go through never touch a disk. */
function memory(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

/** Folders of this user whose process is gone. */
function sweep(place: string): void {
  for (const name of readdirSync(place).filter((each) => each.startsWith(prefix))) {
    const folder = join(place, name);
    try {
      const isOwn = statSync(folder).uid === process.getuid?.();
      if (isOwn && !isAlive(Number(readFileSync(join(folder, ownerFile), 'utf8')))) {
        rmSync(folder, { recursive: true, force: true });
      }
    } catch {
      // Somebody else's, or being made or removed just now.
    }
  }
}

/** Whether a process runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}
