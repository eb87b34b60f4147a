import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isJsonObject } from '../../core';
import { tryJson } from '../run/try-json';

type StepResult = 'satisfied' | 'done' | 'failed' | 'skipped';

/** One line of the journal. */
export type JournalEntry =
  | {
      readonly event: 'begin';
      readonly time: string;
      readonly run: string;
      /** Digest of the assembly that the plan leads to. */
      readonly to: string;
      readonly plan: string;
      readonly steps: number;
      readonly by: string;
      readonly options?: string;
    }
  | {
      readonly event: 'step';
      readonly time: string;
      readonly run: string;
      readonly step: string;
      /** Absent for steps on the control node and in the cluster. */
      readonly host?: string;
      readonly result: StepResult;
      readonly seconds?: number;
      readonly message?: string;
    }
  | {
      readonly event: 'end';
      readonly time: string;
      readonly run: string;
      readonly result: 'done' | 'failed' | 'interrupted';
      readonly message?: string;
    };

/** Adds a line. A line is written whole or, when the power goes, cut: whoever reads leaves a cut one out. */
export function writeJournal(file: string, entry: JournalEntry): void {
  appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

/** All whole lines of a journal, oldest first; none where there is no journal. */
export function readJournal(file: string): readonly JournalEntry[] {
  return existsSync(file) ? parseJournal(readFileSync(file, 'utf8')) : [];
}

function parseJournal(text: string): readonly JournalEntry[] {
  return text.split('\n').flatMap((line) => {
    const entry = tryJson(line);
    const isEntry = isJsonObject(entry) && typeof entry['run'] === 'string' && typeof entry['event'] === 'string';
    return isEntry ? [entry as object as JournalEntry] : [];
  });
}

/** What is known of one run. */
export interface RunRecord {
  readonly run: string;
  readonly begin?: Extract<JournalEntry, { event: 'begin' }>;
  readonly steps: readonly Extract<JournalEntry, { event: 'step' }>[];
  /** Absent while it goes on, and for ever where it was killed. */
  readonly end?: Extract<JournalEntry, { event: 'end' }>;
}

/** The newest run of a journal. */
export function lastRun(entries: readonly JournalEntry[]): RunRecord | undefined {
  const run = entries.at(-1)?.run;
  if (run === undefined) return undefined;
  const own = entries.filter((entry) => entry.run === run);
  const begin = own.find((entry) => entry.event === 'begin');
  const end = own.findLast((entry) => entry.event === 'end');
  const steps = own.filter((entry) => entry.event === 'step');
  return { run, ...(begin && { begin }), steps, ...(end && { end }) };
}
