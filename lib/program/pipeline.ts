import {
  distFiles,
  environmentsBefore,
  fileCollisions,
  renderDist,
  synthesizeTree,
  writeFileSets,
  compareFiles,
  type FileSet,
  type FileTree,
  type Synthesized,
  type WriteResult,
} from '../assembly';
import type { IConstruct } from 'constructs';
import { check, settle, type Acknowledged } from '../checks';
import type { Environment } from '../constructs/base';
import { sortFindings, type Finding } from '../core';
import { bootFiles, bootFilesBefore } from './boot-files';
import { findEnvironments, selectEnvironments } from './environments';
import { Lock } from './lock-file';
import { commonOutput, outputFolder, shownPath } from './output-folder';
import { provenanceFiles, provenancePath } from './provenance-file';
import { refuseErrors } from './refusal';
import type { App } from './app';

/** A program as data, with everything that is wrong with it. Nothing has been written. */
export interface SynthesizedProgram {
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
  /** Whether the releases in plinth.lock.json stay as they are; without it the newest are taken, and none is locked. @default true */
  readonly lock?: boolean;
  /** Names whose locked releases are forgotten. @default - none */
  readonly unlocked?: readonly string[];
  /** Told what is about to be done. @default - nobody is */
  readonly progress?: (step: string) => void;
}

/** What a synthesis did, or would do. Paths are relative to the root. */
export interface SynthResult extends SynthesizedProgram {
  /** The folder for reviewed files. */
  readonly output: string;
  /** The committed files: those of the folder, and the lock file. */
  readonly files: WriteResult;
  /** Their contents. */
  readonly contents: FileTree;
}

/** tree -> assemblies -> findings, for some environments of whatever tree. */
export function synthesizeEnvironments(
  environments: readonly Environment[],
  options: { readonly root: string; readonly lock: Lock; readonly progress?: PipelineOptions['progress'] },
): SynthesizedProgram {
  const { root, lock, progress } = options;
  const findings: Finding[] = [];
  const acknowledged: Acknowledged[] = [];
  const synthesized = environments.map((environment) => {
    progress?.(`Synthesizing ${environment.name}`);
    const one = synthesizeTree(environment, { sourceRoot: root, locked: lock.releases });
    progress?.(`Checking ${environment.name}`);
    const { assembly, provenance } = one;
    const all = [...one.findings, ...fileCollisions(assembly, provenance), ...check(assembly, provenance)];
    const settled = settle(all, assembly);
    findings.push(...settled.open);
    acknowledged.push(...settled.acknowledged);
    return one;
  });
  return { environments: synthesized, findings: sortFindings(findings), acknowledged };
}

/**
 * tree -> assemblies -> findings, for an app or for all those that a program made.
 *
 * @throws PlinthError where there is nothing to synthesize, or an environment is named that does not exist
 */
export function synthesizeApp(
  app: IConstruct | readonly IConstruct[],
  options: PipelineOptions = {},
): SynthesizedProgram {
  const { root, lock } = startOf(options);
  const found = findEnvironments([app].flat(), root);
  // An environment that is left out because it stands wrong must not be reported as unknown.
  if (found.environments.length === 0) refuseErrors(found.findings);
  const environments = selectEnvironments(found.environments, options.only);
  const synthesized = synthesizeEnvironments(environments, { root, lock, progress: options.progress });
  return { ...synthesized, findings: sortFindings([...found.findings, ...synthesized.findings]) };
}

/**
 * The whole pipeline: tree -> assemblies -> findings -> files.
 *
 * @throws PlinthError with all findings when there is one of severity error; then nothing is written.
 */
export function synthesizeAndWrite(app: App | readonly App[], options: PipelineOptions = {}): SynthResult {
  const prepared = prepare([app].flat(), options);
  options.progress?.(`Writing ${prepared.output}`);
  const results = writeFileSets([...prepared.committed, prepared.built]);
  return resultOf(prepared, results.slice(0, prepared.committed.length));
}

/** What `synthesizeAndWrite` would write, without writing: for `synth --check`. */
export function synthesizeAndCompare(app: App | readonly App[], options: PipelineOptions = {}): SynthResult {
  const prepared = prepare([app].flat(), options);
  return resultOf(prepared, prepared.committed.map(compareFiles));
}

interface Prepared {
  readonly root: string;
  readonly output: string;
  readonly synthesized: SynthesizedProgram;
  /** The files that are reviewed: those of the output folder, and the lock file. */
  readonly committed: readonly FileSet[];
  /** Those that are not: provenance, and what hosts are given at their first boot. */
  readonly built: FileSet;
}

/** Everything that a run will write, worked out before the first byte is. */
function prepare(apps: readonly App[], options: PipelineOptions): Prepared {
  const { root, lock } = startOf(options);
  const folder = outputFolder(root, options.output ?? commonOutput(apps.map(({ output }) => output)));
  const before = environmentsBefore(folder);
  const synthesized = synthesizeApp(apps, options);
  refuseErrors(synthesized.findings);
  const assemblies = synthesized.environments.map(({ assembly }) => assembly);
  const kept = keptEnvironments(before, options.only);
  const dist = distFiles(folder, renderDist(assemblies, kept), kept);
  const replaced = before.filter((name) => !kept.includes(name));
  return {
    root,
    output: shownPath(root, folder),
    synthesized,
    committed: [dist, { folder: root, files: options.lock === false ? new Map() : lock.file(assemblies), before: [] }],
    built: {
      folder: root,
      files: new Map([...provenanceFiles(synthesized.environments), ...bootFiles(synthesized.environments)]),
      before: replaced.flatMap((name) => [provenancePath(name), ...bootFilesBefore(folder, name)]),
    },
  };
}

function resultOf(prepared: Prepared, results: readonly WriteResult[]): SynthResult {
  const { root, output, synthesized, committed } = prepared;
  const shown = committed.map((set, index) => {
    const folder = shownPath(root, set.folder);
    const path = folder === '' ? (name: string) => name : (name: string) => `${folder}/${name}`;
    const { created = [], updated = [], removed = [], unchanged = 0 }: Partial<WriteResult> = results[index] ?? {};
    return {
      created: created.map(path),
      updated: updated.map(path),
      removed: removed.map(path),
      unchanged,
      contents: [...set.files].map(([name, content]) => [path(name), content] as const),
    };
  });
  return {
    ...synthesized,
    output,
    files: {
      created: shown.flatMap(({ created }) => created),
      updated: shown.flatMap(({ updated }) => updated),
      removed: shown.flatMap(({ removed }) => removed),
      unchanged: shown.reduce((sum, { unchanged }) => sum + unchanged, 0),
    },
    contents: new Map(shown.flatMap(({ contents }) => contents)),
  };
}

function startOf(options: PipelineOptions): { readonly root: string; readonly lock: Lock } {
  const { root = process.cwd(), lock = true, unlocked = [] } = options;
  return { root, lock: lock ? Lock.read(root).without(unlocked) : Lock.empty };
}

/** With a selection, the environments that are not in it stay in the folder as they are. */
function keptEnvironments(before: readonly string[], only: readonly string[] = []): readonly string[] {
  return only.length === 0 ? [] : before.filter((name) => !only.includes(name));
}
