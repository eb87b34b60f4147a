import { join } from 'node:path';
import { upstream } from '../../../tools/upstream';
import { run } from '../run';
import { inFolder } from './in-folder';
import { linesOf, orRefusal } from './outcome';

/**
 * What ignition-validate says to a configuration of a machine's first boot; empty when it accepts it.
 *
 * A warning is a problem: unknown keys are only warned of, and the program exits 0.
 */
export async function ignitionProblems(text: string): Promise<readonly string[]> {
  const program = await upstream('ignition');
  return inFolder({ 'config.ign': text }, async (folder) => {
    const outcome = await run(program, [join(folder, 'config.ign')]);
    return orRefusal(outcome, [...linesOf(outcome.stdout), ...linesOf(outcome.stderr)]);
  });
}
