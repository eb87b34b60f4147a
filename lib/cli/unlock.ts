import { connect, holderText, lockOf, type FoundHolder } from '../apply';
import { confirmed } from './confirm';
import { knownEnvironment } from './declared';
import { reachOf } from './reach';
import type { EnvironmentOptions } from './reach-options';
import { Failure } from './failure';
import { realTools, type Tools } from './tools';
import { exitCodes, type VerbContext } from './verb';

export interface UnlockOptions extends EnvironmentOptions {
  readonly yes?: boolean;
}

/** `plinth unlock ENV`: shows who holds the lock, and takes it away from them. */
export async function unlock(
  name: string,
  context: VerbContext<UnlockOptions>,
  { run }: Tools = realTools,
): Promise<number> {
  const { options, terminal } = context;
  const { assembly } = await knownEnvironment(name, context);
  const connection = await connect(assembly, run, reachOf(name, context));
  try {
    const lock = lockOf(connection);
    const found = await lock.holders();
    if (found.length === 0) {
      report(context, name, [], `Nobody holds the lock of ${name}.\n`);
      return exitCodes.done;
    }
    terminal.warn(
      `${name} is locked:\n${found.map(heldLine).join('')}If that run still goes on, two would change the same hosts at once.\n`,
    );
    if (options.yes !== true && !(await confirmed(`Take the lock of ${name} away?`, context))) {
      terminal.warn('Nothing was done.\n');
      return exitCodes.failed;
    }
    await lock.remove(found);
    const held = await lock.holders();
    if (held.length > 0) {
      throw new Failure(
        `${name} is locked still:\n${held.map(heldLine).join('').trimEnd()}`,
        `If somebody has begun since, wait until that run has ended. Otherwise see whether the place can be written to, and try again: plinth unlock ${name}`,
      );
    }
    report(
      context,
      name,
      found.map(({ where }) => where),
      `The lock of ${name} is gone.\n`,
    );
    return exitCodes.done;
  } finally {
    await connection.close();
  }
}

function heldLine({ where, holder }: FoundHolder): string {
  return `  ${where}: ${holderText(holder)}\n`;
}

function report(
  { options, terminal }: VerbContext<UnlockOptions>,
  environment: string,
  unlocked: readonly string[],
  text: string,
): void {
  if (options.format === 'json') terminal.json({ environment, unlocked });
  else terminal.result(text);
}
