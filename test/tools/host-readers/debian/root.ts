import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { debianRoot } from '../../../../tools/upstream';
import type { Outcome } from '../../run';

export interface RootFile {
  readonly path: string;
  readonly text: string;
  /** @default 0o644, and 0o755 for what begins with `#!` */
  readonly mode?: number;
}

export interface RootCommand {
  readonly args: readonly string[];
  /** @default {} */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Ends a daemon as soon as it prints a line with this text; all that it printed is then in `stdout`.
   * @default - it ends by itself
   */
  readonly until?: string;
}

/**
 * Runs commands one after another in a throw-away copy of a Debian 13 root, which has no network but its own loopback.
 * A status other than 0 is an answer, not a failure.
 */
export async function inDebianRoot(
  files: readonly RootFile[],
  commands: readonly RootCommand[],
): Promise<readonly Outcome[]> {
  const job = {
    files: files.map(({ path, text, mode }) => ({ path, text, mode: mode ?? (text.startsWith('#!') ? 0o755 : 0o644) })),
    commands: commands.map(({ args, env = {}, until = '' }) => ({ args, env, until })),
  };
  const made = await debianRoot();
  const { status, stdout, stderr } = await entered(made, JSON.stringify(job));
  if (status !== 0) {
    const what =
      'A Debian root could not be entered, or a command in it not be run; it takes root and Linux namespaces:';
    throw new Error(`${what}\n${stderr.trim()}`);
  }
  const outcomes = JSON.parse(stdout) as readonly Outcome[];
  commands.forEach(({ args, until }, index) => {
    const outcome = outcomes[index];
    if (until === undefined || outcome?.stdout.includes(until) === true) return;
    throw new Error(`"${args.join(' ')}" ended before it printed "${until}":\n${outcome?.stdout ?? ''}`);
  });
  return outcomes;
}

function entered(made: string, input: string): Promise<Outcome> {
  const namespaces = ['--mount', '--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
  const args = [...namespaces, 'sh', join(__dirname, 'enter.sh'), made, join(__dirname, 'job.py')];
  const child = spawn('unshare', args, { env: { ...process.env } });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Error('The command "unshare" of util-linux could not be run, which enters a Debian root.', { cause }));
    });
    child.once('close', (code) => {
      resolve({ status: code ?? 1, ...output });
    });
    // What cannot start does not read either; its status says so.
    child.stdin.on('error', () => undefined).end(input);
  });
}
