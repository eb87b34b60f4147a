import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ansibleFolder,
  apply,
  connect,
  planFor,
  readJournal,
  readPlan,
  selectSteps,
  StopButton,
  summaryOf,
  writePlan,
  type ApplyEnd,
  type ApplyRequest,
  type PlanFile,
  type Renderer,
  type Selection,
} from '../../lib/apply';
import type { Step } from '../../lib/plan';
import { bed, dist, staging } from './environments';
import { FakeWorld, type Answer } from './fake-world';

const render: Renderer = () => new Map([['site.yml', '- hosts: all\n']]);

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));
afterEach(() => {
  world.remove();
});

async function planned(to = bed()): Promise<PlanFile> {
  const connection = await connect(to, world.run, { desk: join(world.folder, 'desk') });
  const { plan, inputs } = await planFor(connection, to, { kind: 'deployed' });
  await connection.close();
  return writePlan(join(world.folder, 'build'), plan, inputs, { markdown: '', ansible: render(plan, to) });
}

interface Given extends Partial<ApplyRequest> {
  readonly selection?: Selection;
  readonly desk?: string;
}

async function applied({ selection = {}, desk = 'desk', ...more }: Given = {}): Promise<ApplyEnd> {
  const to = more.to ?? bed();
  const build = join(world.folder, 'build');
  const connection = await connect(to, world.run, { desk: join(world.folder, desk) });
  try {
    const planFile = readPlan(build, to, render);
    return await apply({
      ...{ connection, planFile, to, selected: selectSteps(planFile.plan, selection) },
      ...{ folder: ansibleFolder(build), dist, ansible: 'ansible-playbook', stop: new StopButton() },
      ...{ clock: world.clock, tell: () => undefined, note: () => undefined },
      ...more,
    });
  } finally {
    await connection.close();
  }
}

const start = ({ id }: Step): string => JSON.stringify({ event: 'start', step: id });
const end = ({ id }: Step, event: string, message?: string): string =>
  JSON.stringify({ event, step: id, seconds: 2, message });

/** Ansible that carries out the steps that it is given, all of them or those with the tags. */
function ansible({ plan }: PlanFile, result = 'done'): void {
  world.program('ansible-playbook', ({ args }) => {
    const tags = args[args.indexOf('--tags') + 1]?.split(',') ?? [];
    const steps = plan.steps.filter(({ id }) => !args.includes('--tags') || tags.includes(id));
    return { lines: steps.flatMap((step) => [start(step), end(step, result)]) };
  });
}

/** Ansible whose run ends in the middle. */
function ansibleUntil(planFile: PlanFile, count: number, last: (step: Step) => Answer): void {
  const { steps } = planFile.plan;
  const broken = steps[count];
  if (!broken) throw new Error('the plan is too short');
  world.program('ansible-playbook', () => {
    const { lines = [], ...more } = last(broken);
    return {
      lines: [...steps.slice(0, count).flatMap((step) => [start(step), end(step, 'done')]), start(broken), ...lines],
      ...more,
    };
  });
}

const journal = (desk = 'desk') => readJournal(join(world.folder, desk, 'journal.jsonl'));

test('a run locks, carries out every step, records what is deployed, and gives the lock back', async () => {
  const planFile = await planned();
  let lockedBy: string | undefined;
  ansible(planFile);
  const program = world.programOf('ansible-playbook');
  world.program('ansible-playbook', (command) => {
    lockedBy = world.read('control-2', 'lock/holder');
    return program(command);
  });

  const { result, recorded, lockLeft, tracker, run } = await applied();

  const { length } = planFile.plan.steps;
  expect({ result, recorded, lockLeft }).toEqual({ result: 'done', recorded: 'yes', lockLeft: [] });
  expect(summaryOf(tracker)).toEqual({
    ...{ total: length, done: length, satisfied: 0, failed: 0, skipped: 0, open: 0, failures: [] },
  });
  expect(JSON.parse(lockedBy ?? '')).toMatchObject({ environment: 'bed', run, to: planFile.plan.to });
  for (const host of ['control-1', 'control-2', 'control-3']) {
    expect(world.list(host)).toEqual(['deployed']);
    expect(JSON.parse(world.read(host, 'deployed/record.json') ?? '')).toMatchObject({ digest: planFile.plan.to });
    expect(world.list(host, 'deployed')).toEqual([
      `assembly-${planFile.plan.to}.tar.gz`,
      ...['journal.jsonl', 'plan.json', 'record.json'],
    ]);
  }
  expect(world.list('worker-1')).toEqual([]);
  expect(journal().map(({ event }) => event)).toEqual(['begin', ...planFile.plan.steps.map(() => 'step'), 'end']);
  expect(existsSync(join(world.folder, 'desk/lock.json'))).toBe(false);
  expect(JSON.parse(readFileSync(join(world.folder, 'desk/origin.json'), 'utf8'))).toMatchObject({
    environment: 'bed',
  });
});

test('a run that hosts never answered has not bound its desk', async () => {
  ansible(await planned());
  world.ssh('control-1', { exitCode: 255, errors: 'ssh: connect to host 10.88.0.11 port 22: Connection refused\r\n' });

  await expect(applied()).rejects.toThrow(/^host-unreachable: /);

  expect(existsSync(join(world.folder, 'desk/origin.json'))).toBe(false);
});

test('what was applied is what the next plan starts from, and a second run has nothing to do', async () => {
  ansible(await planned());
  await applied();
  const again = await planned();
  ansible(again, 'satisfied');

  const { tracker, result } = await applied();

  expect(again.plan.from).toBe(again.plan.to);
  expect(result).toBe('done');
  expect(summaryOf(tracker)).toMatchObject({ done: 0, satisfied: again.plan.steps.length });
});

test('what is deployed is fetched from a host where something else is declared now', async () => {
  ansible(await planned());
  await applied();
  const changed = { ...bed(), environment: { ...bed().environment, versions: { another: '1' } } };
  const connection = await connect(changed, world.run, { desk: join(world.folder, 'desk') });

  const { inputs } = await planFor(connection, changed, { kind: 'deployed' });

  await connection.close();
  expect(inputs.from).toEqual(bed());
});

test('a damaged record of what is deployed is told, with the way out', async () => {
  const planFile = await planned();
  ansible(planFile);
  await applied();
  for (const host of ['control-1', 'control-2', 'control-3']) {
    world.write(host, `deployed/assembly-${planFile.plan.to}.tar.gz`, 'no archive');
  }
  const changed = { ...bed(), environment: { ...bed().environment, versions: { another: '1' } } };
  const connection = await connect(changed, world.run, { desk: join(world.folder, 'desk') });

  await expect(planFor(connection, changed, { kind: 'deployed' })).rejects.toThrow(
    /^deployed-unreadable: .*\n {2}why {2}What control-1 keeps as deployed is no archive: .*\n {2}fix {2}Say from what the plan starts: plinth plan bed --from DIR/s,
  );
  await connection.close();
});

test('a step that fails ends the run, says where and why, gives the lock back and records nothing', async () => {
  const planFile = await planned();
  ansibleUntil(planFile, 3, (step) => ({ lines: [end(step, 'failed', 'etcd.service is failed')], exitCode: 2 }));

  const { result, recorded, tracker, problem } = await applied();

  expect({ result, recorded, problem }).toEqual({ result: 'failed', recorded: 'not-due', problem: undefined });
  expect(summaryOf(tracker).failures).toEqual([
    { step: 'host/worker-1/deliver', host: 'worker-1', message: 'etcd.service is failed', position: 4 },
  ]);
  expect(world.list('control-1')).toEqual([]);
  expect(journal().at(-1)).toMatchObject({ event: 'end', result: 'failed' });
});

test('a host that ansible cannot reach fails the run though it is no step', async () => {
  const planFile = await planned();
  world.program('ansible-playbook', () => ({
    lines: [JSON.stringify({ event: 'unreachable', host: 'worker-2', message: 'no route to host' })],
    exitCode: 4,
  }));

  const { result, problem } = await applied();

  expect(planFile.plan.kind).toBe('install');
  expect({ result, problem }).toEqual({ result: 'failed', problem: 'worker-2: no route to host' });
});

test('steps of which nothing is heard are not taken for done', async () => {
  await planned();
  world.program('ansible-playbook', () => ({ lines: ['PLAY [all]', '{"event":"frobnicated"}', '{ no json'] }));

  expect(await applied()).toMatchObject({
    result: 'failed',
    problem: expect.stringMatching(
      /^ansible-playbook ended well, and nothing was heard of host\/control-1\/deliver, .* and \d+ more$/,
    ),
  });
});

test('without ansible nothing has been changed, and the lock is given back', async () => {
  await planned();

  await expect(applied()).rejects.toThrow(/^program-missing: .*There is no program "ansible-playbook"/s);
  expect(world.list('control-1')).toEqual([]);
  expect(journal().at(-1)).toMatchObject({ event: 'end', result: 'failed' });
});

describe('somebody else', () => {
  test('holds the lock: nothing is done, and hosts that were locked already are free again', async () => {
    const planFile = await planned();
    ansible(planFile);
    const other = {
      environment: 'bed',
      run: 'r1',
      desk: 'another',
      by: 'ada@laptop',
      since: '2026-01-01',
      to: 'abcdef123456',
    };
    world.write('control-2', 'lock/holder', JSON.stringify(other));

    await expect(applied()).rejects.toThrow(
      'lock-held: somebody else applies to this environment\n  why  control-2 is locked by ada@laptop, since 2026-01-01, to bring abcdef12 (run r1).\n  fix  Wait until that run has ended. If it never will, because its machine is gone or it was killed: plinth unlock bed',
    );
    expect(world.list('control-1')).toEqual([]);
    expect(world.list('control-2', 'lock')).toEqual(['holder']);
    expect(world.typed.some((text) => text.startsWith('ansible-playbook'))).toBe(false);
  });

  test('is who this desk was before it was killed: it goes on', async () => {
    const planFile = await planned();
    ansible(planFile);
    const id = readFileSync(join(world.folder, 'desk/id'), 'utf8').trim();
    for (const host of ['control-1', 'control-2', 'control-3']) {
      world.write(host, 'lock/holder', `${JSON.stringify({ environment: 'bed', run: 'killed', desk: id })}\n`);
    }
    // A process that ended long ago.
    writeFileSync(
      join(world.folder, 'desk/lock.json'),
      JSON.stringify({ pid: 2 ** 22 + 1, started: '1', run: 'killed' }),
    );

    expect(await applied()).toMatchObject({ result: 'done', lockLeft: [] });
    expect(world.list('control-1')).toEqual(['deployed']);
  });

  test('has a desk of their own: of two at once one is refused', async () => {
    const planFile = await planned();
    ansible(planFile);
    const inner = world.programOf('ansible-playbook');
    let second: Promise<unknown> | undefined;
    world.program('ansible-playbook', async (command) => {
      second = applied({ desk: 'other-desk' }).catch((error: unknown) => error);
      await second;
      return inner(command);
    });

    const first = await applied();

    expect(first.result).toBe('done');
    expect(String(await second)).toContain('lock-held');
  });

  test('applies from this desk: the second is refused', async () => {
    ansible(await planned());
    const inner = world.programOf('ansible-playbook');
    let second: unknown;
    world.program('ansible-playbook', async (command) => {
      second = await applied().catch((error: unknown) => error);
      return inner(command);
    });

    expect((await applied()).result).toBe('done');
    expect(String(second)).toContain('On this machine apply is at work already: run ');
  });

  test('deployed something else since the plan was made', async () => {
    ansible(await planned());
    for (const host of ['control-1', 'control-2', 'control-3']) {
      const record = { environment: 'bed', digest: 'feedbeef0000', time: '2026-01-01', by: 'ada@laptop' };
      world.write(host, 'deployed/record.json', JSON.stringify(record));
    }

    await expect(applied()).rejects.toThrow(
      /^plan-stale: .*The plan starts from nothing, and now feedbeef is deployed\..*plinth plan bed$/s,
    );
  });
});

describe('only some steps', () => {
  test('up to one: by their tags, and nothing is recorded', async () => {
    const planFile = await planned();
    ansible(planFile);

    const { result, recorded } = await applied({ selection: { until: 'host/control-3/deliver' } });

    expect({ result, recorded }).toEqual({ result: 'done', recorded: 'not-due' });
    expect(world.typed.find((text) => text.startsWith('ansible-playbook'))).toBe(
      'ansible-playbook -i inventory.yml site.yml --tags host/control-1/deliver,host/control-2/deliver,host/control-3/deliver',
    );
  });

  test('without one: it is in the journal with the reason, and in the record', async () => {
    const planFile = await planned();
    ansible(planFile);

    const { recorded } = await applied({
      selection: { skip: ['guests/guestbook/ready'] },
      skipReason: 'no image yet',
    });

    expect(recorded).toBe('yes');
    expect(journal()).toContainEqual(
      expect.objectContaining({ step: 'guests/guestbook/ready', result: 'skipped', message: 'no image yet' }),
    );
    expect(JSON.parse(world.read('control-1', 'deployed/record.json') ?? '')).toMatchObject({
      skipped: { 'guests/guestbook/ready': 'no image yet' },
    });
  });
});

describe('asked to stop', () => {
  test('it waits for the steps that run, ends Ansible then, and gives the lock back', async () => {
    const planFile = await planned();
    const stop = new StopButton();
    const signals: string[] = [];
    const [first, second] = planFile.plan.steps;
    if (!first || !second) throw new Error('the plan is too short');
    world.program('ansible-playbook', ({ onLine, onStart }) => {
      onStart?.({ pid: 1, signal: (name) => signals.push(name) });
      onLine?.(start(first));
      stop.press();
      expect(signals).toEqual([]);
      onLine?.(end(first, 'done'));
      expect(signals).toEqual(['SIGINT']);
      return { exitCode: 99 };
    });

    const { result, lockLeft, tracker } = await applied({ stop });

    expect({ result, lockLeft }).toEqual({ result: 'interrupted', lockLeft: [] });
    expect(summaryOf(tracker)).toMatchObject({ done: 1, open: planFile.plan.steps.length - 1 });
    expect(journal().at(-1)).toMatchObject({ result: 'interrupted' });
    expect(world.list('control-1')).toEqual([]);
  });

  test('before any step has begun: none does, and the lock is given back', async () => {
    await planned();
    const stop = new StopButton();
    stop.press();

    expect(await applied({ stop })).toMatchObject({ result: 'interrupted', lockLeft: [] });
    expect(world.typed.some((text) => text.startsWith('ansible-playbook'))).toBe(false);
    expect(world.list('control-1')).toEqual([]);
  });

  test('twice: it ends at once, and leaves the lock where something may go on', async () => {
    const planFile = await planned();
    const stop = new StopButton();
    ansibleUntil(planFile, 1, () => {
      stop.press();
      stop.press();
      return { exitCode: 99 };
    });

    expect(await applied({ stop })).toMatchObject({ result: 'interrupted', lockLeft: ['control-2'] });
    expect(world.list('control-2', 'lock')).toEqual(['holder']);
  });
});

test('a full disk on this machine ends the run and is told', async () => {
  const planFile = await planned();
  ansible(planFile);
  const stop = new StopButton();
  const { journal: file } = (await connect(bed(), world.run, { desk: join(world.folder, 'desk') })).desk;
  const inner = world.programOf('ansible-playbook');
  world.program('ansible-playbook', (command) => {
    // What stands for a disk that takes nothing any more.
    world.makeUnwritable(file);
    return inner(command);
  });

  const { problem } = await applied({ stop });

  expect(problem).toMatch(/^this machine cannot write to .*desk: /);
  expect(stop.count).toBe(1);
});

describe('an environment without hosts', () => {
  const kubectl = (): Map<string, string> => {
    const objects = new Map<string, string>();
    world.program('kubectl', ({ args }) => {
      const text = args.join(' ');
      if (text.startsWith('config view')) return { output: 'apiVersion: v1\nkind: Config\n' };
      const name = args[args.indexOf('configmap') + 1] ?? '';
      if (args.includes('create')) {
        if (objects.has(name)) return { exitCode: 1, errors: 'already exists' };
        const holder = args.find((arg) => arg.startsWith('--from-literal=holder='))?.slice(22) ?? '';
        objects.set(name, JSON.stringify({ data: { holder } }));
        return {};
      }
      if (args.includes('delete')) objects.delete(name);
      if (args.includes('apply')) {
        const object = readFileSync(args.at(-1) ?? '', 'utf8');
        objects.set((JSON.parse(object) as { metadata: { name: string } }).metadata.name, object);
      }
      return { output: args.includes('get') ? (objects.get(name) ?? '') : '' };
    });
    return objects;
  };

  test('runs the scripts of its steps in order, without Ansible, and records in the cluster', async () => {
    const objects = kubectl();
    const planFile = await planned(staging());
    const ran: string[] = [];
    world.program('sh', ({ args, env }) => {
      ran.push(args[0]?.replace(/^.*\/steps\/(.*)\.sh$/, '$1') ?? '');
      expect(objects.has('plinth-staging-lock')).toBe(true);
      expect(env).toMatchObject({
        PLINTH_DESK: join(world.folder, 'desk'),
        KUBECONFIG: expect.stringMatching(/kubeconfig$/),
      });
      return { lines: ['Applies it', 'plinth: done'] };
    });

    const { result, recorded, lockLeft } = await applied({ to: staging() });

    expect({ result, recorded, lockLeft }).toEqual({ result: 'done', recorded: 'yes', lockLeft: [] });
    expect(ran).toEqual(planFile.plan.steps.map(({ id }) => id));
    expect([...objects.keys()]).toEqual(['plinth-staging-deployed']);
    expect((await planned(staging())).plan.from).toBe(planFile.plan.to);
  });

  test('the script that fails ends the run, with its own sentence', async () => {
    kubectl();
    await planned(staging());
    world.program('sh', ({ args }) =>
      args[0]?.includes('intent') === true
        ? { lines: ['plinth: satisfied'] }
        : { exitCode: 4, lines: ['Applies it'], errors: 'noise\nplinth: Somebody else owns .spec.replicas.\n' },
    );

    const { result, tracker } = await applied({ to: staging() });

    expect(result).toBe('failed');
    expect(summaryOf(tracker)).toMatchObject({
      ...{ done: 0, satisfied: 1 },
      failures: [{ step: 'cluster/apply', message: 'Somebody else owns .spec.replicas.', position: 2 }],
    });
  });

  test('a script that does not say what it did has failed', async () => {
    kubectl();
    await planned(staging());
    world.program('sh', () => ({ lines: ['all fine'] }));

    const { tracker } = await applied({ to: staging() });

    expect(summaryOf(tracker).failures[0]?.message).toBe(
      'its script ended without saying what it did; its last line is "all fine"',
    );
  });
});

test('a run leaves nothing behind in memory', async () => {
  ansible(await planned());

  await applied();

  const words = world.commands.flatMap(({ args }) => args);
  const folders = new Set(words.flatMap((word) => /\/dev\/shm\/plinth-\w+/.exec(word) ?? []));
  expect(folders.size).toBeGreaterThan(0);
  expect([...folders].filter(existsSync)).toEqual([]);
});
