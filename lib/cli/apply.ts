import { resolve } from 'node:path';
import {
  ansibleFolder,
  apply as carryOutPlan,
  connect,
  finishPlan,
  hasPlan,
  readPlan,
  selectSteps,
  withStopButton,
  type ApplyEnd,
  type Connection,
  type PlanFile,
  type Selected,
} from '../apply';
import { counted } from '../core';
import type { Step } from '../plan';
import { planText } from '../report';
import { ApplyProgress } from './apply-progress';
import { applyJson, applyText, stoppingText } from './apply-text';
import { copyOf, openCopy, type CaCopy } from './ca-copy';
import { confirmed } from './confirm';
import { declaredEnvironment, type Declared } from './declared';
import { Failure } from './failure';
import { gitRevision } from './git-revision';
import { makePlan } from './plan';
import { reachOf } from './reach';
import type { EnvironmentOptions } from './reach-options';
import { realTools, type Tools } from './tools';
import { exitCodes, type VerbContext } from './verb';

export interface ApplyOptions extends EnvironmentOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly until?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly reason?: string;
  readonly secrets?: string;
  readonly caCopy?: string;
  readonly vaultPasswordFile?: string;
  readonly ansible?: string;
}

type Context = VerbContext<ApplyOptions>;

/** `plinth apply ENV`: carries out the plan that was made, or makes one, shows it and asks. */
export async function apply(name: string, context: Context, tools: Tools = realTools): Promise<number> {
  const { options, terminal, surroundings } = context;
  if (options.skip !== undefined && options.reason === undefined) {
    throw new Failure(
      'a step is left out without a reason',
      'Say why: --skip STEP --reason TEXT. It is written into the journal.',
    );
  }
  const declared = await declaredEnvironment(name, context);
  const planFile = await planToCarryOut(declared, context, tools);
  const selected = selectSteps(planFile.plan, options);
  if (options.dryRun === true) {
    terminal.result(dryRunText(planFile, selected, context));
    return exitCodes.done;
  }
  if (!(await isAgreed(planFile, selected, context))) {
    terminal.warn('Nothing was done.\n');
    return exitCodes.failed;
  }
  const connection = await connect(declared.assembly, tools.run, reachOf(name, context));
  try {
    const ansible = programOf(options.ansible, surroundings.cwd);
    const copy = await openCopy(copyOf(declared.assembly, ansible, context), connection, context);
    const end = await carriedOut({ declared, planFile, selected, connection, ansible, copy }, context, tools);
    if (end.recorded === 'yes') finishPlan(declared.build);
    const uncopied = await copy?.finish();
    if (options.format === 'json') terminal.json(applyJson(name, end));
    else terminal.result(applyText(name, end, terminal.styles));
    // After the summary: what was carried out stays so, and is told first.
    if (uncopied !== undefined) throw uncopied;
    return exitCodeOf(end);
  } finally {
    await connection.close();
  }
}

/** A run that a full disk ended was stopped by nobody. */
function exitCodeOf({ result, problem }: ApplyEnd): number {
  if (result === 'done') return exitCodes.done;
  return result === 'interrupted' && problem === undefined ? exitCodes.stopped : exitCodes.failed;
}

/** The plan that was written and read; where there is none, one is made. */
async function planToCarryOut(declared: Declared, context: Context, tools: Tools): Promise<PlanFile> {
  if (hasPlan(declared.build)) return readPlan(declared.build, declared.assembly, tools.render);
  const made = await makePlan(declared, context, tools);
  context.terminal.note(`${planText(made.plan, context.terminal.styles)}\n`);
  return made;
}

async function isAgreed({ plan }: PlanFile, { steps }: Selected, context: Context): Promise<boolean> {
  const { options, terminal } = context;
  if (options.yes === true) return true;
  const approvals = steps.flatMap(({ id, approval }) => (approval === undefined ? [] : [`  ${id}: ${approval}\n`]));
  if (approvals.length > 0) terminal.warn(`These steps need your agreement:\n${approvals.join('')}`);
  return confirmed(`Carry out ${counted(steps.length, 'step')} in ${plan.environment}?`, context);
}

interface Ready {
  readonly declared: Declared;
  readonly planFile: PlanFile;
  readonly selected: Selected;
  readonly connection: Connection;
  readonly ansible: string;
  readonly copy: CaCopy | undefined;
}

async function carriedOut(ready: Ready, context: Context, { run, clock }: Tools): Promise<ApplyEnd> {
  const { declared, planFile, selected, connection, ansible } = ready;
  const { options, terminal, surroundings } = context;
  const commit = await gitRevision(run, surroundings.cwd);
  const progress = new ApplyProgress(terminal, surroundings);
  return withStopButton(async (stop) => {
    stop.onRequest((count) => {
      terminal.warn(stoppingText(count, progress.running));
    });
    try {
      return await carryOutPlan({
        ...{ connection, planFile, selected, ansible, stop, clock },
        to: declared.assembly,
        folder: ansibleFolder(declared.build),
        dist: declared.dist,
        ...(options.reason !== undefined && { skipReason: options.reason }),
        ...(options.secrets !== undefined && { secrets: resolve(surroundings.cwd, options.secrets) }),
        ...(commit !== undefined && { commit }),
        options: selectionText(options),
        tell: (tracker, changed) => {
          progress.tell(tracker, changed);
          // At once: hosts trust an authority from now on whose key is nowhere else.
          if (changed?.state === 'done' && signs(changed.step)) ready.copy?.copySoon();
        },
        note: (text) => {
          terminal.note(text);
        },
      });
    } finally {
      await ready.copy?.settled();
      progress.end();
    }
  });
}

function signs({ actions }: Step): boolean {
  return actions.some(({ kind }) => kind === 'sign-certificates');
}

function selectionText({ until, only = [], skip = [], reason }: ApplyOptions): string {
  return [
    ...(until === undefined ? [] : [`--until ${until}`]),
    ...only.map((step) => `--only ${step}`),
    ...skip.map((step) => `--skip ${step}`),
    ...(reason === undefined ? [] : [`--reason ${JSON.stringify(reason)}`]),
  ].join(' ');
}

function dryRunText({ plan }: PlanFile, { steps, skipped }: Selected, { options, terminal }: Context): string {
  if (options.format === 'json') {
    return `${JSON.stringify({ environment: plan.environment, steps: steps.map(({ id }) => id), skipped: skipped.map(({ id }) => id) }, null, 2)}\n`;
  }
  const left = skipped.map(({ id }) => `Left out: ${id} (${options.reason ?? ''})\n`).join('');
  return `${planText({ ...plan, steps }, terminal.styles)}\n${left}Nothing was done: this was a dry run.\n`;
}

/** A folder stands for the program in it. */
function programOf(said: string | undefined, cwd: string): string {
  if (said === undefined) return 'ansible-playbook';
  return said.endsWith('ansible-playbook') ? resolve(cwd, said) : resolve(cwd, said, 'ansible-playbook');
}
