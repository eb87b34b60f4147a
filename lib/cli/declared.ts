import { resolve } from 'node:path';
import { readAssembly, readEnvironments, type Assembly, type Provenance } from '../assembly';
import { nearestName, PlinthError } from '../core';
import { assemblyDigest } from '../diff';
import { outputFolder, shownPath, synthesizeApp, type App } from '../program';
import { findingsText } from '../report';
import { errorText, isPlinthError } from './error-text';
import { Failure } from './failure';
import { writtenProvenance } from './known-environments';
import { loadProgram } from './load-program';
import { pipelineOptions, type VerbContext } from './verb';

/** One environment as it is declared and reviewed. */
export interface Declared {
  readonly assembly: Assembly;
  readonly provenance: Provenance;
  /** The folder for reviewed files. */
  readonly dist: string;
  /** The folder for what is not committed. */
  readonly build: string;
}

/**
 * An environment whose reviewed files are what the program says. Without a program that can be loaded, what dist/ says.
 *
 * @throws PlinthError with the findings of the program, and for a dist/ that cannot be read
 * @throws Failure where the program and dist/ differ: what is applied is what was reviewed
 */
export async function declaredEnvironment(name: string, context: VerbContext): Promise<Declared> {
  const { cwd } = context.surroundings;
  const build = resolve(cwd, 'build', name);
  const program = await ofProgram(name, context);
  if (!program) return { ...ofDist(name, context), build };
  const { assembly, provenance, dist } = program;
  if (assemblyDigest(readAssembly(dist, name)) !== assemblyDigest(assembly)) {
    throw new Failure(
      `${shownPath(cwd, dist)}/${name} is not what the program says; what is applied is what was reviewed`,
      `Run \`plinth synth ${name}\`, and commit what it writes.`,
    );
  }
  return { assembly, provenance, dist, build };
}

/** An environment as far as it is known, also where the program and dist/ differ or there is no program: for those who only look. */
export async function knownEnvironment(name: string, context: VerbContext): Promise<Declared> {
  const { options, terminal, surroundings } = context;
  const { cwd } = surroundings;
  const build = resolve(cwd, 'build', name);
  try {
    return { ...synthesized(name, context, await loadProgram(cwd, options.app)), build };
  } catch (error) {
    const folder = resolve(cwd, options.output ?? 'dist');
    if (!readEnvironments(folder).includes(name)) throw error;
    const reason = isPlinthError(error) ? findingsText(error.findings) : errorText(error, cwd, false);
    terminal.note(`${reason}The program cannot be used; this is what ${shownPath(cwd, folder)}/ says.\n\n`);
    return { ...ofDist(name, context), build };
  }
}

async function ofProgram(name: string, context: VerbContext): Promise<Omit<Declared, 'build'> | undefined> {
  const { options, terminal, surroundings } = context;
  const { cwd } = surroundings;
  const apps = await loadProgram(cwd, options.app).catch((error: unknown) => {
    const folder = resolve(cwd, options.output ?? 'dist');
    if (isPlinthError(error) || options.app !== undefined || readEnvironments(folder).length === 0) throw error;
    terminal.note(
      `${errorText(error, cwd, false)}The program cannot be used; this is what ${shownPath(cwd, folder)}/ says.\n\n`,
    );
    return undefined;
  });
  return apps && synthesized(name, context, apps);
}

/** @throws PlinthError with the findings of the program */
function synthesized(name: string, context: VerbContext, apps: readonly App[]): Omit<Declared, 'build'> {
  const { environments, findings } = synthesizeApp(apps, { ...pipelineOptions(context), only: [name] });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new PlinthError(errors);
  const [found] = environments;
  if (!found) throw unknown(name, []);
  const dist = outputFolder(context.surroundings.cwd, context.options.output ?? apps[0]?.output ?? 'dist');
  return { assembly: found.assembly, provenance: found.provenance, dist };
}

function ofDist(name: string, { options, surroundings }: VerbContext): Omit<Declared, 'build'> {
  const dist = resolve(surroundings.cwd, options.output ?? 'dist');
  const names = readEnvironments(dist);
  if (!names.includes(name)) throw unknown(name, names);
  return { assembly: readAssembly(dist, name), provenance: writtenProvenance(surroundings.cwd, name), dist };
}

function unknown(name: string, names: readonly string[]): Failure {
  const near = nearestName(name, names);
  return new Failure(
    `there is no environment "${name}"`,
    near === undefined ? '`plinth list` shows what there is.' : `Did you mean "${near}"?`,
  );
}
