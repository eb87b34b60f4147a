import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../lib/plan';
import { apply } from '../../lib/cli/apply';
import { plan } from '../../lib/cli/plan';
import { FakeRun } from './fake-run';

let fake: FakeRun;
beforeEach(async () => {
  fake = new FakeRun();
  for (const file of ['password', 'bin/ansible-playbook']) {
    mkdirSync(join(fake.path(file), '..'), { recursive: true });
    writeFileSync(fake.path(file), '');
  }
  await fake.run(plan, 'bed');
});
afterEach(() => {
  fake.remove();
});

const planned = (): Plan => JSON.parse(readFileSync(fake.path('build/bed/plan.json'), 'utf8')) as Plan;

/** Ansible that says of each step what a test wants, up to the first that fails. */
function ansible(say: (step: string, index: number) => string): void {
  const { steps } = planned();
  fake.world.program('ansible-playbook', () => {
    const lines: string[] = [];
    for (const [index, { id }] of steps.entries()) {
      const event = say(id, index);
      lines.push(JSON.stringify({ event: 'start', step: id }));
      lines.push(
        JSON.stringify({
          event,
          step: id,
          seconds: 1.5,
          ...(event === 'failed' && { message: 'etcd.service is failed.\nSee its journal.' }),
        }),
      );
      if (event === 'failed') return { lines, exitCode: 2 };
    }
    return { lines };
  });
}

test('a line for each step, and the numbers at the end', async () => {
  ansible(() => 'done');
  const { length } = planned().steps;

  const { code, out, err } = await fake.run(apply, 'bed', { yes: true });

  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^${String(length)} steps: ${String(length)} done, 0 satisfied, \\d+\\.\\d s\n$`));
  expect(err.split('\n').slice(0, 2)).toEqual([
    `[ 1/${String(length)}] done      host/control-1/deliver  1.5 s`,
    `[ 2/${String(length)}] done      host/control-2/deliver  1.5 s`,
  ]);
});

test('a second time there is nothing to do', async () => {
  ansible(() => 'done');
  const { length } = planned().steps;
  await fake.run(apply, 'bed', { yes: true });
  // What was carried out to its end is no plan any more.
  expect(existsSync(fake.path('build/bed/plan.json'))).toBe(false);
  await fake.run(plan, 'bed');
  ansible(() => 'satisfied');

  const { code, out } = await fake.run(apply, 'bed', { yes: true });

  expect(code).toBe(0);
  expect(out).toContain(`${String(length)} steps: 0 done, ${String(length)} satisfied`);
});

test('a step that fails: which, where, why, and how to go on', async () => {
  ansible((_step, index) => (index < 3 ? 'done' : 'failed'));
  const { length } = planned().steps;

  const { code, out } = await fake.run(apply, 'bed', { yes: true });

  expect(code).toBe(1);
  expect(out.replace(/, \d+\.\d s\n$/, '\n')).toBe(
    [
      `step 4/${String(length)} failed on worker-1: host/worker-1/deliver`,
      '  why   etcd.service is failed.',
      '        See its journal.',
      '  next  Mend it, then: plinth apply bed. It is safe to repeat: what holds is not done again.',
      `${String(length)} steps: 3 done, 0 satisfied, 1 failed, ${String(length - 4)} not begun or not finished`,
      '',
    ].join('\n'),
  );
});

test('for programs', async () => {
  ansible((_step, index) => (index < 3 ? 'done' : 'failed'));

  const { out } = await fake.run(apply, 'bed', { yes: true, format: 'json', quiet: true });

  expect(JSON.parse(out)).toMatchObject({
    ...{ environment: 'bed', result: 'failed', recorded: 'not-due', lockLeft: [] },
    steps: { total: planned().steps.length, done: 3, failed: 1 },
    failures: [{ step: 'host/worker-1/deliver', host: 'worker-1' }],
  });
});

test('without a plan one is made and shown first', async () => {
  const fresh = new FakeRun();
  fresh.world.program('ansible-playbook', () => ({ lines: [] }));

  const { err } = await fresh.run(apply, 'bed', { yes: true });

  expect(err).toMatch(/^Plan for bed: /);
  expect(existsSync(fresh.path('build/bed/plan.json'))).toBe(true);
  fresh.remove();
});

test('a dry run does nothing', async () => {
  const before = fake.world.commands.length;

  const { code, out } = await fake.run(apply, 'bed', { dryRun: true, until: 'host/control-1/deliver' });

  expect(code).toBe(0);
  expect(out).toMatch(/^Plan for bed: 1 step, .*Nothing was done: this was a dry run\.\n$/s);
  expect(fake.world.commands).toHaveLength(before);
});

test('nobody is there to agree', async () => {
  expect(await fake.run(apply, 'bed')).toEqual({
    ...{ code: 1, out: '' },
    err: 'plinth: nobody is there to agree\n  fix   Read what would be done, and say --yes.\n',
  });
});

test('an edited plan is refused', async () => {
  const file = fake.path('build/bed/plan.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"timeoutSeconds": 60', '"timeoutSeconds": 61'));

  const { code, err } = await fake.run(apply, 'bed', { yes: true });

  expect(code).toBe(2);
  expect(err).toContain('error  plan-edited');
  expect(fake.world.typed.some((text) => text.startsWith('ansible'))).toBe(false);
});

test.each([
  [
    { skip: ['etcd/start'] },
    'plinth: a step is left out without a reason\n  fix   Say why: --skip STEP --reason TEXT. It is written into the journal.\n',
  ],
  [
    { caCopy: 'ca.vault' },
    'plinth: the copy of the authorities needs a password\n  fix   Say --vault-password-file FILE.\n',
  ],
])('what is missing is told: %j', async (options, err) => {
  expect(await fake.run(apply, 'bed', { yes: true, ...options })).toEqual({ code: 1, out: '', err });
});

test('authorities are brought from their copy, and copied when the run has ended', async () => {
  ansible(() => 'done');
  writeFileSync(fake.path('ca.vault'), 'x');
  const bin = fake.path('bin');
  fake.world.program(join(bin, 'ansible-vault'), ({ args, input }) =>
    args[0] === 'decrypt'
      ? { output: JSON.stringify({ environment: 'bed', files: { 'etcd.key': 'KEY' } }) }
      : { output: `vault ${String(input).length > 0 ? 'full' : 'empty'}` },
  );
  fake.world.program(join(bin, 'ansible-playbook'), (command) => {
    writeFileSync(fake.path('desk/pki/new.key'), 'NEW');
    return fake.world.programOf('ansible-playbook')(command);
  });

  const { code, err } = await fake.run(apply, 'bed', {
    ...{ yes: true, ansible: 'bin', caCopy: 'ca.vault', vaultPasswordFile: 'password' },
  });

  expect(code).toBe(0);
  expect(err).toContain('Brought from the copy to this desk: etcd.key\n');
  expect(readFileSync(fake.path('desk/pki/etcd.key'), 'utf8')).toBe('KEY');
  expect(readFileSync(fake.path('ca.vault'), 'utf8')).toBe('vault full');
  expect(fake.world.typed).toContain(
    `${bin}/ansible-vault encrypt --vault-password-file ${join(fake.folder, 'password')} --output - -`,
  );
});

describe('the copy of authorities', () => {
  const options = { yes: true, caCopy: 'ca.vault', vaultPasswordFile: 'password' };

  /** Ansible whose step that signs makes a key, and whose last step fails. Calls `between` after the one and before the other. */
  function signing(between: () => void): void {
    const { steps } = planned();
    const index = steps.findIndex(({ actions }) => actions.some(({ kind }) => kind === 'sign-certificates'));
    expect(index).toBeGreaterThan(-1);
    const ids = steps.slice(0, index + 2).map(({ id }) => id);
    fake.world.program('ansible-playbook', async ({ onLine }) => {
      for (const [at, step] of ids.entries()) {
        onLine?.(JSON.stringify({ event: 'start', step }));
        if (at === index) writeFileSync(fake.path('desk/pki/etcd.key'), 'KEY');
        const event = at > index ? 'failed' : 'done';
        onLine?.(JSON.stringify({ event, step, seconds: 1, ...(event === 'failed' && { message: 'broken' }) }));
        if (at !== index) continue;
        await new Promise((resolve) => setTimeout(resolve, 50));
        between();
      }
      return { exitCode: 2 };
    });
  }

  test('is written as soon as they have signed, also where a later step fails', async () => {
    fake.world.program('ansible-vault', ({ args, input }) => ({
      output: args[0] === 'encrypt' ? String(input) : readFileSync(fake.path('ca.vault')),
    }));
    let early: unknown;
    signing(() => {
      early = JSON.parse(readFileSync(fake.path('ca.vault'), 'utf8'));
    });

    const { code, out } = await fake.run(apply, 'bed', options);

    expect(code).toBe(1);
    expect(early).toMatchObject({ environment: 'bed', files: { 'etcd.key': 'KEY' } });
    expect(out).toContain('1 failed');
  });

  test('that fails is told at once, and after the summary', async () => {
    let calls = 0;
    // The first encryption is the trial.
    fake.world.program('ansible-vault', () =>
      ++calls === 1 ? { output: 'vault' } : { exitCode: 1, errors: 'ERROR! broken vault' },
    );
    signing(() => {
      expect(calls).toBe(2);
    });

    const { code, out, err } = await fake.run(apply, 'bed', options);

    expect(code).toBe(2);
    expect(out).toContain('1 failed');
    expect(err).toContain(
      'The keys of authorities are on this desk only. It could not be encrypted: ERROR! broken vault It is tried again at the end.\n',
    );
    expect(err).toContain('error  authorities-unreadable');
    expect(calls).toBe(3);
  });

  test('that has no folder is refused before anything is done', async () => {
    ansible(() => 'done');

    const { code, err } = await fake.run(apply, 'bed', { ...options, caCopy: 'missing/ca.vault' });

    expect(code).toBe(2);
    expect(err).toContain('missing/ca.vault cannot be written: ENOENT');
    expect(fake.world.typed.some((text) => text.startsWith('ansible-playbook'))).toBe(false);
    expect(existsSync(fake.path('desk/record.sh'))).toBe(false);
  });
});

describe('Ctrl-C', () => {
  // As the terminal does it, without a signal that would reach other tests.
  const press = (): void => {
    process.emit('SIGINT');
  };

  test('while hosts are still asked: no step begins, and that is said', async () => {
    ansible(() => 'done');
    const { run } = fake.world;
    const listeners = process.listenerCount('SIGINT');
    let isPressed = false;
    jest.spyOn(fake.world, 'run').mockImplementation((command) => {
      const isTime = !isPressed && command.program === 'ssh' && process.listenerCount('SIGINT') > listeners;
      isPressed ||= isTime;
      if (isTime) press();
      return run(command);
    });

    const { code, out, err } = await fake.run(apply, 'bed', { yes: true });

    expect(code).toBe(130);
    expect(err).toBe('No step runs, and none will begin. Stopping when hosts have answered what they were asked.\n');
    expect(out).toMatch(/^stopped {2}You asked for it; /);
    expect(fake.world.typed.some((text) => text.startsWith('ansible-playbook'))).toBe(false);
  });

  test('while a step runs: it comes to its end', async () => {
    const [first] = planned().steps;
    fake.world.program('ansible-playbook', ({ onLine }) => {
      onLine?.(JSON.stringify({ event: 'start', step: first?.id }));
      press();
      onLine?.(JSON.stringify({ event: 'done', step: first?.id }));
      return { exitCode: 99 };
    });

    const { code, err } = await fake.run(apply, 'bed', { yes: true });

    expect(code).toBe(130);
    expect(err).toMatch(/^Stopping when the steps that run have ended\. Press Ctrl-C again to stop now\.\n\[ 1\//);
  });
});

test('without ansible it says what to install', async () => {
  const { code, err } = await fake.run(apply, 'bed', { yes: true });

  expect(code).toBe(2);
  expect(err).toContain('why   There is no program "ansible-playbook", which carries out steps on hosts.');
});
