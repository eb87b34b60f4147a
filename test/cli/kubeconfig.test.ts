import { readFileSync, statSync } from 'node:fs';
import { kubeconfig } from '../../lib/cli/kubeconfig';
import { FakeRun } from './fake-run';

let fake: FakeRun;
beforeEach(() => (fake = new FakeRun(['bed', 'staging', 'shared'])));
afterEach(() => {
  fake.remove();
});

test('comes from the first control host that has it, and stays on the desk', async () => {
  fake.world.ssh('control-1', { exitCode: 255, errors: 'Connection refused' });
  fake.world.write('control-2', 'admin.conf', 'kind: Config\n');

  expect(await fake.run(kubeconfig, 'bed')).toEqual({ code: 0, out: 'kind: Config\n', err: '' });

  expect(readFileSync(fake.path('desk/kubeconfig'), 'utf8')).toBe('kind: Config\n');
  expect(statSync(fake.path('desk/kubeconfig')).mode & 0o777).toBe(0o600);
  fake.world.ssh('control-2', { exitCode: 255, errors: 'Connection refused' });
  expect((await fake.run(kubeconfig, 'bed')).out).toBe('kind: Config\n');
});

test('where no cluster has been begun there is none', async () => {
  expect(await fake.run(kubeconfig, 'bed')).toEqual({
    ...{ code: 1, out: '' },
    err: 'plinth: no control host of "bed" has credentials of an administrator yet\n  fix   Begin its cluster: plinth apply bed\n',
  });
});

test('where no control host answers, each is told', async () => {
  for (const host of ['control-1', 'control-2', 'control-3']) {
    fake.world.ssh(host, { exitCode: 255, errors: 'Connection refused' });
  }

  const { code, err } = await fake.run(kubeconfig, 'bed');

  expect(code).toBe(2);
  expect(err.match(/^error /gm)).toHaveLength(3);
});

test('a tenant has none of its own', async () => {
  expect(await fake.run(kubeconfig, 'staging')).toEqual({
    ...{ code: 1, out: '' },
    err: 'plinth: "staging" has no cluster of its own that Plinth makes\n  fix   It is a tenant: plinth kubeconfig shared\n',
  });
});
