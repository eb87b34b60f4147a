import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ansibleFolder,
  apply,
  connect,
  planFor,
  readPlan,
  selectSteps,
  StopButton,
  writePlan,
  type ApplyEnd,
  type PlanFile,
  type Selection,
} from '../../lib/apply';
import { bootDocuments, readAssembly } from '../../lib/assembly';
import { dist } from './environments';
import { FakeWorld } from './fake-world';

const lab = readAssembly(dist, 'lab');
const controls = ['control-1', 'control-2', 'control-3'];
const unreachable = { exitCode: 255, errors: 'ssh: connect to host port 22: No route to host' };
const render = () => new Map([['site.yml', '- hosts: all\n']]);

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));
afterEach(() => {
  world.remove();
});

const silence = (...hosts: readonly string[]): void => {
  for (const host of hosts) world.ssh(host, unreachable);
};
const hosts = Object.values(lab.resources).flatMap(({ kind, id }) =>
  kind === 'host' ? [id.split('/').at(-1) ?? ''] : [],
);

async function planned(): Promise<PlanFile> {
  const connection = await connect(lab, world.run, { desk: join(world.folder, 'desk') });
  const { plan, inputs } = await planFor(connection, lab, { kind: 'nothing' });
  await connection.close();
  return writePlan(join(world.folder, 'build'), plan, inputs, { markdown: '', ansible: render() });
}

async function applied(selection: Selection = {}, desk = 'desk'): Promise<ApplyEnd> {
  const build = join(world.folder, 'build');
  const connection = await connect(lab, world.run, { desk: join(world.folder, desk) });
  try {
    const planFile = readPlan(build, lab, render);
    return await apply({
      ...{ connection, planFile, to: lab, selected: selectSteps(planFile.plan, selection) },
      ...{ folder: ansibleFolder(build), dist, ansible: 'ansible-playbook', stop: new StopButton() },
      ...{ clock: world.clock, tell: () => undefined, note: () => undefined },
    });
  } finally {
    await connection.close();
  }
}

/** Machines are made: what is seen at that moment, and what is there afterwards. */
function making(during: (env: Readonly<Record<string, string | undefined>>) => void | Promise<void>): void {
  world.program('sh', async ({ env = {} }) => {
    await during(env);
    for (const host of hosts) world.ssh(host, undefined);
    return { lines: ['plinth: done'] };
  });
  world.program('ansible-playbook', () => ({ lines: [] }));
}

const onlyMachines = { only: ['machines/make'] };
const holderOn = (host: string): boolean => world.read(host, 'lock/holder') !== undefined;
const worked = (): void => {
  mkdirSync(join(world.folder, 'desk'), { recursive: true });
  const step = { event: 'step', time: '2026-01-01T00:00:00Z', run: 'r1', step: 'a', host: 'control-1', result: 'done' };
  writeFileSync(join(world.folder, 'desk/journal.jsonl'), `${JSON.stringify(step)}\n`);
};

test('control hosts that answer are locked before machines are made, and all of them afterwards', async () => {
  silence('worker-1', 'control-2');
  await planned();
  const seen: boolean[] = [];
  making(() => void seen.push(...controls.map(holderOn)));
  world.program('ansible-playbook', () => {
    seen.push(...controls.map(holderOn));
    return {};
  });

  const { lockLeft } = await applied();

  expect(seen).toEqual([true, false, true, true, true, true]);
  expect(lockLeft).toEqual([]);
  expect(controls.map(holderOn)).toEqual([false, false, false]);
});

test('while one makes machines, nobody else does', async () => {
  silence('worker-1');
  await planned();
  let other: unknown;
  making(async () => {
    other ??= await applied(onlyMachines, 'other-desk').catch((error: unknown) => error);
  });

  await applied(onlyMachines);

  expect(String(other)).toContain('lock-held: somebody else applies to this environment');
});

test('machines that cannot be made leave no lock, also not where a host was silent', async () => {
  silence('control-2');
  await planned();
  world.program('sh', () => ({ exitCode: 1, lines: ['plinth: no'] }));

  expect(await applied()).toMatchObject({ result: 'failed', lockLeft: [] });
  expect(controls.map(holderOn)).toEqual([false, false, false]);
});

test('what somebody recorded while the lock was waited for makes the plan stale', async () => {
  await planned();
  const { run } = world;
  let isRecorded = false;
  const late: typeof run = async (command) => {
    const outcome = await run(command);
    if (!isRecorded && String(command.input).includes('lock/holder') && String(command.input).includes('ln "$new"')) {
      isRecorded = true;
      const record = { environment: 'lab', digest: 'feedbeef0000', time: '2026-01-01', by: 'ada@laptop' };
      for (const host of controls) world.write(host, 'deployed/record.json', JSON.stringify(record));
    }
    return outcome;
  };
  Object.assign(world, { run: late });

  await expect(applied()).rejects.toThrow(
    /^plan-stale: .*The plan starts from nothing, and now feedbeef is deployed\./s,
  );
  expect(isRecorded).toBe(true);
  expect(controls.map(holderOn)).toEqual([false, false, false]);
});

describe('all hosts are silent', () => {
  beforeEach(async () => {
    silence(...hosts);
    await planned();
  });

  test('before a first install: machines are made', async () => {
    let isMade = false;
    making(() => void (isMade = true));
    await applied();
    expect(isMade).toBe(true);
  });

  test('after this desk has worked on hosts: none are made', async () => {
    worked();
    let isMade = false;
    making(() => void (isMade = true));

    await expect(applied()).rejects.toThrow(
      /^host-unreachable: .*None of control-1, control-2, control-3 answers: .*No route to host.* Run r1 from this desk worked on hosts at 2026-01-01T00:00:00Z: .*plinth apply lab --only machines\/make$/s,
    );
    expect(isMade).toBe(false);
  });

  test('and somebody asks for machines alone: they are made', async () => {
    worked();
    making(() => undefined);
    expect((await applied(onlyMachines)).result).toBe('done');
  });

  test('and hosts that come up have something else deployed: the plan is stale', async () => {
    const record = { environment: 'lab', digest: 'feedbeef0000', time: '2026-01-01', by: 'ada@laptop' };
    making(() => {
      for (const host of controls) world.write(host, 'deployed/record.json', JSON.stringify(record));
    });
    await expect(applied()).rejects.toThrow(/^plan-stale: .*feedbeef/s);
    expect(controls.map(holderOn)).toEqual([false, false, false]);
  });
});

test('machines boot from documents of what is declared, whatever lies below build/', async () => {
  silence(...hosts);
  await planned();
  mkdirSync(join(world.folder, 'build/boot'), { recursive: true });
  writeFileSync(join(world.folder, 'build/boot/control-1.ign'), 'edited');
  const old = join(world.folder, 'desk/machines/boot');
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, 'retired-1.ign'), 'old');
  let given: readonly (readonly [string, string])[] = [];
  making(({ PLINTH_MACHINES = '', TF_VAR_boot = '' }) => {
    const folder = join(PLINTH_MACHINES, TF_VAR_boot);
    given = readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  });

  await applied(onlyMachines);

  expect(given).toEqual([...bootDocuments(lab)]);
});
