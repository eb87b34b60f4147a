import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemIn, type SshProblem } from '../../lib/apply/ssh/remote';
import { sshConfigText, type SshSettings } from '../../lib/apply/ssh/ssh-config';
import { sshFinding } from '../../lib/apply/ssh/ssh-findings';
import { targetsOf, type Target } from '../../lib/apply/ssh/targets';
import { bed, staging } from './environments';

const settings: SshSettings = { knownHosts: ['/desk/known_hosts'], acceptNewHostKeys: false, config: '/none' };

test('hosts are reached as their machines say; control hosts keep lock and record', () => {
  expect(
    targetsOf(bed()).map(({ host, address, user, port, isControl }) => [host, address, user, port, isControl]),
  ).toEqual([
    ['control-1', '10.88.0.11', 'root', 22, true],
    ['control-2', '10.88.0.12', 'root', 22, true],
    ['control-3', '10.88.0.13', 'root', 22, true],
    ['worker-1', '10.88.0.21', 'root', 22, false],
    ['worker-2', '10.88.0.22', 'root', 22, false],
  ]);
  expect(targetsOf(staging())).toEqual([]);
});

describe('the settings of ssh', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'plinth-ssh-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** What ssh itself makes of them. */
  const resolved = (name: string, more: Partial<SshSettings> = {}, own = ''): ReadonlyMap<string, string> => {
    const file = join(folder, 'config');
    writeFileSync(join(folder, 'own'), own);
    const config = join(folder, 'own');
    writeFileSync(file, sshConfigText(targetsOf(bed()), { ...settings, config, ...more }, '/dev/shm/p'), {
      mode: 0o600,
    });
    const lines = execFileSync('ssh', ['-G', '-F', file, name], { encoding: 'utf8', stdio: 'pipe' }).trim().split('\n');
    return new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
  };

  test('are read by ssh, by name and by address', () => {
    for (const name of ['control-1', '10.88.0.11']) {
      expect(Object.fromEntries(resolved(name))).toMatchObject({
        ...{
          hostname: '10.88.0.11',
          user: 'root',
          port: '22',
          batchmode: 'yes',
          connectionattempts: '3',
          connecttimeout: '5',
        },
        ...{ stricthostkeychecking: 'true', userknownhostsfile: '/desk/known_hosts' },
        ...{ controlmaster: 'auto', controlpath: expect.stringMatching(/^\/dev\/shm\/p\/\w+$/) },
      });
    }
  });

  test('believe new host keys only where somebody says so', () => {
    expect(resolved('control-1', { acceptNewHostKeys: true }).get('stricthostkeychecking')).toBe('accept-new');
  });

  test('take the key that is said and no other', () => {
    const found = resolved('control-1', { key: '/keys/my key' });

    expect(found.get('identityfile')).toBe('/keys/my key');
    expect(found.get('identitiesonly')).toBe('yes');
  });

  test('leave the user’s own ways through the network', () => {
    expect(resolved('control-1', {}, 'Host control-*\n  ProxyJump gateway\n  User nobody\n').get('proxyjump')).toBe(
      'gateway',
    );
    expect(resolved('control-1', {}, 'Host *\n  User nobody\n').get('user')).toBe('root');
    expect(resolved('control-1').has('proxyjump')).toBe(false);
  });
});

const target: Target = {
  ...{ host: 'control-1', pool: 'control', address: '10.0.0.1', user: 'root' },
  port: 22,
  isControl: true,
};
const changed = [
  '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@',
  '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @',
  'The fingerprint for the ED25519 key sent by the remote host is\r',
  'SHA256:Zm9vYmFy.\r',
  'Host key for 10.0.0.1 has changed and you have requested strict checking.\r',
  'Host key verification failed.\r',
].join('\n');

test.each<[string, number, string, SshProblem | undefined]>([
  ['a good end', 0, 'Warning: Permanently added', undefined],
  ['a script that fails', 3, 'mkdir: no', { kind: 'failed', said: 'mkdir: no' }],
  ['a changed key', 255, changed, { kind: 'host-key-changed', said: 'SHA256:Zm9vYmFy' }],
  [
    'an unknown key',
    255,
    'No ED25519 host key is known for 10.0.0.1 and you have requested strict checking.\r\nHost key verification failed.\r\n',
    { kind: 'host-key-unknown', said: 'Host key verification failed.' },
  ],
  [
    'a wrong login',
    255,
    'root@10.0.0.1: Permission denied (publickey).\r\n',
    { kind: 'refused-login', said: 'root@10.0.0.1: Permission denied (publickey).' },
  ],
  ['no root', 1, 'sudo: a password is required', { kind: 'not-root', said: 'sudo: a password is required' }],
  [
    'no answer',
    255,
    'ssh: connect to host 10.0.0.1 port 22: No route to host',
    { kind: 'unreachable', said: 'ssh: connect to host 10.0.0.1 port 22: No route to host' },
  ],
  ['no end', 124, '', { kind: 'unreachable', said: 'no answer in time' }],
  [
    'a full disk',
    1,
    'sh: write error: No space left on device',
    { kind: 'disk-full', said: 'sh: write error: No space left on device' },
  ],
  ['no ssh', 127, 'spawn ssh ENOENT', { kind: 'no-ssh', said: 'spawn ssh ENOENT' }],
])('%s', (_name, exitCode, errors, expected) => {
  expect(problemIn({ exitCode, errors, output: Buffer.alloc(0) })).toEqual(expected);
});

test.each<[SshProblem['kind'], string, string]>([
  ['unreachable', 'host-unreachable', 'control-1 (root@10.0.0.1 port 22) does not answer: it says why'],
  ['failed', 'host-unreachable', 'control-1 (root@10.0.0.1 port 22) does not answer: it says why'],
  [
    'host-key-changed',
    'host-key-changed',
    'control-1 (root@10.0.0.1 port 22) shows another host key than the one that is known: it says why. Either the machine was made anew, or somebody stands between.',
  ],
  [
    'host-key-unknown',
    'host-key-unknown',
    'The host key of control-1 (root@10.0.0.1 port 22) is in no file of known hosts, so nobody can say that this is the right machine.',
  ],
  ['refused-login', 'host-login-refused', 'control-1 (root@10.0.0.1 port 22) does not let us in: it says why'],
  ['not-root', 'host-login-refused', 'On control-1 (root@10.0.0.1 port 22) we cannot become root: it says why'],
  ['disk-full', 'disk-full', 'On control-1 (root@10.0.0.1 port 22) there is no space left: it says why'],
  ['no-ssh', 'program-missing', 'The program ssh was not found: it says why'],
])('%s is told as %s', (kind, code, detail) => {
  expect(sshFinding('lab', target, { kind, said: 'it says why' })).toMatchObject({
    code,
    detail,
    path: 'lab/control-1',
  });
});

test('a host on another port is forgotten by the name under which ssh keeps it', () => {
  const { fix } = sshFinding('lab', { ...target, port: 2222 }, { kind: 'host-key-changed', said: '' });

  expect(fix).toContain("ssh-keygen -R '[10.0.0.1]:2222'");
});
