import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding, PlinthError } from '../../core';
import type { Plan, Step, StepId } from '../../plan';
import type { Connection } from '../connection';
import { noteChild } from '../desk/desk-lock';
import { writeJournal, type JournalEntry } from '../desk/journal';
import { programMissing } from '../findings';
import { runAnsible } from './run-ansible';
import { runScripts, type Execution } from './run-scripts';
import type { Selected } from './selection';
import { environmentOf } from './step-environment';
import type { StopButton } from './stop';
import { Tracker, type StepProgress } from './tracker';

export interface CarryOutRequest {
  readonly plan: Plan;
  readonly planDigest: string;
  readonly selected: Selected;
  /** Why steps are skipped. */
  readonly skipReason?: string;
  readonly connection: Connection;
  /** The folder with what was rendered of the plan. */
  readonly folder: string;
  readonly ansible: string;
  readonly secrets?: string;
  readonly run: string;
  readonly by: string;
  /** What was said on the command line, for the journal. */
  readonly options?: string;
  readonly stop: StopButton;
  readonly now: () => number;
  readonly time: () => string;
  readonly tell: (tracker: Tracker, changed?: StepProgress) => void;
  /** Machines have been made: returns when all hosts can be reached. */
  readonly afterMachines: () => Promise<void>;
}

/** How a run ended. */
export interface RunEnd {
  readonly tracker: Tracker;
  readonly result: 'done' | 'failed' | 'interrupted';
  /** Why, where no step says it. */
  readonly problem?: string;
}

/** The step by which machines come to be: until then no host can be asked. */
export const machinesStep: StepId = 'machines/make';

/** Carries out the selected steps of a plan and writes the journal. What the disk does not take ends the run, and no step. */
export async function carryOut(request: CarryOutRequest): Promise<RunEnd> {
  const { plan, planDigest, selected, connection, run, by, options, stop, now, time, tell } = request;
  const { desk } = connection;
  let diskProblem: string | undefined;
  const guarded = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      if (diskProblem === undefined) {
        diskProblem = `this machine cannot write to ${desk.folder}: ${(error as Error).message}`;
        stop.press();
      }
    }
  };
  const journal = (entry: JournalEntry): void => {
    guarded(() => {
      writeJournal(desk.journal, entry);
    });
  };
  const log = join(desk.logs, `${run}.log`);
  const tracker = new Tracker([...selected.steps, ...selected.skipped], { run, now, time, journal, tell });
  journal({
    event: 'begin',
    ...{ time: time(), run, to: plan.to, plan: planDigest, steps: selected.steps.length, by },
    ...(options !== undefined && options !== '' && { options }),
  });
  for (const step of selected.skipped) tracker.skip(step, request.skipReason ?? '');
  const execution: Execution = {
    run: connection.run,
    folder: request.folder,
    env: environmentOf({
      desk: desk.folder,
      parcels: connection.folder.parcels,
      ...(request.secrets !== undefined && { secrets: request.secrets }),
      kubeconfig: connection.kubeconfig,
      sshConfig: connection.folder.sshConfig,
      record: desk.record,
      machines: desk.machines,
      boot: desk.boot,
    }),
    take: tracker.take,
    log: (line) => {
      guarded(() => {
        appendFileSync(log, `${line}\n`, { mode: 0o600 });
      });
    },
    stop,
    onChild: (pid) => {
      guarded(() => {
        noteChild(desk, run, pid);
      });
    },
  };
  const said = await perform(selected, tracker, execution, request).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    journal({ event: 'end', time: time(), run, result: 'failed', message });
    throw error;
  });
  const troubles = tracker.troubles.length === 0 ? undefined : tracker.troubles.join('\n');
  const problem = diskProblem ?? troubles ?? said;
  const end = { tracker, result: resultOf(tracker, stop, problem), ...(problem !== undefined && { problem }) };
  journal({
    event: 'end',
    ...{ time: time(), run, result: end.result },
    ...(problem !== undefined && { message: problem }),
  });
  return end;
}

/** Returns what is wrong where no step says it. */
async function perform(
  selected: Selected,
  tracker: Tracker,
  execution: Execution,
  request: CarryOutRequest,
): Promise<string | undefined> {
  const machines = selected.steps.filter(({ id }) => id === machinesStep);
  const others = selected.steps.filter(({ id }) => id !== machinesStep);
  if (machines.length > 0) {
    await runScripts(machines, execution);
    if (tracker.in('failed').length > 0 || execution.stop.count > 0) return undefined;
    await request.afterMachines();
  }
  // Asked for while hosts were still asked how they are: Ansible would begin a step before it hears of it.
  if (execution.stop.count > 0) return undefined;
  if (!others.some(isOnHost)) {
    await runScripts(others, execution);
    return undefined;
  }
  const { ansible, connection } = request;
  const end = await runAnsible(others, {
    ...execution,
    ansible,
    isWhole: selected.isWhole && machines.length === 0,
    running: () => tracker.in('running').length,
    sshConfig: connection.folder.sshConfig,
    control: connection.folder.control,
  });
  if (end.kind === 'missing') {
    throw new PlinthError([
      finding(programMissing, {
        path: request.plan.environment,
        detail: `There is no program "${ansible}", which carries out steps on hosts.`,
        fix: 'Install ansible-core (python3 -m venv, pip install ansible-core), or say where it is: --ansible PATH.',
      }),
    ]);
  }
  if (tracker.in('failed').length > 0 || execution.stop.count > 0) return undefined;
  return end.kind === 'failed' ? end.said : silentSteps(tracker);
}

function silentSteps(tracker: Tracker): string | undefined {
  const open = [...tracker.in('waiting'), ...tracker.in('running')].map(({ step }) => step.id);
  if (open.length === 0) return undefined;
  const more = open.length > 3 ? ` and ${String(open.length - 3)} more` : '';
  return `ansible-playbook ended well, and nothing was heard of ${open.slice(0, 3).join(', ')}${more}`;
}

function isOnHost({ place }: Step): boolean {
  return place.kind === 'host';
}

function resultOf(tracker: Tracker, stop: StopButton, problem: string | undefined): RunEnd['result'] {
  if (tracker.in('failed').length > 0) return 'failed';
  const isOpen = tracker.in('waiting').length > 0 || tracker.in('running').length > 0;
  if (stop.count > 0 && isOpen) return 'interrupted';
  return isOpen || problem !== undefined ? 'failed' : 'done';
}
