import type { Outcome } from '../../run';
import { inDebianRoot, type RootCommand, type RootFile } from './root';

/** Texts to judge, each under a name for the reader of a problem. */
export type Texts = ReadonlyMap<string, string>;

/** How a program judges one file. */
export interface Reader {
  readonly command: (path: string) => RootCommand;
  /** What it found in that file; none if it accepts it. */
  readonly problems: (outcome: Outcome) => readonly string[];
  /** @default - no other files are needed */
  readonly files?: readonly RootFile[];
  /** What must be there before: users, interfaces. @default - nothing */
  readonly before?: readonly RootCommand[];
  /** @default 0o644 */
  readonly mode?: number;
}

/**
 * Gives each text to a program, all in one copy of the root. The problems it finds, each with the name of its text in front;
 * none if all are accepted.
 */
export async function problemsOf(texts: Texts, reader: Reader): Promise<readonly string[]> {
  requireTexts(texts);
  const { files = [], before = [], mode = 0o644 } = reader;
  const given = [...texts].map(([name, text], index) => ({ name, text, path: `/tmp/read/${String(index)}` }));
  const outcomes = await inDebianRoot(
    [...files, ...given.map(({ path, text }) => ({ path, text, mode }))],
    [...before, ...given.map(({ path }) => reader.command(path))],
  );
  requireSuccess(outcomes.slice(0, before.length), before);
  return given.flatMap(({ name, path }, index) => {
    const outcome = outcomes[before.length + index] ?? { status: 1, stdout: '', stderr: '' };
    return problemsIn(outcome, reader.problems).map((problem) => named(name, path, problem));
  });
}

/** A problem with the name of its text in front, and wherever the program wrote the path it was read from. */
export function named(name: string, path: string, problem: string): string {
  const text = problem.replaceAll(path, name);
  return problem.startsWith(path) ? text : `${name}: ${text}`;
}

/** What a program found; at least its status, where it refuses without a word. */
export function problemsIn(outcome: Outcome, problems: (outcome: Outcome) => readonly string[]): readonly string[] {
  const found = problems(outcome);
  return found.length === 0 && outcome.status !== 0 ? [`refused with status ${String(outcome.status)}`] : found;
}

/** Every line that a program printed. */
export function printed({ stdout, stderr }: Outcome): readonly string[] {
  return `${stdout}\n${stderr}`.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]));
}

/** A reader that has read nothing finds no fault either; and to most of them an empty file is a good one. */
export function requireTexts(texts: Texts): void {
  if (texts.size === 0) throw new Error('There is no file to read.');
  for (const [name, text] of texts) if (text.trim() === '') throw new Error(`"${name}" is empty.`);
}

function requireSuccess(outcomes: readonly Outcome[], commands: readonly RootCommand[]): void {
  outcomes.forEach((outcome, index) => {
    if (outcome.status === 0) return;
    throw new Error(`"${commands[index]?.args.join(' ') ?? ''}" failed: ${printed(outcome).join(' ')}`);
  });
}
