import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { finding, PlinthError } from '../core';
import { bootDocuments, type Assembly } from '../assembly';
import { begin } from './begin';
import type { Connection } from './connection';
import { deskProblem } from './desk/desk-full';
import { leaveDesk, leftover, takeDesk } from './desk/desk-lock';
import { claimDesk } from './desk/origin';
import { carryOut, machinesStep, type RunEnd } from './engine/carry-out';
import type { Selected } from './engine/selection';
import type { StopButton } from './engine/stop';
import type { StepProgress, Tracker } from './engine/tracker';
import { lockHeld } from './findings';
import { clusterLock } from './lock/cluster-lock';
import { hostLock } from './lock/host-lock';
import type { Lock } from './lock/lock';
import { askHosts, refuseSilent } from './observe/observe';
import type { DeployedRecord } from './observe/host-observation';
import type { PlanFile } from './plan-folder';
import { archiveOf } from './record/archive';
import { recordInCluster } from './record/cluster-record';
import { recordProgram } from './record/record-program';
import { recordOnHosts } from './record/record';
import type { RecordFiles } from './record/record-script';

export interface ApplyRequest {
  readonly connection: Connection;
  readonly planFile: PlanFile;
  readonly to: Assembly;
  readonly selected: Selected;
  readonly skipReason?: string;
  /** The folder with what was rendered of the plan. */
  readonly folder: string;
  /** The folder for reviewed files. */
  readonly dist: string;
  /** The program `ansible-playbook`, or a path to it. */
  readonly ansible: string;
  /** Files that people give. @default - none */
  readonly secrets?: string;
  /** The revision of the program. @default - unknown */
  readonly commit?: string;
  /** What was said on the command line, for the journal. */
  readonly options?: string;
  readonly stop: StopButton;
  readonly clock: Clock;
  readonly tell: (tracker: Tracker, changed?: StepProgress) => void;
  /** Told what is waited for. */
  readonly note: (text: string) => void;
}

export interface Clock {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** The time for people, ISO 8601 in UTC. */
  readonly time: () => string;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** How apply ended. */
export interface ApplyEnd extends RunEnd {
  readonly run: string;
  /** Where the lock was left: something may still be at work there, or the place could not be asked. */
  readonly lockLeft: readonly string[];
  /** Whether what is deployed was recorded; `not-due` where only some steps were to run, or not all did. */
  readonly recorded: 'yes' | 'not-due' | 'failed';
}

/**
 * Carries out a plan: takes the lock, runs steps, records what is deployed, and gives the lock back.
 *
 * @throws PlinthError where it does not begin: then nothing has been changed
 */
export async function apply(request: ApplyRequest): Promise<ApplyEnd> {
  const { desk, environment } = request.connection;
  try {
    return await carriedOut(request);
  } catch (error) {
    throw deskProblem(error, environment, desk.folder);
  }
}

async function carriedOut(request: ApplyRequest): Promise<ApplyEnd> {
  const { connection, planFile, stop, clock } = request;
  const { desk, environment } = connection;
  const { plan } = planFile;
  const run = runId(clock.time());
  await enterDesk(request, run);
  const lock = lockOf(connection);
  const by = `${userInfo().username}@${hostname()}`;
  const holder = { environment, run, desk: desk.id, by, since: clock.time(), to: plan.to };
  const held: { lock: boolean } = { lock: false };
  const enter = (strict: boolean): Promise<void> =>
    begin(request, { lock, holder, strict }, () => {
      held.lock = true;
    });
  try {
    const makesMachines = request.selected.steps.some(({ id }) => id === machinesStep);
    await enter(!makesMachines);
    layOut(request);
    const end = await carryOut({
      ...{ plan, planDigest: planFile.digest, selected: request.selected, connection, run, by, stop },
      ...{ folder: request.folder, ansible: request.ansible, now: clock.now, time: clock.time, tell: request.tell },
      ...(request.skipReason !== undefined && { skipReason: request.skipReason }),
      ...(request.secrets !== undefined && { secrets: request.secrets }),
      ...(request.options !== undefined && { options: request.options }),
      afterMachines: async () => {
        await waitForHosts(request);
        // Also where those that answered before are locked: others may have been silent.
        if (stop.count === 0) await enter(true);
      },
    });
    const isDue = end.result === 'done' && isRecordDue(request);
    const recorded = !isDue ? 'not-due' : (await record(request, { by, run })) ? 'yes' : 'failed';
    // Scripts that were cut off may go on for a while where they run: until then nobody else may begin.
    const cutOff = [...new Set(end.tracker.in('running').flatMap(({ step }) => hostOf(step.place) ?? 'cluster'))];
    const lockLeft = !held.lock ? [] : cutOff.length > 0 ? cutOff : await lock.release(run);
    return { ...end, run, lockLeft, recorded };
  } catch (error) {
    if (held.lock) await lock.release(run);
    throw error;
  } finally {
    leaveDesk(desk);
  }
}

/** Puts what scripts call, and what the engine of machines reads, where they find it. */
function layOut({ connection, planFile: { plan }, to, dist }: ApplyRequest): void {
  const { desk, environment, origin } = connection;
  // Only now: hosts have answered, or are about to be made. An address that was mistyped has not bound the desk.
  claimDesk(desk, origin);
  writeFileSync(desk.record, recordProgram(environment, plan.to), { mode: 0o700 });
  const machines = join(dist, environment, 'machines/main.tf.json');
  if (!existsSync(machines)) return;
  mkdirSync(desk.machines, { recursive: true, mode: 0o700 });
  copyFileSync(machines, join(desk.machines, 'main.tf.json'));
  layOutBootDocuments(desk.boot, to);
}

/** Rendered of what is declared: those below `build/` may be of another day, and nobody reviews them. */
function layOutBootDocuments(folder: string, to: Assembly): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  for (const [name, text] of bootDocuments(to)) writeFileSync(join(folder, name), text, { mode: 0o600 });
}

/** The lock of an environment: on its control hosts, or in the cluster where it has no hosts. */
export function lockOf({ environment, remote, run, kubeconfig, hasHosts }: Connection): Lock {
  return hasHosts ? hostLock(environment, remote) : clusterLock(environment, run, kubeconfig);
}

function hostOf(place: { readonly kind: string; readonly host?: string }): string | undefined {
  return place.host;
}

/** Names sort by time; two runs of one second differ all the same. */
function runId(time: string): string {
  return `${time.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;
}

/** How long a run that was killed may take to end what it had started, in seconds. */
const patience = 60;

async function enterDesk({ connection, clock, note }: ApplyRequest, run: string): Promise<void> {
  const { desk, environment } = connection;
  for (let waited = 0; ; waited++) {
    const found = leftover(desk);
    if (found?.state !== 'child-runs' || waited >= patience) break;
    if (waited === 0)
      note(
        `An earlier run was ended from outside; waiting for what it started (process ${String(found.child?.pid)}).\n`,
      );
    await clock.sleep(1000);
  }
  const entry = takeDesk(desk, run);
  if (entry.taken) return;
  const { by } = entry;
  const whose =
    by.state === 'runs'
      ? `run ${by.run}, process ${String(by.pid)}`
      : `process ${String(by.child?.pid)}, which run ${by.run} started`;
  throw new PlinthError([
    finding(lockHeld, {
      path: environment,
      detail: `On this machine apply is at work already: ${whose}.`,
      fix: 'Wait until it has ended, or end it with Ctrl-C where it runs.',
    }),
  ]);
}

/** How long new machines may take to come up, in seconds, and how long is waited between two questions. */
const bootTime = { most: 900, between: 5 } as const;

async function waitForHosts({ connection, clock, stop, note }: ApplyRequest): Promise<void> {
  const { environment, remote } = connection;
  note('Waiting until all hosts answer.\n');
  const until = clock.now() + bootTime.most * 1000;
  for (;;) {
    const answers = await askHosts(environment, remote);
    if (stop.count > 0) return;
    const isOnlyTime = answers.silent.every(({ problem }) => problem.kind === 'unreachable');
    if (answers.silent.length === 0 || !isOnlyTime || clock.now() > until) {
      refuseSilent(environment, answers);
      return;
    }
    await clock.sleep(bootTime.between * 1000);
  }
}

/** Not where only some steps were to run: what is deployed is then neither what was nor what is declared. */
function isRecordDue({ planFile, selected }: ApplyRequest): boolean {
  return selected.steps.length + selected.skipped.length === planFile.plan.steps.length;
}

async function record(
  request: ApplyRequest,
  { by, run }: { readonly by: string; readonly run: string },
): Promise<boolean> {
  const { connection, planFile, selected, dist, commit, clock, note } = request;
  const { environment, desk } = connection;
  const skipped = Object.fromEntries(selected.skipped.map(({ id }) => [id, request.skipReason ?? '']));
  const deployed: DeployedRecord = {
    ...{ environment, digest: planFile.plan.to, time: clock.time(), by },
    ...(commit !== undefined && { commit }),
    ...(selected.skipped.length > 0 && { skipped }),
  };
  const files: RecordFiles = {
    record: deployed,
    archive: await archiveOf(connection.run, dist, environment),
    plan: `${JSON.stringify(planFile.plan, null, 2)}\n`,
    journal: runOf(readFileSync(desk.journal, 'utf8'), run),
  };
  if (!connection.hasHosts) {
    await recordInCluster(environment, { ...connection, folder: connection.folder.folder }, files);
    return true;
  }
  const findings = await recordOnHosts(environment, connection.remote, files);
  for (const { detail } of findings) note(`What is deployed could not be recorded: ${detail}\n`);
  return findings.length === 0;
}

/** The lines of one run. */
function runOf(journal: string, run: string): string {
  return journal
    .split('\n')
    .filter((line) => line.includes(`"run":"${run}"`))
    .map((line) => `${line}\n`)
    .join('');
}
