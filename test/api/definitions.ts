import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { go } from '../../tools/upstream/go';

/** The Go modules whose archives hold the files of a repository. */
const modules: Readonly<Record<string, string>> = { 'kubernetes-sigs/gateway-api': 'sigs.k8s.io/gateway-api' };

const schemas = join(__dirname, '../../tools/upstream/schemas');

/**
 * The files that a folder's required.txt names, out of the Go modules of their projects.
 *
 * @throws Error where a file is not what its digest says, or where no module has it
 */
export async function requiredFiles(folder: string): Promise<readonly string[]> {
  const list = join(folder, 'required.txt');
  if (!existsSync(list)) return [];
  const lines = readFileSync(list, 'utf8').split('\n');
  const files: string[] = [];
  for (const line of lines.filter((text) => text !== '' && !text.startsWith('#'))) {
    const [sha256 = '', url = ''] = line.split(/\s+/);
    files.push(await fileOf(url, sha256));
  }
  return files;
}

/** The file at an address of a repository's tag, out of the module of that version. */
async function fileOf(url: string, sha256: string): Promise<string> {
  const {
    repository = '',
    version = '',
    path = '',
  } = /^https:\/\/raw\.githubusercontent\.com\/(?<repository>[^/]+\/[^/]+)\/(?<version>[^/]+)\/(?<path>.+)$/.exec(url)
    ?.groups ?? {};
  const module = modules[repository];
  if (module === undefined) throw new Error(`test/api/definitions.ts does not say which Go module has "${url}".`);
  const fetched = JSON.parse(await go(schemas, ['mod', 'download', '-json', module])) as Record<
    'Dir' | 'Version',
    string
  >;
  if (fetched.Version !== version)
    throw new Error(
      `"${url}" is required, but tools/upstream/schemas/go.mod has ${module} ${fetched.Version}: change one of them.`,
    );
  const file = join(fetched.Dir, path);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (digest !== sha256) throw new Error(`"${url}" is required with the sha256 ${sha256}. The module has ${digest}.`);
  return file;
}
