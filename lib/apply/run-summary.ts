import type { RunRecord } from './desk/journal';
import type { Tracker } from './engine/tracker';

/** How a run went, or goes, in numbers and words. */
export interface RunSummary {
  readonly total: number;
  readonly done: number;
  readonly satisfied: number;
  readonly failed: number;
  readonly skipped: number;
  /** Neither done nor failed, with those that had begun. */
  readonly open: number;
  readonly failures: readonly RunFailure[];
}

export interface RunFailure {
  readonly step: string;
  /** Absent for steps on the control node and in the cluster. */
  readonly host?: string;
  readonly message: string;
  /** How many steps had ended with it. */
  readonly position: number;
}

interface Ended {
  readonly step: string;
  readonly host?: string | undefined;
  readonly result: string;
  readonly message?: string | undefined;
}

export function summaryOf(tracker: Tracker): RunSummary {
  const ended = tracker.steps
    .filter(({ state }) => state !== 'waiting' && state !== 'running')
    .map(({ step, state, message }) => ({
      step: step.id,
      host: step.place.kind === 'host' ? step.place.host : undefined,
      result: state,
      message,
    }));
  return summarized(tracker.steps.length, ended);
}

export function summaryOfRecord({ begin, steps }: RunRecord): RunSummary {
  const skipped = steps.filter(({ result }) => result === 'skipped').length;
  return summarized((begin?.steps ?? 0) + skipped, steps);
}

function summarized(total: number, ended: readonly Ended[]): RunSummary {
  const count = (result: string): number => ended.filter((one) => one.result === result).length;
  const isRun = (one: Ended): boolean => one.result !== 'skipped';
  const failures = ended
    .filter(({ result }) => result === 'failed')
    .map(({ step, host, message = 'it does not say why' }) => ({
      step,
      ...(host !== undefined && { host }),
      message,
      position: ended.filter(isRun).filter(({ result }) => result !== 'failed').length + 1,
    }));
  return {
    total,
    ...{ done: count('done'), satisfied: count('satisfied'), failed: count('failed'), skipped: count('skipped') },
    open: Math.max(0, total - ended.length),
    failures,
  };
}
