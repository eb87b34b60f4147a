/** What a command is given by whoever starts it: a shell, or a test. */
export interface Surroundings {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where results go. */
  readonly out: Sink;
  /** Where everything else goes: findings, progress, failures. */
  readonly err: Sink;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** Something to print to. */
export interface Sink {
  write(text: string): unknown;
  /** Whether a person watches. */
  readonly isTTY?: boolean;
  /** Characters in a line. */
  readonly columns?: number;
}

/**
 * Runs a command with the surroundings of this process.
 *
 * What the loaded program prints meanwhile goes to standard error, so that standard output holds results only and can be
 * read by programs.
 */
export async function inThisProcess(run: (surroundings: Surroundings) => Promise<number>): Promise<number> {
  const { stdout, stderr } = process;
  stdout.on('error', ignoreClosedPipe);
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  try {
    return await run({
      cwd: process.cwd(),
      env: process.env,
      out: { write, isTTY: stdout.isTTY, columns: stdout.columns },
      err: stderr,
      now: () => performance.now(),
    });
  } finally {
    stdout.write = write;
  }
}

/** `plinth list | head` closes the pipe before everything is written; that is no failure. */
function ignoreClosedPipe(error: Error): void {
  if (Reflect.get(error, 'code') !== 'EPIPE') throw error;
}
