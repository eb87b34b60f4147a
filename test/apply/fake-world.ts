import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Outcome, Runner } from '../../lib/apply';

/** What a program answers; the rest is as if it had succeeded and said nothing. */
export interface Answer {
  readonly exitCode?: number;
  readonly output?: string | Buffer;
  readonly errors?: string;
  /** Whole lines, told one by one. */
  readonly lines?: readonly string[];
}

export type Program = (command: Command) => Answer | Promise<Answer>;

/**
 * Hosts and programs that are not there: scripts for hosts really run, each in a folder that stands for the host's own, and other
 * programs answer as a test says.
 */
export class FakeWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'plinth-apply-'));
  /** Everything that was started. */
  readonly commands: Command[] = [];
  readonly #programs = new Map<string, Program>();
  readonly #ssh = new Map<string, Answer>();
  #time = Date.UTC(2026, 0, 1);

  readonly clock = {
    now: (): number => (this.#time += 100),
    time: (): string => new Date((this.#time += 100)).toISOString(),
    sleep: (milliseconds: number): Promise<void> => {
      this.#time += milliseconds;
      return Promise.resolve();
    },
  };

  /** Says what a program does. */
  program(name: string, answer: Program): this {
    this.#programs.set(name, answer);
    return this;
  }

  /** What a program does so far, for one that does more. */
  programOf(name: string): Program {
    return this.#programs.get(name) ?? (() => ({}));
  }

  /** Nothing can be written to a file any more. */
  makeUnwritable(file: string): void {
    rmSync(file);
    mkdirSync(file);
  }

  /** Lets ssh fail for a host, or answer again. */
  ssh(host: string, answer: Answer | undefined): this {
    if (answer) this.#ssh.set(host, answer);
    else this.#ssh.delete(host);
    return this;
  }

  /** Where files of a host below /var/lib/plinth are. */
  state(host: string, ...path: readonly string[]): string {
    return join(this.folder, 'hosts', host, ...path);
  }

  read(host: string, ...path: readonly string[]): string | undefined {
    const file = this.state(host, ...path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  write(host: string, path: string, text: string): void {
    const file = this.state(host, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }

  list(host: string, ...path: readonly string[]): readonly string[] {
    const folder = this.state(host, ...path);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  /** What was started, as one would type it. */
  get typed(): readonly string[] {
    return this.commands.map(({ program, args }) => [program, ...args].join(' '));
  }

  readonly run: Runner = async (command) => {
    this.commands.push(command);
    const { exitCode = 0, output = '', errors = '', lines = [] } = await this.#answer(command);
    if (command.onLine) for (const line of lines) command.onLine(line);
    return { exitCode, output: Buffer.from(output), errors } satisfies Outcome;
  };

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #answer(command: Command): Answer | Promise<Answer> {
    const { program, args, input } = command;
    const known = this.#programs.get(program);
    if (known) return known(command);
    if (program === 'tar') return really(command);
    if (program !== 'ssh') return { exitCode: 127, errors: `spawn ${program} ENOENT` };
    const host = args[2] ?? '';
    if (args.includes('-O')) return {};
    const failing = this.#ssh.get(host);
    if (failing) return failing;
    const state = this.state(host);
    mkdirSync(join(state, '..'), { recursive: true });
    const script = String(input)
      .replaceAll('/var/lib/plinth', state)
      .replaceAll('/etc/kubernetes/admin.conf', join(state, 'admin.conf'));
    return really({ program: 'sh', args: ['-s'], input: script });
  }
}

function really({ program, args, input }: Command): Answer {
  const { status, stdout, stderr } = spawnSync(program, args, { input: input ?? '', maxBuffer: 1 << 28 });
  return { exitCode: status ?? 1, output: stdout, errors: stderr.toString('utf8') };
}
