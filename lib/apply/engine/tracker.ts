import type { Step, StepId } from '../../plan';
import type { JournalEntry } from '../desk/journal';
import type { StepEvent } from './events';

export type StepState = 'waiting' | 'running' | 'satisfied' | 'done' | 'failed' | 'skipped';

/** How far a step has come. */
export interface StepProgress {
  readonly step: Step;
  readonly state: StepState;
  /** Milliseconds on the clock of the run; absent before it began. */
  readonly began?: number;
  readonly seconds?: number;
  readonly message?: string;
}

export interface TrackerOptions {
  readonly run: string;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** The time for people, ISO 8601 in UTC. */
  readonly time: () => string;
  readonly journal: (entry: JournalEntry) => void;
  /** Told after every event. */
  readonly tell: (tracker: Tracker, changed?: StepProgress) => void;
}

/** What has become of every step of a run so far; whatever ends is in the journal before anybody is told. */
export class Tracker {
  readonly #options: TrackerOptions;
  readonly #steps: Map<StepId, StepProgress>;
  readonly #troubles: string[] = [];
  readonly #began: number;

  constructor(steps: readonly Step[], options: TrackerOptions) {
    this.#options = options;
    this.#steps = new Map(steps.map((step) => [step.id, { step, state: 'waiting' }]));
    this.#began = options.now();
  }

  readonly take = (event: StepEvent): void => {
    const { now } = this.#options;
    if (event.kind === 'trouble') {
      const where = event.host === undefined ? '' : `${event.host}: `;
      this.#troubles.push(`${where}${event.message}`);
      this.#options.tell(this);
      return;
    }
    const before = this.#steps.get(event.step);
    if (!before || (event.kind === 'start' && before.state !== 'waiting')) return;
    if (event.kind === 'start') {
      this.#change({ ...before, state: 'running', began: now() });
      return;
    }
    const { result, message } = event;
    const seconds = event.seconds ?? (now() - (before.began ?? now())) / 1000;
    this.#end({ ...before, state: result, seconds, ...(message !== undefined && { message }) }, result);
  };

  /** Leaves a step out, with the reason that was given. */
  skip(step: Step, reason: string): void {
    this.#end({ step, state: 'skipped', message: reason }, 'skipped');
  }

  get steps(): readonly StepProgress[] {
    return [...this.#steps.values()];
  }

  in(state: StepState): readonly StepProgress[] {
    return this.steps.filter((one) => one.state === state);
  }

  /** What failed that is no step. */
  get troubles(): readonly string[] {
    return this.#troubles;
  }

  /** Seconds since the run began. */
  get elapsed(): number {
    return (this.#options.now() - this.#began) / 1000;
  }

  #end(progress: StepProgress, result: 'satisfied' | 'done' | 'failed' | 'skipped'): void {
    const { step, seconds, message } = progress;
    const { run, time, journal } = this.#options;
    journal({
      event: 'step',
      ...{ time: time(), run, step: step.id },
      ...(step.place.kind === 'host' && { host: step.place.host }),
      result,
      ...(seconds !== undefined && { seconds: Math.round(seconds * 10) / 10 }),
      ...(message !== undefined && { message }),
    });
    this.#change(progress);
  }

  #change(progress: StepProgress): void {
    this.#steps.set(progress.step.id, progress);
    this.#options.tell(this, progress);
  }
}
