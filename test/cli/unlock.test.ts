import { unlock } from '../../lib/cli/unlock';
import { FakeRun } from './fake-run';

let fake: FakeRun;
beforeEach(() => (fake = new FakeRun()));
afterEach(() => {
  fake.remove();
});

const hold = (...hosts: readonly string[]): void => {
  for (const host of hosts) {
    const holder = { environment: 'bed', run: 'r1', desk: 'd', by: 'ada@laptop', since: 'noon', to: 'abcdef123' };
    fake.world.write(host, 'lock/holder', JSON.stringify(holder));
  }
};

test('nobody holds it', async () => {
  expect(await fake.run(unlock, 'bed', { yes: true })).toEqual({
    code: 0,
    out: 'Nobody holds the lock of bed.\n',
    err: '',
  });
});

test('shows who holds it, and takes it away on every host', async () => {
  hold('control-1', 'control-3');

  expect(await fake.run(unlock, 'bed', { yes: true })).toEqual({
    code: 0,
    out: 'The lock of bed is gone.\n',
    err: [
      'bed is locked:',
      '  control-1: ada@laptop, since noon, to bring abcdef12 (run r1)',
      '  control-3: ada@laptop, since noon, to bring abcdef12 (run r1)',
      'If that run still goes on, two would change the same hosts at once.',
      '',
    ].join('\n'),
  });
  expect(fake.world.list('control-1')).toEqual([]);
});

test('without agreement it stays', async () => {
  hold('control-1');

  const { code, err } = await fake.run(unlock, 'bed');

  expect(code).toBe(1);
  expect(err).toContain('nobody is there to agree');
  expect(fake.world.list('control-1', 'lock')).toEqual(['holder']);
});

test('for programs', async () => {
  hold('control-2');

  const { out } = await fake.run(unlock, 'bed', { yes: true, format: 'json' });

  expect(JSON.parse(out)).toEqual({ environment: 'bed', unlocked: ['control-2'] });
});
