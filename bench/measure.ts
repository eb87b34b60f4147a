import { spawnSync } from 'node:child_process';
import type { Round } from './ratios';
import type { Workbench } from './workbench';

/**
 * Runs commands in turn (A, B, A, B, ...), each in an empty folder, and takes the processor time of each whole process.
 *
 * In turn, because the speed of a machine drifts: what happens to A in a round happens to B as well. A first round is not
 * counted; it fills the compile caches.
 */
export function measureInTurn(
  commands: Readonly<Record<string, readonly string[]>>,
  bench: Workbench,
  runs: number,
): readonly Round[] {
  const rounds: Round[] = [];
  for (let round = 0; round <= runs; round++) {
    const seconds: Record<string, number> = {};
    for (const [name, argv] of Object.entries(commands)) {
      bench.clear();
      seconds[name] = processorSeconds(argv, bench.folder);
    }
    if (round > 0) rounds.push(seconds);
  }
  return rounds;
}

/**
 * User and system time of a process and all its threads, from its start to its very end.
 *
 * Node tells only the time of its own process (and, at the `exit` event, not what comes after it), so bash measures: its
 * `time` reads what the kernel counted for the child that has ended, in milliseconds.
 *
 * @throws Error with what the process printed when it fails.
 */
export function processorSeconds(argv: readonly string[], folder: string): number {
  const { status, stderr, error } = spawnSync('bash', ['-c', 'time "$@"', 'bash', ...argv], {
    cwd: folder,
    // Nothing of the caller's own settings (NODE_OPTIONS, CDK8S_OUTDIR) may change what is measured.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LC_ALL: 'C', TIMEFORMAT: '%U %S' },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (error) throw new Error(`bash, which takes the time, cannot be started: ${error.message}`);
  const [, user, system] = /([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
  if (status !== 0 || user === undefined || system === undefined) {
    throw new Error(`${argv.join(' ')} failed:\n${stderr}`);
  }
  return Number(user) + Number(system);
}
