import { join } from 'node:path';
import { upstream } from '../../../tools/upstream';
import { run } from '../run';
import { inFolder } from './in-folder';
import { linesOf, orRefusal } from './outcome';

/** The first thing that flannel's reader says to a `net-conf.json`; empty when it accepts it. */
export async function flannelProblems(text: string): Promise<readonly string[]> {
  const program = await upstream('flannel-config');
  return inFolder({ 'net-conf.json': text }, async (folder) => {
    const outcome = await run(program, [join(folder, 'net-conf.json')]);
    return orRefusal(outcome, [...linesOf(outcome.stdout), ...linesOf(outcome.stderr)]);
  });
}
