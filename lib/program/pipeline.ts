import { join, resolve } from 'node:path';
import {
  compareDist,
  readEnvironments,
  renderDist,
  synthesizeTree,
  writeDist,
  writeFiles,
  type Synthesized,
  type WriteResult,
} from '../assembly';
import { check, settle, type Acknowledged } from '../checks';
import { PlinthError, sortFindings, type Finding } from '../core';
import { environmentUnknown } from './findings';
import { readLock, renderLock } from './lock-file';
import type { App } from './app';

/** A program as data, with everything that is wrong with it. Nothing has been written. */
export interface SynthesizedApp {
  readonly environments: readonly Synthesized[];
  /** Findings that nobody acknowledged, of all environments, sorted. */
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly Acknowledged[];
}

export interface PipelineOptions {
  /** Names of the environments. @default - all */
  readonly only?: readonly string[];
  /** The folder for reviewed files. @default - the app's */
  readonly output?: string;
  /** The folder that relative paths start from. @default - the working directory */
  readonly root?: string;
}

/** What a synthesis did, or would do. */
export interface SynthResult extends SynthesizedApp {
  readonly files: WriteResult;
}

/** tree -> assemblies -> findings. */
export function synthesizeApp(app: App, options: PipelineOptions = {}): SynthesizedApp {
  const root = options.root ?? process.cwd();
  const findings: Finding[] = [];
  const acknowledged: Acknowledged[] = [];
  const environments = selected(app, options.only).map((environment) => {
    const synthesized = synthesizeTree(environment, { sourceRoot: root, locked: readLock(root) });
    const all = [...synthesized.findings, ...check(synthesized.assembly, synthesized.provenance)];
    const settled = settle(all, synthesized.assembly);
    findings.push(...settled.open);
    acknowledged.push(...settled.acknowledged);
    return synthesized;
  });
  return { environments, findings: sortFindings(findings), acknowledged };
}

/**
 * The whole pipeline: tree -> assemblies -> findings -> files.
 *
 * @throws PlinthError with all findings when there is one of severity error; then nothing is written.
 */
export function synthesizeAndWrite(app: App, options: PipelineOptions = {}): SynthResult {
  const synthesized = synthesizeApp(app, options);
  refuseErrors(synthesized.findings);
  const root = options.root ?? process.cwd();
  const output = resolve(root, options.output ?? app.output);
  const kept = keptEnvironments(output, options.only);
  const files = writeDist(output, renderDist(assembliesOf(synthesized), kept), kept);
  for (const { assembly, provenance } of synthesized.environments) {
    const lines = Object.entries(provenance).map(
      ([id, origin]) => `  ${JSON.stringify(id)}: ${JSON.stringify(origin)}`,
    );
    const content = `{\n${lines.join(',\n')}\n}\n`;
    writeFiles(resolve(root, 'build', assembly.environment.name), new Map([['provenance.json', content]]), []);
  }
  writeFiles(root, renderLock(root, assembliesOf(synthesized)), []);
  return { ...synthesized, files };
}

/** What `synthesizeAndWrite` would write, without writing: for `synth --check`. */
export function synthesizeAndCompare(app: App, options: PipelineOptions = {}): SynthResult {
  const synthesized = synthesizeApp(app, options);
  refuseErrors(synthesized.findings);
  const output = resolve(options.root ?? process.cwd(), options.output ?? app.output);
  const kept = keptEnvironments(output, options.only);
  return { ...synthesized, files: compareDist(output, renderDist(assembliesOf(synthesized), kept), kept) };
}

function assembliesOf(synthesized: SynthesizedApp): readonly Synthesized['assembly'][] {
  return synthesized.environments.map(({ assembly }) => assembly);
}

function refuseErrors(findings: readonly Finding[]): void {
  if (findings.some(({ severity }) => severity === 'error')) throw new PlinthError(findings);
}

/** With a selection, the environments that are not in it stay in dist/ as they are. */
function keptEnvironments(output: string, only: readonly string[] | undefined): readonly string[] {
  return only === undefined ? [] : readEnvironments(output).filter((name) => !only.includes(name));
}

function selected(app: App, only: readonly string[] | undefined): App['environments'] {
  if (only === undefined) return app.environments;
  const names = app.environments.map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw PlinthError.of(
      environmentUnknown,
      `The program has no environment ${unknown.map((name) => `"${name}"`).join(', ')}; it has ${names.join(', ')}.`,
      'Check the spelling; `plinth list` shows them.',
    );
  }
  return app.environments.filter(({ name }) => only.includes(name));
}

/** The path of an environment's provenance, below the root. */
export function provenanceFile(environment: string): string {
  return join('build', environment, 'provenance.json');
}
