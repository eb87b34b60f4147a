import { summaryOf, type ApplyEnd, type RunFailure, type RunSummary } from '../apply';
import { counted } from '../core';
import { plainStyles, type Styles } from '../report';
import { timeText } from './apply-progress';

/** What came of a run: what failed and why, how to go on, and the numbers in the last line. */
export function applyText(environment: string, end: ApplyEnd, styles: Styles = plainStyles): string {
  const summary = summaryOf(end.tracker);
  const { result, problem, lockLeft, tracker } = end;
  const failures = summary.failures.map((failure) => failureText(summary, failure, styles)).join('');
  const trouble =
    problem !== undefined && summary.failures.length === 0 ? `${styles.error('failed')}  ${problem}\n` : '';
  const stopped =
    result === 'interrupted' ? `${styles.warning('stopped')}  You asked for it; what was done stays done.\n` : '';
  const next = result === 'done' ? '' : `  next  ${goOn(environment, result)}\n`;
  const lock = lockLeft.length === 0 ? '' : `  lock  ${lockText(environment, lockLeft)}\n`;
  const record = recordText(end);
  const time = `, ${timeText(tracker.elapsed)}`;
  return `${failures}${trouble}${stopped}${next}${lock}${record}${countsText(summary)}${time}\n`;
}

/** `31 steps: 0 done, 31 satisfied`, and what else there is. */
export function countsText({ total, done, satisfied, failed, skipped, open }: RunSummary): string {
  const more = [
    ...(failed > 0 ? [`${String(failed)} failed`] : []),
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
    ...(open > 0 ? [`${String(open)} not begun or not finished`] : []),
  ];
  return [`${counted(total, 'step')}: ${String(done)} done`, `${String(satisfied)} satisfied`, ...more].join(', ');
}

/** `step 14/31 failed on control-1: etcd/control-1/start`, and below it why. */
export function failureText(
  { total }: RunSummary,
  { step, host, message, position }: RunFailure,
  styles: Styles,
): string {
  const where = host === undefined ? '' : ` on ${host}`;
  const head = `step ${String(position)}/${String(total)} failed${where}: ${step}`;
  const [first = '', ...rest] = message.split('\n');
  const more = rest.map((line) => `        ${line}\n`).join('');
  return `${styles.error(head)}\n  why   ${first}\n${more}`;
}

/** How to go on. Every step may be repeated: what holds is not done again. */
export function goOn(environment: string, result: 'failed' | 'interrupted'): string {
  const first = result === 'failed' ? 'Mend it, then' : 'To go on';
  return `${first}: plinth apply ${environment}. It is safe to repeat: what holds is not done again.`;
}

function recordText({ result, recorded }: ApplyEnd): string {
  if (result !== 'done' || recorded === 'yes') return '';
  return recorded === 'not-due'
    ? 'Only some steps were carried out: a whole run records what is deployed.\n'
    : 'Not every control host took the record of what is deployed: apply once more.\n';
}

function lockText(environment: string, left: readonly string[]): string {
  return `It stays on ${left.join(', ')}, where something may still be at work. This machine goes on with it; others need: plinth unlock ${environment}`;
}

/** What is said when somebody presses Ctrl-C. What hosts were asked, such as who holds the lock, is not cut off. */
export function stoppingText(count: number, running: number): string {
  if (running === 0)
    return 'No step runs, and none will begin. Stopping when hosts have answered what they were asked.\n';
  if (count === 1) return 'Stopping when the steps that run have ended. Press Ctrl-C again to stop now.\n';
  return count === 2 ? 'Stopping now.\n' : 'Ending what was started.\n';
}

/** The same for programs. */
export function applyJson(environment: string, end: ApplyEnd): object {
  const { run, result, problem, lockLeft, recorded, tracker } = end;
  const { failures, ...counts } = summaryOf(tracker);
  return {
    ...{ environment, run, result },
    seconds: Math.round(tracker.elapsed * 10) / 10,
    steps: counts,
    failures,
    ...(problem !== undefined && { problem }),
    lockLeft,
    recorded,
  };
}
