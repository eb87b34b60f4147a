import { join } from 'node:path';
import { cached, type Say } from './cache';
import { go } from './go';

interface Source {
  /** The package that is built, seen from the program's own folder. */
  readonly package: string;
  /** Folders beside it that its go.mod replaces modules with. */
  readonly uses: readonly string[];
}

/** The real programs that read our files. Their versions stand in the go.mod of their folders. */
const sources = {
  kubeconform: { package: 'github.com/yannh/kubeconform/cmd/kubeconform', uses: [] },
  'network-policy': { package: '.', uses: ['manifests'] },
  'pod-security': { package: '.', uses: ['manifests'] },
} satisfies Readonly<Record<string, Source>>;

export type Program = keyof typeof sources;

export const programs: readonly Program[] = ['kubeconform', 'network-policy', 'pod-security'];

const running = new Map<Program, Promise<string>>();

/** The path of a program, built on the first call and kept in the cache. */
export function upstream(program: Program, say?: Say): Promise<string> {
  const known = running.get(program) ?? build(program, say);
  running.set(program, known);
  return known;
}

async function build(program: Program, say?: Say): Promise<string> {
  const source: Source = sources[program];
  const folder = join(__dirname, program);
  const made = await cached(
    {
      name: program,
      folders: [folder, ...source.uses.map((used) => join(__dirname, used))],
      make: async (draft) => {
        const output = ['-o', join(draft, program)];
        await go(folder, ['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', ...output, source.package]);
      },
    },
    say,
  );
  return join(made, program);
}
