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

test('takes it away also where nobody can read who holds it', async () => {
  fake.world.write('control-2', 'lock/holder', '');

  const { code, out, err } = await fake.run(unlock, 'bed', { yes: true });

  expect({ code, out }).toEqual({ code: 0, out: 'The lock of bed is gone.\n' });
  expect(err).toContain('  control-2: unknown, since unknown, to bring unknown (run unknown)\n');
  expect(fake.world.list('control-2')).toEqual([]);
});

test('says so where somebody else has it now', async () => {
  hold('control-1');
  const { run } = fake.world;
  const next = { environment: 'bed', run: 'r2', desk: 'e', by: 'bob@desktop', since: 'one', to: 'fedcba987' };
  let calls = 0;
  jest.spyOn(fake.world, 'run').mockImplementation(async (command) => {
    const outcome = await run(command);
    // All control hosts were asked once: somebody begins before the lock is taken away.
    if (command.args.at(2) === 'control-1' && ++calls === 1) {
      fake.world.write('control-1', 'lock/holder', JSON.stringify(next));
    }
    return outcome;
  });

  expect(await fake.run(unlock, 'bed', { yes: true })).toMatchObject({
    ...{ code: 1, out: '' },
    err: expect.stringContaining(
      [
        'plinth: bed is locked still:',
        '  control-1: bob@desktop, since one, to bring fedcba98 (run r2)',
        '  fix   If somebody has begun since, wait until that run has ended.',
      ].join('\n'),
    ),
  });
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
