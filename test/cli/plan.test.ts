import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { plan } from '../../lib/cli/plan';
import { FakeRun } from './fake-run';
import { lab, program, Project } from './project';

let fake: FakeRun;
beforeEach(() => (fake = new FakeRun(['bed', 'staging'])));
afterEach(() => {
  fake.remove();
});

const unreachable = { exitCode: 255, errors: 'ssh: connect to host port 22: No route to host' };
const hosts = ['control-1', 'control-2', 'control-3', 'worker-1', 'worker-2'];

test('shows phases and steps with their reasons, and writes them', async () => {
  const { code, out, err } = await fake.run(plan, 'bed');

  expect(code).toBe(0);
  expect(out).toMatch(/^Plan for bed: \d+ steps, from nothing to \w{8}; /);
  expect(out).toContain('etcd/start');
  expect(err).toBe('\nWritten to build/bed/plan.md and build/bed/ansible/. To carry it out: plinth apply bed\n');
  expect(readFileSync(fake.path('build/bed/plan.md'), 'utf8')).toMatch(/^# Plan for bed/);
  expect(existsSync(fake.path('build/bed/ansible/steps/etcd/control-1/start.sh'))).toBe(true);
});

test('for programs, pull requests and graphs', async () => {
  const written = (): unknown => JSON.parse(readFileSync(fake.path('build/bed/plan.json'), 'utf8'));

  const { out } = await fake.run(plan, 'bed', { format: 'json' });
  expect(JSON.parse(out)).toEqual(written());
  expect((await fake.run(plan, 'bed', { format: 'markdown' })).out).toMatch(/^# Plan for bed/);
  const graph = await fake.run(plan, 'bed', { format: 'mermaid' });
  expect(graph.out).toMatch(/^(graph|flowchart) /);
  expect(graph.err).toBe('');
});

test('hosts that do not answer yet: what to say for a first install', async () => {
  for (const host of hosts) fake.world.ssh(host, unreachable);

  const { code, out, err } = await fake.run(plan, 'bed');

  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatchInlineSnapshot(`
    "error  host-unreachable: a host does not answer
      at    bed
      why   None of control-1, control-2, control-3, worker-1, worker-2 answers: ssh: connect to host port 22: No route to
            host
      fix   If this is the first install and the machines do not run yet: plinth plan bed --from nothing. Otherwise see that
            this machine reaches their network, and with which key: --ssh-key FILE.

    "
  `);
  expect(existsSync(fake.path('build/bed'))).toBe(false);
  expect((await fake.run(plan, 'bed', { from: 'nothing' })).code).toBe(0);
});

test('one host that does not answer, and one with another key: both at once', async () => {
  fake.world.ssh('worker-2', unreachable);
  fake.world.ssh('control-1', {
    exitCode: 255,
    errors: 'REMOTE HOST IDENTIFICATION HAS CHANGED!\nHost key verification failed.',
  });

  const { code, err } = await fake.run(plan, 'bed');

  expect(code).toBe(2);
  expect(err.match(/^error {2}\S+/gm)).toEqual(['error  host-key-changed:', 'error  host-unreachable:']);
});

test('a tenant can be planned before anybody reaches its cluster', async () => {
  fake.world.program('kubectl', () => ({
    exitCode: 1,
    errors: 'error: current-context must exist in order to minify',
  }));

  expect((await fake.run(plan, 'staging', { from: 'nothing' })).code).toBe(0);

  const { code, err } = await fake.run(plan, 'staging');
  expect(code).toBe(2);
  expect(err).toContain('cluster-unreachable');
  expect(err).toContain(
    'why   kubectl could not ask the cluster: error: current-context must exist in order to minify',
  );
});

test('from a folder with the environment, and from one without it', async () => {
  const { code, out } = await fake.run(plan, 'bed', { from: 'dist' });
  expect({ code, out: out.split('\n')[0] }).toEqual({
    code: 0,
    out: expect.stringMatching(/^Plan for bed: \d+ steps, to what is deployed already; /),
  });

  expect(await fake.run(plan, 'bed', { from: 'desk' })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^plinth: desk holds no environment "bed"\n {2}fix {3}Say --from nothing, or a folder/),
  });
});

test('an environment that does not exist', async () => {
  expect(await fake.run(plan, 'bad')).toEqual({
    ...{ code: 1, out: '' },
    err: 'plinth: there is no environment "bad"\n  fix   Did you mean "bed"?\n',
  });
});

test('dist/ that was edited is refused', async () => {
  const file = fake.path('dist/bed/hosts/control/files/etc/etcd/etcd.env');
  writeFileSync(file, `${readFileSync(file, 'utf8')}ETCD_DEBUG=true\n`);

  const { code, err } = await fake.run(plan, 'bed');

  expect(code).toBe(2);
  expect(err).toContain('error  dist-unreadable');
});

describe('a program', () => {
  let project: Project;
  beforeEach(() => (project = new Project()));
  afterEach(() => {
    project.remove();
  });

  test('whose dist/ is stale is not planned: what is applied is what was reviewed', async () => {
    await project.run('synth');

    const { code, err } = await project.runProgram(program(lab('lab', 'red')), 'plan', 'lab', '--from', 'nothing');

    expect({ code, err }).toEqual({
      code: 1,
      err: 'plinth: dist/lab is not what the program says; what is applied is what was reviewed\n  fix   Run `plinth synth lab`, and commit what it writes.\n',
    });
  });

  test('with findings is not planned', async () => {
    await project.run('synth');

    const { code, err } = await project.runProgram(
      program(lab(), "lab.acknowledge('none-such', '');"),
      ...['plan', 'lab', '--from', 'nothing'],
    );

    expect(code).toBe(2);
    expect(err).toMatch(/^error {2}acknowledgement-/m);
  });

  test('is planned through the command line', async () => {
    await project.run('synth');

    const { code, out } = await project.run('plan', 'lab', '--from', 'nothing', '--format', 'json');

    expect(code).toBe(0);
    expect((JSON.parse(out) as { environment: string }).environment).toBe('lab');
  });
});
