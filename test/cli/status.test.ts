import { readFileSync } from 'node:fs';
import type { Plan } from '../../lib/plan';
import { apply } from '../../lib/cli/apply';
import { plan } from '../../lib/cli/plan';
import { status } from '../../lib/cli/status';
import { FakeRun } from './fake-run';

let fake: FakeRun;
beforeEach(() => (fake = new FakeRun()));
afterEach(() => {
  fake.remove();
});

async function applied(failAt?: number): Promise<number> {
  await fake.run(plan, 'bed');
  const { steps } = JSON.parse(readFileSync(fake.path('build/bed/plan.json'), 'utf8')) as Plan;
  fake.world.program('ansible-playbook', () => ({
    lines: steps.slice(0, failAt ?? steps.length).flatMap(({ id }, index) => {
      const event = index + 1 === failAt ? 'failed' : 'done';
      return [JSON.stringify({ event, step: id, message: event === 'failed' ? 'the disk is slow' : undefined })];
    }),
    exitCode: failAt === undefined ? 0 : 2,
  }));
  await fake.run(apply, 'bed', { yes: true });
  return steps.length;
}

const firstLines = (out: string, count: number): string => out.split('\n').slice(0, count).join('\n');

test('nothing is deployed', async () => {
  const { code, out } = await fake.run(status, 'bed');

  expect(code).toBe(0);
  expect(firstLines(out, 2)).toBe('bed: nothing is recorded as deployed\n  next  plinth plan bed --from nothing');
});

test('the last run failed: where, why, and what to do', async () => {
  const length = await applied(4);

  const { out } = await fake.run(status, 'bed');

  expect(firstLines(out, 3)).toBe(
    `bed: step 4/${String(length)} failed on worker-1: host/worker-1/deliver\n  why   the disk is slow\n  next  Mend it, then: plinth apply bed. It is safe to repeat: what holds is not done again.`,
  );
});

test('deployed, with what differs on hosts, by resource', async () => {
  await applied();

  const { out } = await fake.run(status, 'bed', { exitCode: true });

  expect(out).toMatch(/^bed: what is declared is deployed, since 2026-/);
  expect(out).toMatch(/^ {2}control-1: \d+ differences, 0 steps carried out, \d+ MiB free$/m);
  expect(out).toMatch(/^\d+ differences:\n {2}control-1: \S+ is missing {2}_hosts\/plinth\/file\//m);
  expect(out).toMatch(/ {2}and \d+ more; --format json shows all\n$/);
  expect(out).toContain('  objects could not be compared: this desk has no credentials for the cluster yet\n');
});

test('differences are an exit code where somebody asks for it', async () => {
  await applied();

  expect((await fake.run(status, 'bed')).code).toBe(0);
  expect((await fake.run(status, 'bed', { exitCode: true })).code).toBe(2);
});

test('who holds the lock, and a host that does not answer', async () => {
  fake.world.write(
    'control-1',
    'lock/holder',
    JSON.stringify({ run: 'r1', by: 'ada@laptop', since: 'noon', to: 'abcdef123' }),
  );
  fake.world.ssh('worker-1', { exitCode: 255, errors: 'Connection refused' });

  const { code, out, err } = await fake.run(status, 'bed');

  expect(code).toBe(2);
  expect(out).toContain('locked on control-1: ada@laptop, since noon, to bring abcdef12 (run r1)\n');
  expect(err).toContain('error  host-unreachable: a host does not answer\n  at    bed/worker-1');
  // The control hosts answered, so it is known.
  expect(out).toMatch(/^bed: nothing is recorded as deployed\n/);
});

describe('control hosts that do not answer', () => {
  const silence = (...hosts: readonly string[]): void => {
    for (const host of hosts) fake.world.ssh(host, { exitCode: 255, errors: 'No route to host' });
  };
  const next = '  next  See that this machine reaches the control hosts, then: plinth status bed';

  test('nobody answers: what is deployed is unknown, and no first install is advised', async () => {
    silence('control-1', 'control-2', 'control-3', 'worker-1', 'worker-2');

    const { code, out, err } = await fake.run(status, 'bed');

    expect(code).toBe(2);
    expect(firstLines(out, 2)).toBe(`bed: what is deployed is unknown: no host answers\n${next}`);
    expect(err).toContain('error  host-unreachable: a host does not answer\n  at    bed\n');
    const { out: json } = await fake.run(status, 'bed', { format: 'json' });
    expect(JSON.parse(json)).toMatchObject({ deployed: null, deployedKnown: false });
  });

  test('some are silent, and the others have no record', async () => {
    silence('control-2', 'control-3');

    const { out } = await fake.run(status, 'bed');

    expect(firstLines(out, 2)).toBe(`bed: what is deployed is unknown: control-2, control-3 do not answer\n${next}`);
  });

  test('the record of one that answers is enough', async () => {
    await applied();
    silence('control-2', 'control-3');

    const { code, out } = await fake.run(status, 'bed');

    expect(code).toBe(2);
    expect(out).toMatch(/^bed: what is declared is deployed, since 2026-/);
  });
});

test('for programs', async () => {
  const length = await applied(4);

  const { out } = await fake.run(status, 'bed', { format: 'json' });

  const found = JSON.parse(out) as { readonly drift: readonly object[] };
  expect(found).toMatchObject({
    ...{ environment: 'bed', deployed: null, deployedKnown: true, running: false, silent: [], expiry: null },
    lastRun: { result: 'failed', total: length, done: 3, failed: 1 },
  });
  expect(found.drift.length).toBeGreaterThan(100);
  expect(found.drift[0]).toEqual({
    where: 'control-1',
    id: expect.stringMatching(/^_hosts\//),
    what: expect.any(String),
    problem: expect.any(String),
    source: null,
  });
});
