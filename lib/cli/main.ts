import { CommanderError } from 'commander';
import { plinthCommand, VersionShown } from './command';
import { inThisProcess, type Surroundings } from './surroundings';

/** Runs the `plinth` command and returns its exit code. `argv` is what stands behind the name of the command. */
export async function main(argv: readonly string[], surroundings?: Surroundings): Promise<number> {
  return surroundings ? run(argv, surroundings) : inThisProcess((own) => run(argv, own));
}

async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode = 0;
  const command = plinthCommand(surroundings, (code) => {
    exitCode = code;
  });
  try {
    await command.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof VersionShown) return 0;
    // Commander has printed what it has to say: help, or what it did not understand.
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
}
