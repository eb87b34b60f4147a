import { resolve } from 'node:path';
import { connect, planFor, planOffline, writePlan, type MadePlan, type PlanFile, type PlanStart } from '../apply';
import { readAssembly, readEnvironments, resourcesOf, type Assembly } from '../assembly';
import { shownPath } from '../program';
import { planMarkdown, planMermaid, planText } from '../report';
import { declaredEnvironment, type Declared } from './declared';
import { Failure } from './failure';
import { reachOf } from './reach';
import type { EnvironmentOptions } from './reach-options';
import { realTools, type Tools } from './tools';
import { exitCodes, type VerbContext } from './verb';
import { withSources } from './with-sources';

export interface PlanOptions extends EnvironmentOptions {
  /** `nothing`, or a folder like dist/. */
  readonly from?: string;
}

/** From what is deployed, from nothing, or from what a folder says. */
type Start = PlanStart | { readonly kind: 'assembly'; readonly assembly: Assembly };

/** A plan, and what its readers should know of how it was made. */
interface Made extends MadePlan {
  readonly remark?: string;
}

/** `plinth plan ENV`: the steps from what is deployed to what is declared. Changes nothing but its own files. */
export async function plan(name: string, context: VerbContext<PlanOptions>, tools: Tools = realTools): Promise<number> {
  const { options, terminal, surroundings } = context;
  const declared = await declaredEnvironment(name, context);
  const made = await withSources(declared, () =>
    planned(declared.assembly, startOf(name, context), context, tools.run),
  );
  // Where nothing is to be done there is nothing to carry out, and what was planned before stays.
  const isEmpty = made.plan.steps.length === 0;
  if (!isEmpty) written(declared, made, tools);
  terminal.result(shown(made, context));
  const folder = shownPath(surroundings.cwd, declared.build);
  if (options.format === 'text' && !isEmpty)
    terminal.note(`\nWritten to ${folder}/plan.md and ${folder}/ansible/. To carry it out: plinth apply ${name}\n`);
  return exitCodes.done;
}

/** Makes a plan from what is deployed, and writes it. */
export async function makePlan(
  declared: Declared,
  context: VerbContext<EnvironmentOptions>,
  tools: Tools,
): Promise<PlanFile> {
  const made = await withSources(declared, () => planned(declared.assembly, { kind: 'deployed' }, context, tools.run));
  return written(declared, made, tools);
}

function written({ assembly, build }: Declared, { plan: made, inputs, remark }: Made, { render }: Tools): PlanFile {
  const rendering = { markdown: planMarkdown(made, remark), ansible: render(made, assembly) };
  return writePlan(build, made, inputs, rendering);
}

async function planned(
  assembly: Assembly,
  start: Start,
  context: VerbContext<EnvironmentOptions>,
  run: Tools['run'],
): Promise<Made> {
  const { name } = assembly.environment;
  const hasHosts = resourcesOf(assembly, 'host').length > 0;
  // A pipeline that checks a pull request reaches no host.
  if (start.kind === 'assembly') return unasked(planOffline(assembly, start.assembly), hasHosts);
  // A tenant of a cluster that nobody can reach yet can be planned all the same.
  if (start.kind === 'nothing' && !hasHosts) return unasked(planOffline(assembly), hasHosts);
  context.terminal.progress(`Asking what is deployed in ${name}`);
  const connection = await connect(assembly, run, reachOf(name, context));
  try {
    return await planFor(connection, assembly, start);
  } finally {
    await connection.close();
  }
}

function unasked(made: MadePlan, hasHosts: boolean): Made {
  const { environment, steps } = made.plan;
  const who = hasHosts ? 'Hosts were not asked' : 'The cluster was not asked';
  const what =
    steps.length === 0
      ? `\`plinth plan ${environment}\` tells what is missing there.`
      : 'apply proves first that the plan starts from what is deployed.';
  return { ...made, remark: `${who}: ${what}` };
}

function shown({ plan: made, remark }: Made, { options, terminal }: VerbContext): string {
  switch (options.format) {
    case 'json':
      return `${JSON.stringify(made, null, 2)}\n`;
    case 'markdown':
      return planMarkdown(made, remark);
    case 'mermaid':
      return planMermaid(made);
    case 'text':
      return planText(made, terminal.styles, remark);
  }
}

/** @throws Failure where `--from` names a folder without the environment */
function startOf(name: string, { options, surroundings }: VerbContext<PlanOptions>): Start {
  if (options.from === undefined) return { kind: 'deployed' };
  if (options.from === 'nothing') return { kind: 'nothing' };
  const folder = resolve(surroundings.cwd, options.from);
  if (!readEnvironments(folder).includes(name)) {
    throw new Failure(
      `${options.from} holds no environment "${name}"`,
      'Say --from nothing, or a folder that `plinth synth` wrote: git worktree add ../before COMMIT, then --from ../before/dist.',
    );
  }
  return { kind: 'assembly', assembly: readAssembly(folder, name) };
}
