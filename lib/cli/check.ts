import type { Finding } from '../core';
import { synthesizeApp } from '../program';
import { countsText } from '../report';
import { isPlinthError } from './error-text';
import { loadProgram } from './load-program';
import { exitCodes, pipelineOptions, type VerbContext } from './verb';

/** `plinth check [ENV...]`: all findings, also those that are only information; writes nothing. */
export async function check(names: readonly string[], context: VerbContext): Promise<number> {
  const { options, terminal } = context;
  const { findings, environments } = await findingsOfProgram(names, context);
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  if (options.format === 'json') {
    terminal.json(findings);
  } else {
    terminal.findings(findings);
    const checked = environments.length === 0 ? '' : `${environments.join(', ')}: `;
    if (!options.quiet) terminal.result(`${checked}${countsText(findings) || 'no findings'}\n`);
  }
  return hasErrors ? exitCodes.findings : exitCodes.done;
}

interface Checked {
  readonly findings: readonly Finding[];
  /** The names of what was checked; none when the program could not be built. */
  readonly environments: readonly string[];
}

async function findingsOfProgram(names: readonly string[], context: VerbContext): Promise<Checked> {
  const { cwd } = context.surroundings;
  try {
    const apps = await loadProgram(cwd, context.options.app);
    const { findings, environments } = synthesizeApp(apps, { ...pipelineOptions(context), only: names });
    return { findings, environments: environments.map(({ assembly }) => assembly.environment.name) };
  } catch (error) {
    if (!isPlinthError(error)) throw error;
    return { findings: error.findings, environments: [] };
  }
}
