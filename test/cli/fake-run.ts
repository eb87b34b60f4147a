import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Renderer } from '../../lib/apply';
import type { CommonOptions } from '../../lib/cli/options';
import { runVerb } from '../../lib/cli/run-verb';
import type { Tools } from '../../lib/cli/tools';
import type { VerbContext } from '../../lib/cli/verb';
import { FakeWorld } from '../apply/fake-world';

const repository = join(__dirname, '../..');

/** The rendering of a plan as far as these tests look at it. */
const render: Renderer = ({ steps }) =>
  new Map([
    ['site.yml', '- hosts: all\n'],
    ...steps.map(({ id, title }) => [`steps/${id}.sh`, `# ${title}\n`] as const),
  ]);

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Verb<O extends CommonOptions> = (name: string, context: VerbContext<O>, tools: Tools) => Promise<number>;

/** A folder with nothing but the committed output of some environments, and hosts that are not there. */
export class FakeRun {
  readonly world = new FakeWorld();
  readonly folder: string;

  constructor(environments: readonly string[] = ['bed']) {
    this.folder = join(this.world.folder, 'project');
    mkdirSync(join(this.folder, 'dist'), { recursive: true });
    writeFileSync(join(this.folder, 'dist/plinth.json'), JSON.stringify({ schema: 1, environments }));
    for (const name of environments) {
      cpSync(join(repository, 'dist', name), join(this.folder, 'dist', name), { recursive: true });
    }
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** Runs a verb as the command line does. Without a program it says so, which is left out here. */
  async run<O extends CommonOptions>(verb: Verb<O>, name: string, more: Partial<O> = {}): Promise<Run> {
    const { run, clock } = this.world;
    const options = { format: 'text', color: false, quiet: false, desk: this.path('desk'), ...more } as object as O;
    let [out, err] = ['', ''];
    const surroundings = {
      cwd: this.folder,
      env: {},
      now: () => 0,
      out: { write: (text: string) => (out += text) },
      err: { write: (text: string) => (err += text) },
    };
    const code = await runVerb(options, surroundings, (context) => verb(name, context, { run, render, clock }));
    return { code, out, err: err.replace(/^plinth: there is no program.*\n.*\n.*\n\n/, '') };
  }

  remove(): void {
    this.world.remove();
  }
}
