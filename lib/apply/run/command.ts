/** A program to be started. Words, no shell text. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** What it reads from standard input. @default - nothing */
  readonly input?: string | Uint8Array;
  /** Variables beside those of this process. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** @default - the folder of this process */
  readonly cwd?: string;
  /** Told each whole line of standard output as it comes; `output` is empty then. @default - nobody is */
  readonly onLine?: (line: string) => void;
  /** Told the process by which the program runs, as soon as it does. */
  readonly onStart?: (process: RunningProcess) => void;
  /** After so many seconds it is ended, with exit code `timedOut`. @default - it may take as long as it likes */
  readonly timeoutSeconds?: number;
}

/** A program that runs. It leads a process group of its own: a Ctrl-C of the terminal does not reach it. */
export interface RunningProcess {
  readonly pid: number;
  /** Sends a signal to it and to all that it started. */
  readonly signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => void;
}

/** How a program ended. */
export interface Outcome {
  readonly exitCode: number;
  readonly output: Buffer;
  readonly errors: string;
}

/** Starts a program and waits for its end. Never throws for what the program does. */
export type Runner = (command: Command) => Promise<Outcome>;

/** Exit codes of programs that did not run to their end, as shells and `timeout` give them. */
export const exitCodes = { missing: 127, timedOut: 124, ofSignal: 128 } as const;

/** Whether the program itself was not found; a shell ends with the same code where it misses another one. */
export function isMissing({ exitCode, errors }: Outcome): boolean {
  return exitCode === exitCodes.missing && errors.includes('ENOENT');
}
