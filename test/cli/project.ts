import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type * as Cli from '../../lib/cli';

const repository = resolve(__dirname, '../..');
const lib = join(repository, 'lib');

/** What a run of the command printed, and its exit code. */
interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Overrides {
  readonly env?: Cli.Surroundings['env'];
  readonly isTTY?: boolean;
  readonly now?: () => number;
}

/** The imports of every program of these tests. */
export const imports = `
import { ApiObject, Chart } from 'cdk8s';
import { Cidr, text, Output } from '${lib}/core';
import { App } from '${lib}/program';
import { Environment, Stack } from '${lib}/constructs/base';
import { KubernetesCluster } from '${lib}/constructs/kubernetes';
`;

/** A tiny environment: a cluster, a stack, and one ConfigMap. */
export const lab = (name = 'lab', colour = 'blue'): string => `
const ${name} = new Environment(app, '${name}');
KubernetesCluster.existing(${name}, 'cluster', { version: '1.36', enforcer: 'calico' });
new ApiObject(new Stack(${name}, 'shop'), 'settings', {
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, ...{ data: { colour: '${colour}' } },
});
`;

export const program = (...parts: readonly string[]): string =>
  [imports, 'const app = new App();', ...parts, 'app.synth();'].join('\n');

/** A project in a temporary folder, in which the command is run without a process of its own. */
export class Project {
  readonly folder: string;

  constructor(main: string = program(lab())) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'plinth-cli-')));
    symlinkSync(join(repository, 'node_modules'), this.path('node_modules'));
    this.write({ 'stacks/main.ts': main });
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(file)), { recursive: true });
      writeFileSync(this.path(file), content);
    }
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  async run(...argv: readonly string[]): Promise<Run> {
    return this.runWith({}, ...argv);
  }

  /** Changes the program and runs. */
  async runProgram(text: string, ...argv: readonly string[]): Promise<Run> {
    this.write({ 'stacks/main.ts': text });
    return this.run(...argv);
  }

  async runWith({ env = {}, isTTY = false, now = () => 0 }: Overrides, ...argv: readonly string[]): Promise<Run> {
    // A process loads a program once; here every run is to load it anew.
    jest.resetModules();
    const { main } = jest.requireActual<typeof Cli>('../../lib/cli');
    let [out, err] = ['', ''];
    const code = await main(argv, {
      cwd: this.folder,
      env,
      now,
      out: { write: (text) => (out += text), isTTY },
      err: { write: (text) => (err += text), isTTY },
    });
    return { code, out, err };
  }

  /** Every file below a folder with its content and its times, by path. */
  files(folder = '.'): ReadonlyMap<string, string> {
    return new Map(
      this.#walk(this.path(folder)).map((file) => [relative(this.folder, file), readFileSync(file, 'utf8')]),
    );
  }

  times(folder: string): ReadonlyMap<string, number> {
    return new Map(this.#walk(this.path(folder)).map((file) => [relative(this.folder, file), statSync(file).mtimeMs]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #walk(folder: string): readonly string[] {
    return readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) => {
        const place = join(folder, entry.name);
        if (entry.isDirectory()) return this.#walk(place);
        return entry.isFile() ? [place] : [];
      })
      .sort();
  }
}
