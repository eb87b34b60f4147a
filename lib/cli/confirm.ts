import { createInterface } from 'node:readline/promises';
import { Failure } from './failure';
import type { VerbContext } from './verb';

/**
 * Asks the person at the terminal. Only the whole word `yes` is agreement.
 *
 * @throws Failure where nobody is there to be asked
 */
export async function confirmed(question: string, { surroundings }: VerbContext): Promise<boolean> {
  if (surroundings.err.isTTY !== true || !process.stdin.isTTY) {
    throw new Failure('nobody is there to agree', 'Read what would be done, and say --yes.');
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C ends this process as it would without a question: nothing has begun.
  asking.once('SIGINT', () => {
    asking.close();
    process.kill(process.pid, 'SIGINT');
  });
  try {
    return (await asking.question(`${question} Only "yes" agrees: `)).trim() === 'yes';
  } finally {
    asking.close();
  }
}
