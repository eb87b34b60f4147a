import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { constants } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import type { Readable, Writable } from 'node:stream';
import { exitCodes, type Outcome, type Runner, type RunningProcess } from './command';

/** Milliseconds in which what a program wrote last to standard error still arrives. */
const stragglers = 50;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Runs real programs. */
export const spawnRunner: Runner = (command) =>
  new Promise((resolve) => {
    const { program, args, cwd, env, input, onLine, onStart, timeoutSeconds } = command;
    const child: Child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: apply decides when a Ctrl-C ends it, and can end all that it started.
      detached: true,
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    const lines = onLine && new Lines(onLine);
    child.stdout.on('data', (bytes: Buffer) => {
      if (lines) lines.add(bytes);
      else output.push(bytes);
    });
    child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
    const running = runningProcess(child);
    if (running) onStart?.(running);
    let hasTimedOut = false;
    const timer =
      timeoutSeconds === undefined
        ? undefined
        : setTimeout(() => {
            hasTimedOut = true;
            running?.signal('SIGKILL');
          }, timeoutSeconds * 1000);
    let hasEnded = false;
    const end = (exitCode: number, more = ''): void => {
      if (hasEnded) return;
      hasEnded = true;
      clearTimeout(timer);
      lines?.end();
      // Or this process could not end before whoever still holds it.
      child.stderr.destroy();
      resolve({ exitCode, output: Buffer.concat(output), errors: Buffer.concat(errors).toString('utf8') + more });
    };
    child.on('error', (error) => {
      end(exitCodes.missing, error.message);
    });
    // Not `close`: a connection that ssh keeps open in the background may hold on to standard error.
    let exitCode: number | undefined;
    const endIfAll = (): void => {
      if (exitCode === undefined || !child.stdout.readableEnded) return;
      const code = exitCode;
      setTimeout(() => {
        end(code);
      }, stragglers);
    };
    child.stdout.on('end', endIfAll);
    child.on('exit', (code, signal) => {
      exitCode = hasTimedOut ? exitCodes.timedOut : (code ?? exitCodes.ofSignal + numberOf(signal));
      endIfAll();
    });
    child.on('close', () => {
      if (exitCode !== undefined) end(exitCode);
    });
    // Whoever ends before it has read everything says why by itself.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });

/** What came of a program as text for people: its own words, or how it ended. */
export function problemOf({ exitCode, errors, output }: Outcome): string {
  const said = errors.trim() === '' ? output.toString('utf8').trim() : errors.trim();
  return said === '' ? `it ended with ${String(exitCode)}` : said;
}

function runningProcess({ pid }: Child): RunningProcess | undefined {
  if (pid === undefined) return undefined;
  return {
    pid,
    signal: (name) => {
      try {
        process.kill(-pid, name);
      } catch {
        // It has ended already.
      }
    },
  };
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}

/** Whole lines of a stream, however its bytes are cut. */
class Lines {
  readonly #tell: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  add(bytes: Buffer): void {
    const parts = (this.#rest + this.#decoder.write(bytes)).split('\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#tell(part);
  }

  end(): void {
    const last = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (last !== '') this.#tell(last);
  }
}
