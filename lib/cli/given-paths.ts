import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure } from './failure';
import type { CommonOptions } from './options';
import type { Surroundings } from './surroundings';

const playbook = 'ansible-playbook';

/** Why a path cannot be what an option wants; undefined where it can. */
type Judge = (path: string) => string | undefined;

const present: Judge = (path) => (existsSync(path) ? undefined : 'is not there');
const file: Judge = (path) => present(path) ?? (statSync(path).isDirectory() ? 'is a folder, not a file' : undefined);
const folder: Judge = (path) => present(path) ?? (statSync(path).isDirectory() ? undefined : 'is no folder');
/** Where an agent has the private key, its public half is enough for ssh. */
const key: Judge = (path) => (file(`${path}.pub`) === undefined ? undefined : file(path));

const ansible: Judge = (path) =>
  present(path) ?? (path.endsWith(playbook) || existsSync(join(path, playbook)) ? undefined : `holds no ${playbook}`);

interface GivenPath {
  readonly option: string;
  readonly flag: string;
  readonly judge: Judge;
}

/** What is only read. A desk, a folder for output and a copy of authorities come to be where they are not. */
const givenPaths: readonly GivenPath[] = [
  { option: 'sshKey', flag: '--ssh-key', judge: key },
  { option: 'sshConfig', flag: '--ssh-config', judge: file },
  { option: 'knownHosts', flag: '--known-hosts', judge: file },
  { option: 'kubeconfig', flag: '--kubeconfig', judge: file },
  { option: 'secrets', flag: '--secrets', judge: folder },
  { option: 'vaultPasswordFile', flag: '--vault-password-file', judge: file },
  { option: 'ansible', flag: '--ansible', judge: ansible },
];

/**
 * Looks at the paths of the command line before anything else is done: a host that cannot be reached would hide that one is wrong.
 *
 * @throws Failure that names every flag and path that is
 */
export function refuseWrongPaths(options: CommonOptions, { cwd }: Surroundings): void {
  // ssh makes this file when it first believes a key.
  const made = Reflect.get(options, 'acceptNewHostKeys') === true ? 'knownHosts' : '';
  const wrong = givenPaths.flatMap(({ option, flag, judge }) => {
    const said: unknown = Reflect.get(options, option);
    if (typeof said !== 'string') return [];
    const path = resolve(cwd, said);
    const problem = option === made && !existsSync(path) ? undefined : judge(path);
    return problem === undefined ? [] : [`${flag} ${said}: ${path === said ? 'it' : path} ${problem}`];
  });
  if (wrong.length === 0) return;
  throw new Failure(
    wrong.join('\n        '),
    'Give the path of what is there, or leave the option out: --help says what holds then.',
  );
}
