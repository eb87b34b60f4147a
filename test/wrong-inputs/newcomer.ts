import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../../lib/cli';

const repository = resolve(__dirname, '../..');

/** One edit of one file of stacks/. `imports` are what an editor adds by itself; they stay on the first line. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly imports?: string | undefined;
}

/** A copy of stacks/ in which somebody makes one mistake at a time, and reads what the command tells about it. */
export class Newcomer {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'plinth-newcomer-')));
  #copies = 0;

  /** What `plinth check <environment>` says after one edit. */
  async edits(edit: Edit, environment: string): Promise<string> {
    return this.runs(['check', environment], edit);
  }

  /** What the command says; the first argument is the verb. Colours and counts are left out. */
  async runs(argv: readonly string[], edit?: Edit): Promise<string> {
    const copy = this.copy();
    if (edit) apply(copy, edit);
    return this.runsIn(copy, argv);
  }

  /** The command in a copy that was prepared before. */
  async runsIn(copy: string, argv: readonly string[]): Promise<string> {
    const before = process.cwd();
    let [out, err] = ['', ''];
    process.chdir(copy);
    try {
      await main(argv, {
        cwd: copy,
        env: {},
        now: () => 0,
        out: { write: (text) => (out += text) },
        err: { write: (text) => (err += text) },
      });
    } finally {
      process.chdir(before);
    }
    return `${argv[0] === 'check' ? '' : out}${err}`.trimEnd();
  }

  /** A copy of the program; modules are loaded once, so each run has its own. */
  copy(): string {
    const copy = join(this.#folder, String(++this.#copies));
    mkdirSync(copy);
    for (const shared of ['lib', 'node_modules', 'package.json'])
      symlinkSync(join(repository, shared), join(copy, shared));
    cpSync(join(repository, 'stacks'), join(copy, 'stacks'), { recursive: true });
    return copy;
  }

  leave(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

function apply(copy: string, { file, from, to, imports = '' }: Edit): void {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const count = source.split(from).length - 1;
  if (count !== 1) throw new Error(`${file} holds ${JSON.stringify(from)} ${String(count)} times, not once`);
  writeFileSync(path, `${imports === '' ? '' : `${imports} `}${source.replace(from, () => to)}`);
}
