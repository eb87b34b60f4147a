import type { PipelineOptions } from '../program';
import type { CommonOptions } from './options';
import type { Surroundings } from './surroundings';
import type { Terminal } from './terminal';

/** What every verb is given, and what it gives back: the exit code. */
export interface VerbContext<O extends CommonOptions = CommonOptions> {
  readonly options: O;
  readonly terminal: Terminal;
  readonly surroundings: Surroundings;
}

export const exitCodes = {
  done: 0,
  /** The tool or the program failed. */
  failed: 1,
  /** There are findings of severity error. */
  findings: 2,
  /** `synth --check`: the committed files are not what the program says. */
  stale: 3,
  /** Somebody pressed Ctrl-C, as shells tell it. */
  stopped: 130,
} as const;

/** How a verb runs the pipeline. */
export function pipelineOptions({ options, terminal, surroundings }: VerbContext): PipelineOptions {
  return {
    root: surroundings.cwd,
    progress: terminal.progress,
    ...(options.output !== undefined && { output: options.output }),
  };
}
