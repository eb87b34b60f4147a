import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { synthesizeAndCompare, synthesizeAndWrite, type SynthResult } from '../program';
import { countsText, fileChangesText, listing, synthText } from '../report';
import { isPlinthError } from './error-text';
import { loadProgram } from './load-program';
import type { CommonOptions } from './options';
import { exitCodes, pipelineOptions, type VerbContext } from './verb';

export interface SynthOptions extends CommonOptions {
  /** Writes nothing and says whether anything would be. */
  readonly check?: boolean;
}

/** `plinth synth [ENV...]`: writes the files, or says why it does not. */
export async function synth(names: readonly string[], context: VerbContext<SynthOptions>): Promise<number> {
  return guarded(context, async () => {
    const { options, surroundings } = context;
    const apps = await loadProgram(surroundings.cwd, options.app);
    const settings = { ...pipelineOptions(context), only: names };
    if (options.check === true) return checked(synthesizeAndCompare(apps, settings), context);
    return written(synthesizeAndWrite(apps, settings), context);
  });
}

/** Findings that stop a synthesis are its result when programs ask for JSON. */
export async function guarded(context: VerbContext, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!isPlinthError(error)) throw error;
    const { options, terminal } = context;
    const { findings } = error;
    if (options.format === 'json') {
      terminal.json({ written: false, findings });
    } else {
      terminal.findings(findings);
      terminal.warn(`Nothing was written: ${countsText(findings)}.\n`);
    }
    return exitCodes.findings;
  }
}

/** Shows what was written. */
export function written(result: SynthResult, { options, terminal }: VerbContext, news: object = {}): number {
  const { findings, output, files } = result;
  const environments = listing(result.environments.map(({ assembly }) => assembly));
  if (options.format === 'json') {
    terminal.json({ written: true, ...news, output, files, environments, findings });
  } else {
    terminal.findings(findings.filter(({ severity }) => severity !== 'info'));
    if (!options.quiet) terminal.result(synthText(environments, output, files));
  }
  return exitCodes.done;
}

function checked(result: SynthResult, context: VerbContext): number {
  const { options, terminal } = context;
  const { findings, output, files } = result;
  const changes = changesOf(result, context.surroundings.cwd);
  const isStale = changes.length > 0;
  if (options.format === 'json') {
    terminal.json({ written: false, stale: isStale, output, files, findings });
  } else {
    terminal.findings(findings.filter(({ severity }) => severity !== 'info'));
    if (isStale) {
      const words = { changed: 'differs', added: 'missing', removed: 'left over' };
      terminal.result(fileChangesText(changes, { words, styles: terminal.styles }));
      const count = changes.length === 1 ? '1 file is' : `${String(changes.length)} files are`;
      terminal.warn(`${count} not what the program says: run \`plinth synth\` and commit what it writes.\n`);
    } else {
      terminal.note(`${output}/ is what the program says.\n`);
    }
  }
  return isStale ? exitCodes.stale : exitCodes.done;
}

function changesOf({ files, contents }: SynthResult, cwd: string): Parameters<typeof fileChangesText>[0] {
  const paths = [...files.created, ...files.updated, ...files.removed].sort();
  return paths.map((path) => {
    const file = resolve(cwd, path);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    return { path, before, after: contents.get(path) };
  });
}
