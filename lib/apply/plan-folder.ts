import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { finding, isJsonObject, PlinthError, sha256, type Json } from '../core';
import { compareFiles, writeFiles, type Assembly, type FileTree } from '../assembly';
import { assemblyDigest, canonical } from '../diff';
import { plan as makePlan, planSchema, type Observed, type Plan } from '../plan';
import { planEdited, planStale } from './findings';
import { tryJson } from './run/try-json';

/** Renders a plan for those who carry it out: files below its folder `ansible`. */
export type Renderer = (plan: Plan, to: Assembly) => FileTree;

/** What a plan was made from, beside what it leads to. */
export interface PlanInputs {
  readonly from?: Assembly;
  readonly observed: Observed;
}

/** A plan with what it was made from. */
export interface PlanFile {
  readonly plan: Plan;
  readonly inputs: PlanInputs;
  /** SHA-256 of plan.json. */
  readonly digest: string;
}

const names = { plan: 'plan.json', inputs: 'plan-inputs.json', text: 'plan.md', ansible: 'ansible' } as const;

/** Where a plan is rendered to, below its environment's folder. */
export function ansibleFolder(build: string): string {
  return join(build, names.ansible);
}

/**
 * Writes a plan and its rendering. What the folder `ansible` had before is replaced.
 *
 * @param build - the folder of the environment, `build/<environment>`
 */
export function writePlan(
  build: string,
  plan: Plan,
  inputs: PlanInputs,
  rendering: { readonly markdown: string; readonly ansible: FileTree },
): PlanFile {
  const text = planJson(plan);
  const ansible = [...rendering.ansible].map(([path, content]) => [`${names.ansible}/${path}`, content] as const);
  const own = new Map([
    [names.plan, text],
    [names.inputs, `${JSON.stringify(inputs)}\n`],
    [names.text, rendering.markdown],
  ]);
  const before = filesBelow(ansibleFolder(build)).map((path) => `${names.ansible}/${path}`);
  writeFiles(build, new Map([...own, ...ansible]), before);
  return { plan, inputs, digest: sha256(text) };
}

/** Takes away a plan that was carried out to its end: the next one starts from what is there then. Its text stays to be read. */
export function finishPlan(build: string): void {
  for (const name of [names.plan, names.inputs]) rmSync(join(build, name), { force: true });
}

/** Whether somebody has planned already. */
export function hasPlan(build: string): boolean {
  return existsSync(join(build, names.plan));
}

/**
 * Reads a plan and proves that it is what Plinth would write now, for what is declared now: it is made once more from what it was
 * made from, and rendered once more.
 *
 * @throws PlinthError `plan-stale` where it is for something else, `plan-edited` where anything in it was changed
 */
export function readPlan(build: string, to: Assembly, render: Renderer): PlanFile {
  const { name } = to.environment;
  const text = readFileSync(join(build, names.plan), 'utf8');
  const plan = tryJson(text);
  if (!isJsonObject(plan)) throw edited(name, `${names.plan} is no plan`);
  const digest = assemblyDigest(to);
  if (plan['schema'] !== planSchema || plan['environment'] !== name) {
    throw edited(name, `${names.plan} is a plan of another Plinth, or for another environment`);
  }
  if (plan['to'] !== digest) {
    throw stale(name, `The plan leads to ${shown(plan['to'])}, and the program now declares ${digest.slice(0, 8)}.`);
  }
  const inputs = readInputs(name, build);
  if (plan['from'] !== (inputs.from && assemblyDigest(inputs.from))) {
    throw edited(name, `${names.plan} starts from ${shown(plan['from'])}, and ${names.inputs} does not`);
  }
  const again = makePlan({ from: inputs.from, to, observed: inputs.observed });
  if (canonical(again) !== canonical(plan))
    throw edited(name, `${names.plan} differs from the plan that is made from the same`);
  refuseEditedFiles(name, build, render(again, to));
  return { plan: again, inputs, digest: sha256(text) };
}

function refuseEditedFiles(environment: string, build: string, files: FileTree): void {
  const folder = ansibleFolder(build);
  const { created, updated } = compareFiles({ folder, files, before: [] });
  const added = filesBelow(folder).filter((path) => !files.has(path) && !isLeftBehind(path));
  const [first, ...more] = [...updated, ...created, ...added].sort();
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` and ${String(more.length)} more`;
  throw edited(environment, `${names.ansible}/${first}${others} is not what is rendered of the plan`);
}

/** Whatever a Python leaves beside a file that it has read. */
function isLeftBehind(path: string): boolean {
  return path.includes('__pycache__/');
}

function readInputs(environment: string, build: string): PlanInputs {
  const file = join(build, names.inputs);
  const inputs = existsSync(file) ? tryJson(readFileSync(file, 'utf8')) : undefined;
  if (!isJsonObject(inputs) || !isJsonObject(inputs['observed'])) {
    throw edited(environment, `${names.inputs}, from which the plan was made, is missing or damaged`);
  }
  return inputs as object as PlanInputs;
}

/** @throws PlinthError `plan-stale` where something else is deployed than the plan starts from */
export function refuseStale({ plan: { environment, from, to } }: PlanFile, deployed: string | undefined): void {
  if (deployed === from || deployed === to) return;
  const was = from === undefined ? 'nothing' : from.slice(0, 8);
  throw stale(environment, `The plan starts from ${was}, and now ${deployed?.slice(0, 8) ?? 'nothing'} is deployed.`);
}

function stale(environment: string, detail: string): PlinthError {
  const fix = `Plan anew, and read what it says: plinth plan ${environment}`;
  return new PlinthError([finding(planStale, { path: environment, detail, fix })]);
}

function edited(environment: string, what: string): PlinthError {
  return new PlinthError([
    finding(planEdited, {
      path: environment,
      detail: `${what}: it was changed, or another version of Plinth wrote it. What runs on hosts must be what was planned and read.`,
      fix: `Plan anew: plinth plan ${environment}. To leave a step out, say so: plinth apply ${environment} --skip STEP --reason TEXT.`,
    }),
  ]);
}

function planJson(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function shown(digest: Json | undefined): string {
  return typeof digest === 'string' ? digest.slice(0, 8) : 'nothing';
}
