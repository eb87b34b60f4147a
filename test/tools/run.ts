import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /**
   * All variables that the program sees.
   *
   * @default - those of the tests
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * The folder that the program runs in.
   *
   * @default - that of the tests
   */
  readonly cwd?: string;
}

/** Runs a program to its end. A status other than 0 is an answer, not a failure. */
export function run(program: string, args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // Verdicts over every pair of workloads are many lines.
    execFile(program, args, { ...surroundings, maxBuffer: 512 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number')
        reject(new Error(`The program "${program}" could not be run.`, { cause: error }));
      else resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** Runs a program that prints one JSON object a line and fails only on bad input. */
export async function runForLines<T>(program: string, args: readonly string[]): Promise<readonly T[]> {
  const { status, stdout, stderr } = await run(program, args);
  if (status !== 0) throw new Error(stderr.trim());
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Refuses a folder without manifests: a reader that has read nothing finds no fault either. */
export function requireManifests(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  if (!files.some((file) => file.endsWith('.yaml'))) throw new Error(`There is no manifest (*.yaml) in "${folder}".`);
}
