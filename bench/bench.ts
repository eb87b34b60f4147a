import { measureInTurn } from './measure';
import { measured, type Measured } from './report';
import { fullSizes, ratios, type Sizes } from './ratios';
import { Workbench } from './workbench';

export interface BenchOptions {
  /** Counted rounds of each ratio. */
  readonly runs: number;
  /** Keys of the ratios to measure. @default - all */
  readonly only?: readonly string[];
  /** @default - 10,000 and 1,000 objects, 5,000 and 1,000 hosts */
  readonly sizes?: Sizes;
  /** The folder in which the programs write, in one of their own. @default - one in memory, or else the one for temporary files */
  readonly folder?: string;
}

/** Measures ratios, one after the other. */
export function bench({ runs, only, sizes = fullSizes, folder }: BenchOptions): readonly Measured[] {
  const unknown = only?.filter((key) => !ratios.some((ratio) => ratio.key === key)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`no such ratio: ${unknown.join(', ')}; there are ${ratios.map(({ key }) => key).join(', ')}`);
  }
  const workbench = new Workbench(folder);
  try {
    return ratios
      .filter(({ key }) => only?.includes(key) ?? true)
      .map((ratio) => measured(ratio, measureInTurn(ratio.commands(workbench, sizes), workbench, runs)));
  } finally {
    workbench.remove();
  }
}
