import { mkdirSync, writeFileSync } from 'node:fs';
import { apply, type ApplyOptions } from '../../lib/cli/apply';
import { plan } from '../../lib/cli/plan';
import { status } from '../../lib/cli/status';
import { FakeRun } from './fake-run';

let fake: FakeRun;
beforeEach(() => {
  fake = new FakeRun();
  mkdirSync(fake.path('folder'));
  writeFileSync(fake.path('file'), '');
});
afterEach(() => {
  fake.remove();
});

const fix = '\n  fix   Give the path of what is there, or leave the option out: --help says what holds then.\n';

test.each<[Partial<ApplyOptions>, string]>([
  [{ sshKey: '/nope' }, '--ssh-key /nope: it is not there'],
  [{ sshConfig: '/nope' }, '--ssh-config /nope: it is not there'],
  [{ knownHosts: '/nope' }, '--known-hosts /nope: it is not there'],
  [{ kubeconfig: '/nope' }, '--kubeconfig /nope: it is not there'],
  [{ secrets: '/nope' }, '--secrets /nope: it is not there'],
  [{ ansible: '/nope' }, '--ansible /nope: it is not there'],
  [{ vaultPasswordFile: '/nope' }, '--vault-password-file /nope: it is not there'],
  [
    { sshKey: '/', secrets: '/nope' },
    '--ssh-key /: it is a folder, not a file\n        --secrets /nope: it is not there',
  ],
])('a wrong path is told before any host is asked: %j', async (options, problem) => {
  expect(await fake.run(apply, 'bed', { yes: true, ...options })).toEqual({
    ...{ code: 1, out: '' },
    err: `plinth: ${problem}${fix}`,
  });
  expect(fake.world.commands).toEqual([]);
});

test('a path from this folder is shown as it was understood', async () => {
  const { err } = await fake.run(apply, 'bed', { yes: true, secrets: 'file', ansible: 'folder' });

  expect(err).toContain(`--secrets file: ${fake.path('file')} is no folder\n`);
  expect(err).toContain(`--ansible folder: ${fake.path('folder')} holds no ansible-playbook\n`);
});

test('every verb that asks hosts looks at them, also where nothing needs to be known', async () => {
  expect((await fake.run(plan, 'bed', { from: 'nothing', sshKey: '/nope' })).err).toContain('--ssh-key /nope');
  expect((await fake.run(status, 'bed', { sshKey: '/nope' })).err).toContain('--ssh-key /nope');
});

test('what is there is taken, and so is what ssh makes itself or an agent keeps', async () => {
  writeFileSync(fake.path('key.pub'), '');

  const { code, err } = await fake.run(plan, 'bed', {
    ...{ sshKey: 'key', sshConfig: 'file', knownHosts: 'not-yet', acceptNewHostKeys: true },
  });

  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Written to build/bed') });
});
