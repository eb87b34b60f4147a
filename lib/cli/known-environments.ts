import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAssembly, readEnvironments, type Assembly, type Provenance } from '../assembly';
import { shownPath, synthesizeApp } from '../program';
import { findingsText } from '../report';
import { errorText, isPlinthError } from './error-text';
import { loadProgram } from './load-program';
import { pipelineOptions, type VerbContext } from './verb';

/** Environments to be looked at, from the program or from dist/. */
export interface KnownEnvironments {
  readonly environments: readonly { readonly assembly: Assembly; readonly provenance: Provenance }[];
  /** The folder for reviewed files, as people write it. */
  readonly output: string;
}

/**
 * The environments as the program says they are; or, for who has no program that runs (a reviewer, a pipeline), as dist/ says.
 *
 * @throws what loading the program threw, when there is no dist/ either
 */
export async function knownEnvironments(context: VerbContext): Promise<KnownEnvironments> {
  const { options, terminal, surroundings } = context;
  const { cwd } = surroundings;
  try {
    const apps = await loadProgram(cwd, options.app);
    const { environments } = synthesizeApp(apps, pipelineOptions(context));
    return { environments, output: shownPath(cwd, resolve(cwd, options.output ?? apps[0]?.output ?? 'dist')) };
  } catch (error) {
    const folder = resolve(cwd, options.output ?? 'dist');
    const names = readEnvironments(folder);
    if (names.length === 0) throw error;
    const output = shownPath(cwd, folder);
    const reason = isPlinthError(error) ? findingsText(error.findings) : errorText(error, cwd, false);
    terminal.note(`${reason}The program cannot be used; this is what ${output}/ says.\n\n`);
    const environments = names.map((name) => ({
      assembly: readAssembly(folder, name),
      provenance: writtenProvenance(cwd, name),
    }));
    return { environments, output };
  }
}

/** Where the last synthesis on this machine left it, if there was one. */
export function writtenProvenance(cwd: string, environment: string): Provenance {
  const file = join(cwd, 'build', environment, 'provenance.json');
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Provenance) : {};
  } catch {
    return {};
  }
}
