import type { Finding } from '../core';
import { findingsText, jsonText, plainStyles, terminalStyles, type Styles } from '../report';
import type { CommonOptions } from './options';
import type { Sink, Surroundings } from './surroundings';

/** Wider lines are hard to read. */
const mostColumns = 120;
const leastColumns = 60;
/** What takes longer than this shows what it is doing. */
const patience = 1000;

/** The one place that prints: results to standard output, everything else to standard error. */
export class Terminal {
  readonly #surroundings: Surroundings;
  readonly #options: Pick<CommonOptions, 'color' | 'quiet'>;
  readonly #start: number;
  #hasProgress = false;

  constructor(surroundings: Surroundings, options: Pick<CommonOptions, 'color' | 'quiet'>) {
    this.#surroundings = surroundings;
    this.#options = options;
    this.#start = surroundings.now();
  }

  /** Prints what was asked for. */
  result(text: string): void {
    this.#clear();
    this.#surroundings.out.write(text);
  }

  json(value: object): void {
    this.result(jsonText(value));
  }

  /** Prints what people may want to know besides; `--quiet` leaves it out. */
  note(text: string): void {
    if (!this.#options.quiet) this.warn(text);
  }

  /** Prints what people must know. */
  warn(text: string): void {
    this.#clear();
    this.#surroundings.err.write(text);
  }

  /** Prints findings, and an empty line after them. With `--quiet` only those that stop the run. */
  findings(findings: readonly Finding[]): void {
    const shown = this.#options.quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
    if (shown.length === 0) return;
    const { err } = this.#surroundings;
    const width = Math.max(leastColumns, Math.min(mostColumns, err.columns ?? mostColumns));
    this.warn(`${findingsText(shown, { width, styles: this.#styles(err) })}\n`);
  }

  /** How results may look. */
  get styles(): Styles {
    return this.#styles(this.#surroundings.out);
  }

  /** Says what is being done, once a run takes longer than people like to wait without a sign. */
  readonly progress = (step: string): void => {
    const { err, now } = this.#surroundings;
    if (err.isTTY !== true || this.#options.quiet || now() - this.#start < patience) return;
    this.#clear();
    err.write(`${step} …`);
    this.#hasProgress = true;
  };

  #clear(): void {
    if (this.#hasProgress) this.#surroundings.err.write('\r\u001b[2K');
    this.#hasProgress = false;
  }

  #styles({ isTTY }: Sink): Styles {
    const { env } = this.#surroundings;
    const isPlain = !this.#options.color || isTTY !== true || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
    return isPlain ? plainStyles : terminalStyles;
  }
}
