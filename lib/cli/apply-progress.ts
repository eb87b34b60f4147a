import type { StepProgress, Tracker } from '../apply';
import type { Surroundings } from './surroundings';
import type { Terminal } from './terminal';

/** Names of steps that run, shown at once. */
const mostNames = 3;

/** Shows how far apply has come: a line for each step that ends and, to people who watch, one that moves. */
export class ApplyProgress {
  readonly #terminal: Terminal;
  readonly #timer: NodeJS.Timeout | undefined;
  #tracker: Tracker | undefined;

  constructor(terminal: Terminal, { err }: Surroundings) {
    this.#terminal = terminal;
    this.#timer = err.isTTY === true ? setInterval(this.#show, 1000) : undefined;
  }

  readonly tell = (tracker: Tracker, changed?: StepProgress): void => {
    this.#tracker = tracker;
    if (changed && isOver(changed)) this.#terminal.note(stepLine(tracker, changed));
    this.#show();
  };

  /** How many steps run now. */
  get running(): number {
    return this.#tracker?.in('running').length ?? 0;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  readonly #show = (): void => {
    if (this.#tracker) this.#terminal.progress(progressLine(this.#tracker));
  };
}

function isOver({ state }: StepProgress): boolean {
  return state !== 'waiting' && state !== 'running';
}

/** `[14/31] failed     etcd/control-1/start  12.3 s`, and below it why. */
function stepLine(tracker: Tracker, { step, state, seconds, message }: StepProgress): string {
  const total = String(tracker.steps.length);
  const over = String(tracker.steps.filter(isOver).length).padStart(total.length);
  const time = seconds === undefined || seconds < 1 ? '' : `  ${timeText(seconds)}`;
  const why = message === undefined ? '' : `${message.replaceAll(/^/gm, '        ')}\n`;
  return `[${over}/${total}] ${state.padEnd(9)} ${step.id}${time}\n${why}`;
}

/** `14/31 steps, 1:32, 2 running: etcd/control-1/start, etcd/control-2/start`. */
function progressLine(tracker: Tracker): string {
  const running = tracker.in('running').map(({ step }) => step.id);
  const names = running.slice(0, mostNames).join(', ');
  const more = running.length > mostNames ? ` and ${String(running.length - mostNames)} more` : '';
  const now = running.length === 0 ? '' : `, ${String(running.length)} running: ${names}${more}`;
  const over = tracker.steps.filter(isOver).length;
  return `${String(over)}/${String(tracker.steps.length)} steps, ${timeText(tracker.elapsed)}${now}`;
}

/** `4.2 s` below a minute, `1:32` from there on. */
export function timeText(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}
