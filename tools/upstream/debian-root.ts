import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, type Say } from './cache';
import { errorCode } from './error-code';

const run = promisify(execFile);

const suite = 'trixie';

/** The programs that read the files of a host, and nothing else. */
const packages = [
  'chrony',
  'cloud-init',
  'haproxy',
  'iproute2',
  'keepalived',
  // What Ubuntu's cloud-init hands its network-config to.
  'netplan-generator',
  'nftables',
  'openssh-server',
  // Makes throw-away certificates for programs that look for one.
  'openssl',
  'procps',
  'python3-netplan',
  'sudo',
  'systemd',
  'tzdata',
  'udev',
];

const excluded = ['/usr/share/man/*', '/usr/share/doc/*', '/usr/share/locale/*'];

const options = [
  '--mode=root',
  '--variant=minbase',
  '--dpkgopt=force-unsafe-io',
  ...excluded.map((paths) => `--dpkgopt=path-exclude=${paths}`),
  `--include=${packages.join(',')}`,
];

let running: Promise<string> | undefined;

/**
 * The folder with a Debian 13 root, made on the first call and kept in the cache: `root`, which nobody changes, and
 * `mount`, an empty folder to put a throw-away copy on in one's own mount namespace.
 */
export function debianRoot(say?: Say): Promise<string> {
  running ??= cached({ name: 'debian-root', folders: [], stamp: [suite, ...options].join('\n'), make }, say);
  return running;
}

async function make(draft: string): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('Only root can make a Debian root: run the tests in it as root.');
  await start('mmdebstrap', ['--version']);
  const root = join(draft, 'root');
  // In namespaces of its own, so that what it mounts and starts ends with it, however it ends.
  const unshare = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  await start('unshare', [...unshare, 'mmdebstrap', ...options, suite, root, await mirror()]);
  // A reader of package sources is to see those that it is given, and no others.
  await rm(join(root, 'etc/apt/sources.list'), { force: true });
  await mkdir(join(draft, 'mount'));
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
