import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where Debian puts the programs of its PostgreSQL. */
export const postgresPrograms = '/usr/lib/postgresql/15/bin';

/** Fails with what to install, so that a machine without the programs is never taken for one on which all is well. */
export function requirePrograms(...programs: readonly string[]): void {
  const missing = programs.filter((program) => !existsSync(program));
  if (missing.length > 0) {
    throw new Error(`Missing: ${missing.join(', ')}. Install Debian's packages: tools/upstream/debian.sh`);
  }
}

/** PostgreSQL refuses to run as root, so whatever is started here runs as its own user where we are root. */
const account: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(option: string): number {
  try {
    return Number(execFileSync('id', [option, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return 65534;
  }
}

export interface Finished {
  readonly status: number;
  readonly output: string;
}

/** A folder of its own, and the processes that were started in it: both are gone afterwards. */
export class Local {
  readonly folder: string;
  readonly #children: ChildProcess[] = [];

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'plinth-'));
    this.#give(this.folder);
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  write(name: string, content: string): string {
    const file = this.path(name);
    this.makeFolder(dirname(file));
    writeFileSync(file, content, { mode: 0o644 });
    this.#give(file);
    return file;
  }

  makeFolder(folder: string): string {
    if (existsSync(folder)) return folder;
    this.makeFolder(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
    this.#give(folder);
    return folder;
  }

  /** Runs a program to its end; what it prints on both streams comes back as one text. */
  async run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
    const { child, output } = this.start(program, args, env);
    const status = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        resolve(code ?? (signal === null ? 0 : 128));
      });
    });
    return { status, output: output() };
  }

  start(
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): { readonly child: ChildProcess; readonly output: () => string } {
    const path = `${postgresPrograms}:/usr/sbin:/usr/bin:/sbin:/bin`;
    const child = spawn(program, args, {
      ...account,
      cwd: this.folder,
      env: { PATH: path, LC_ALL: 'C.UTF-8', HOME: this.folder, ...env },
    });
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    child.stderr.on('data', (data: Buffer) => (text += data.toString()));
    child.on('error', (error) => (text += error.message));
    this.#children.push(child);
    return { child, output: () => text };
  }

  /** Ends what was started here, by process, and removes the folder. */
  async end(): Promise<void> {
    for (const child of [...this.#children].reverse()) await stop(child);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #give(path: string): void {
    if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
  }
}

/** Asks a process to end, insists after a while, and waits until it has. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const insist = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(insist);
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** Waits until something holds; fails with what was seen last. */
export async function eventually(
  holds: () => Promise<boolean> | boolean,
  seen: () => string,
  seconds = 60,
): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > until) throw new Error(`It did not come to be within ${String(seconds)} seconds.\n${seen()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
