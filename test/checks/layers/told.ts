import { App, synthesizeApp } from '../../../lib/program';
import { printed } from '../assembly-of';
import { layersIn, type Layers } from './world';

/** A program with the fault of a code, and the same program done as it should be. */
interface LayerCase {
  readonly fault: Layers;
  readonly neighbour: Layers;
  /** What follows from the fault as well. */
  readonly also?: readonly string[];
}

export type LayerCases = Readonly<Record<string, LayerCase>>;

/** What the whole pipeline tells of the fault of a code; without lines of this folder, which move with every edit. */
export function told(cases: LayerCases, code: string): string {
  const app = new App();
  layersIn(app, cases[code]?.fault ?? {});
  const found = synthesizeApp(app, { lock: false }).findings.filter((one) => one.code === code);
  return printed(found).replaceAll(/test\/checks\/layers\/([\w-]+\.ts):\d+/g, '$1');
}
