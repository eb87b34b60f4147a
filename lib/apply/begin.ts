import { finding, PlinthError } from '../core';
import type { Assembly } from '../assembly';
import type { Connection } from './connection';
import { readJournal, type JournalEntry } from './desk/journal';
import { machinesStep } from './engine/carry-out';
import type { Selected } from './engine/selection';
import { hostUnreachable } from './findings';
import type { Holder } from './lock/holder';
import type { Lock } from './lock/lock';
import { lookAround } from './make-plan';
import type { Answers } from './observe/observe';
import { refuseStale, type PlanFile } from './plan-folder';

export interface BeginRequest {
  readonly connection: Connection;
  readonly planFile: PlanFile;
  readonly to: Assembly;
  readonly selected: Selected;
}

/**
 * Takes the lock and proves under it that the plan still fits: until then somebody else may have recorded something.
 *
 * @param strict - whether every host must answer; else those that are silent keep no lock, and are asked again when they answer
 * @param onTaken - called when the lock is held
 * @throws PlinthError where the plan may not be carried out
 */
export async function begin(
  { connection, planFile, to, selected }: BeginRequest,
  { lock, holder, strict }: { readonly lock: Lock; readonly holder: Holder; readonly strict: boolean },
  onTaken: () => void,
): Promise<void> {
  const { deployed, answers } = await lookAround(connection, to, strict);
  refuseStale(planFile, deployed);
  if (answers && selected.steps.length > 1) refuseLost(connection, answers);
  await lock.take(holder, new Set(answers?.silent.map(({ target }) => target.host)));
  onTaken();
  refuseStale(planFile, (await lookAround(connection, to, strict)).deployed);
}

/**
 * Control hosts know what is deployed. Where all of them are silent and this desk has changed hosts before, nobody knows whether
 * the plan fits: they run, and only the way to them is gone. Whoever wants machines all the same carries out that step alone.
 */
function refuseLost({ environment, desk, remote }: Connection, { hosts, silent }: Answers): void {
  const keepers = remote.targets.filter(({ isControl }) => isControl).map(({ host }) => host);
  const last = readJournal(desk.journal).findLast(wasOnHost);
  if (last === undefined || keepers.some((host) => hosts.has(host))) return;
  const said = silent.find(({ target }) => target.isControl)?.problem.said ?? '';
  throw new PlinthError([
    finding(hostUnreachable, {
      path: environment,
      detail: `None of ${keepers.join(', ')} answers: ${said}. Run ${last.run} from this desk worked on hosts at ${last.time}: what is deployed there cannot be asked, and machines that may be there are not made blindly.`,
      fix: `See that this machine reaches their network. If the machines are gone, make them first, and then go on: plinth apply ${environment} --only ${machinesStep}`,
    }),
  ]);
}

function wasOnHost(entry: JournalEntry): boolean {
  return entry.event === 'step' && entry.host !== undefined && ['done', 'satisfied'].includes(entry.result);
}
