import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { errorCode } from './error-code';

const run = promisify(execFile);

/** The release of Debian whose roots are made here. */
export const suite = 'trixie';

const excluded = ['/usr/share/man/*', '/usr/share/doc/*', '/usr/share/locale/*'];

/** What mmdebstrap is told for a small root with packages, and without their recommendations. */
export function rootOptions(packages: readonly string[]): readonly string[] {
  return [
    '--mode=root',
    '--variant=minbase',
    '--dpkgopt=force-unsafe-io',
    ...excluded.map((paths) => `--dpkgopt=path-exclude=${paths}`),
    `--include=${packages.join(',')}`,
  ];
}

/** Makes a root of Debian 13 in a folder that does not exist yet. @throws where that is not possible here */
export async function makeRoot(root: string, options: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('Only root can make a Debian root: run the tests in it as root.');
  await start('mmdebstrap', ['--version']);
  // In namespaces of its own, so that what it mounts and starts ends with it, however it ends.
  const unshare = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  await start('unshare', [...unshare, 'mmdebstrap', ...options, suite, root, await mirror()]);
}

/** The mirror of Debian that this system itself installs from. */
async function mirror(): Promise<string> {
  const format = ['--format', '$(REPO_URI) $(LABEL)', 'Created-By: Packages', 'Origin: Debian'];
  const targets = (await start('apt-get', ['indextargets', ...format])).split('\n');
  const [, uri] = targets.map((line) => /^(\S+) Debian$/.exec(line)).find((match) => match !== null) ?? [];
  if (uri === undefined) throw new Error(`This system knows no mirror of Debian to make a root from. ${advice}`);
  return uri;
}

const advice = 'Run tools/upstream/debian.sh on Debian 12 first.';

/** What a program prints that makes a root. @throws where it fails, or is not there */
async function start(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(program, args, { env: { ...process.env }, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    throw errorCode(error) === 'ENOENT'
      ? new Error(`The command "${program}", which makes a Debian root, was not found. ${advice}`, { cause: error })
      : error;
  }
}
