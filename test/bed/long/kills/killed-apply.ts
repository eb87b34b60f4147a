import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lastRun, readJournal } from '../../../../lib/apply';
import { numberAt, type Json } from '../../../../lib/core';
import { waitUntil } from '../../hosts';
import type { ControlNode, Said } from '../../lab/control-node';
import type { Moment } from './moments';

export interface Killed {
  readonly said: Said;
  readonly run: string;
  /** Steps that had ended by then, and the last of them. */
  readonly steps: number;
  readonly last: string;
}

/** Starts apply and kills it with SIGKILL. @throws where it ends before */
export async function killedApply(control: ControlNode, moment: Moment, more: readonly string[]): Promise<Killed> {
  const journal = join(control.props.desk, 'journal.jsonl');
  const before = lastRun(readJournal(journal))?.run;
  const { child, ended } = control.start(control.applyWords(...more));
  let hasEnded = false;
  const end = ended.finally(() => {
    hasEnded = true;
  });
  await waitUntil(
    `apply has carried out ${String(moment.afterSteps)} steps`,
    { timeoutMilliseconds: 20 * 60_000, everyMilliseconds: 20 },
    () => {
      if (hasEnded) return true;
      const run = lastRun(readJournal(journal));
      return run !== undefined && run.run !== before && run.steps.length >= moment.afterSteps ? true : undefined;
    },
  );
  await Promise.race([pause(moment.delayMilliseconds), end]);
  const group = moment.withAll ? childOf(control) : undefined;
  child.kill('SIGKILL');
  if (group !== undefined) killGroup(group);
  const said = await end;
  if (said.signal !== 'SIGKILL') {
    throw new Error(
      `Apply ended with ${String(said.status)} before it was killed: ${said.out}${said.err.slice(-4000)}`,
    );
  }
  const run = lastRun(readJournal(journal));
  return { said, run: run?.run ?? '', steps: run?.steps.length ?? 0, last: run?.steps.at(-1)?.step ?? 'none' };
}

/** What carries out steps for the run at this desk; it leads a group of its own. */
function childOf(control: ControlNode): number | undefined {
  try {
    const holder = JSON.parse(readFileSync(join(control.props.desk, 'lock.json'), 'utf8')) as Json;
    return numberAt(holder, 'child');
  } catch {
    return undefined;
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
