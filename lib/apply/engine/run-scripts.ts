import { join } from 'node:path';
import type { Step } from '../../plan';
import type { Runner, RunningProcess } from '../run/command';
import type { StepEvent } from './events';
import type { Stop } from './stop';

/** How steps are carried out. */
export interface Execution {
  readonly run: Runner;
  /** The folder with what was rendered of the plan. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly take: (event: StepEvent) => void;
  /** Told each line that is said besides, for the log of the run. */
  readonly log: (line: string) => void;
  readonly stop: Stop;
  readonly onChild: (pid: number) => void;
}

/** Carries out steps of the control node and the cluster one after the other, by their scripts. Ends with the first that fails. */
export async function runScripts(steps: readonly Step[], execution: Execution): Promise<void> {
  for (const step of steps) {
    if (execution.stop.count > 0) return;
    if (!(await runScript(step, execution))) return;
  }
}

async function runScript(step: Step, { run, folder, env, take, log, stop, onChild }: Execution): Promise<boolean> {
  take({ kind: 'start', step: step.id });
  let last = '';
  let child: RunningProcess | undefined;
  // The first request waits for the step's own end; who asks again wants it now.
  const forget = stop.onRequest((count) => {
    if (count > 1) child?.signal(count > 2 ? 'SIGKILL' : 'SIGTERM');
  });
  const { exitCode, errors } = await run({
    program: 'sh',
    args: [join(folder, 'steps', `${step.id}.sh`)],
    cwd: folder,
    env,
    onLine: (line) => {
      if (line.trim() !== '') last = line.trim();
      log(line);
    },
    onStart: (process) => {
      child = process;
      onChild(process.pid);
    },
  });
  forget();
  for (const line of errors.split('\n')) if (line !== '') log(line);
  const result = exitCode === 0 ? resultIn(last) : 'failed';
  const message = result === 'failed' ? failureText(errors, exitCode, last) : undefined;
  take({ kind: 'end', step: step.id, result, ...(message !== undefined && { message }) });
  return result !== 'failed';
}

function resultIn(last: string): 'satisfied' | 'done' | 'failed' {
  if (last === 'plinth: satisfied') return 'satisfied';
  return last === 'plinth: done' ? 'done' : 'failed';
}

/** The sentence that a script ends with when it fails; everything that was said where it has none. */
function failureText(errors: string, exitCode: number, last: string): string {
  const lines = errors.split('\n').filter((line) => line.trim() !== '');
  const from = lines.findLastIndex((line) => line.startsWith('plinth: '));
  if (from >= 0) return lines.slice(from).join('\n').slice('plinth: '.length);
  if (exitCode === 0) return `its script ended without saying what it did; its last line is "${last}"`;
  return `its script ended with ${String(exitCode)}: ${lines.slice(-3).join(' / ') || last || 'it says nothing'}`;
}
