import { errorText, isPlinthError } from './error-text';
import { refuseWrongPaths } from './given-paths';
import type { CommonOptions } from './options';
import type { Surroundings } from './surroundings';
import { Terminal } from './terminal';
import { exitCodes, type VerbContext } from './verb';

/** Runs a verb, tells what went wrong, and returns the exit code. */
export async function runVerb<O extends CommonOptions>(
  options: O,
  surroundings: Surroundings,
  verb: (context: VerbContext<O>) => Promise<number>,
): Promise<number> {
  const terminal = new Terminal(surroundings, options);
  const { cwd, env } = surroundings;
  try {
    refuseWrongPaths(options, surroundings);
    return await verb({ options, terminal, surroundings });
  } catch (error) {
    if (isPlinthError(error)) {
      terminal.findings(error.findings);
      return exitCodes.findings;
    }
    terminal.warn(errorText(error, cwd, (env['DEBUG'] ?? '') !== ''));
    return exitCodes.failed;
  }
}
