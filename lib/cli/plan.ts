import { resolve } from 'node:path';
import { connect, planFor, planOffline, writePlan, type MadePlan, type PlanFile, type PlanStart } from '../apply';
import { readAssembly, readEnvironments, resourcesOf, type Assembly } from '../assembly';
import type { Plan } from '../plan';
import { shownPath } from '../program';
import { planMarkdown, planMermaid, planText } from '../report';
import { declaredEnvironment, type Declared } from './declared';
import { Failure } from './failure';
import { reachOf } from './reach';
import type { EnvironmentOptions } from './reach-options';
import { realTools, type Tools } from './tools';
import { exitCodes, type VerbContext } from './verb';

export interface PlanOptions extends EnvironmentOptions {
  /** `nothing`, or a folder like dist/. */
  readonly from?: string;
}

/** `plinth plan ENV`: the steps from what is deployed to what is declared. Changes nothing but its own files. */
export async function plan(name: string, context: VerbContext<PlanOptions>, tools: Tools = realTools): Promise<number> {
  const { options, terminal, surroundings } = context;
  const declared = await declaredEnvironment(name, context);
  const { plan: made } = await makePlan(declared, startOf(name, context), context, tools);
  terminal.result(shown(made, context));
  const folder = shownPath(surroundings.cwd, declared.build);
  if (options.format === 'text')
    terminal.note(`\nWritten to ${folder}/plan.md and ${folder}/ansible/. To carry it out: plinth apply ${name}\n`);
  return exitCodes.done;
}

/** Makes a plan and writes it. */
export async function makePlan(
  declared: Declared,
  start: PlanStart,
  context: VerbContext<EnvironmentOptions>,
  { run, render }: Tools,
): Promise<PlanFile> {
  const { assembly, build } = declared;
  const { name } = assembly.environment;
  context.terminal.progress(`Asking what is deployed in ${name}`);
  const { plan: made, inputs } = await planned(assembly, start, context, run);
  const rendering = { markdown: planMarkdown(made), ansible: render(made, assembly) };
  return writePlan(build, made, inputs, rendering);
}

async function planned(
  assembly: Assembly,
  start: PlanStart,
  context: VerbContext<EnvironmentOptions>,
  run: Tools['run'],
): Promise<MadePlan> {
  // A tenant of a cluster that nobody can reach yet can be planned all the same.
  if (start.kind === 'nothing' && resourcesOf(assembly, 'host').length === 0) return planOffline(assembly);
  const connection = await connect(assembly, run, reachOf(assembly.environment.name, context));
  try {
    return await planFor(connection, assembly, start);
  } finally {
    await connection.close();
  }
}

function shown(made: Plan, { options, terminal }: VerbContext): string {
  switch (options.format) {
    case 'json':
      return `${JSON.stringify(made, null, 2)}\n`;
    case 'markdown':
      return planMarkdown(made);
    case 'mermaid':
      return planMermaid(made);
    case 'text':
      return planText(made, terminal.styles);
  }
}

/** @throws Failure where `--from` names a folder without the environment */
function startOf(name: string, { options, surroundings }: VerbContext<PlanOptions>): PlanStart {
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
