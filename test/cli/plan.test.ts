import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { renderDist, writeDist, type ResourceId } from '../../lib/assembly';
import { apply } from '../../lib/cli/apply';
import { plan } from '../../lib/cli/plan';
import type { EnvironmentOptions } from '../../lib/cli/reach-options';
import { status } from '../../lib/cli/status';
import { committed, withFile, withImage, withObject } from '../plan/committed';
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

test.each([
  ['plan', plan],
  ['status', status],
  ['apply', apply],
])('%s without kubectl: the program is missing, and not the cluster', async (_, verb) => {
  const { code, err } = await fake.run<EnvironmentOptions>(verb, 'staging');

  expect(code).toBe(2);
  expect(err).toContain('error  program-missing: a program that apply needs was not found\n  at    staging\n');
  expect(err).toContain('why   There is no program "kubectl" in PATH, which asks the cluster.\n');
});

test('credentials that kubectl cannot read are told with their file', async () => {
  fake.world.program('kubectl', () => ({ exitCode: 1, errors: 'error: yaml: line 1: did not find a key' }));
  const kubeconfig = fake.path('dist/plinth.json');

  const { err } = await fake.run(plan, 'staging', { kubeconfig });

  expect(err).toContain('error  cluster-unreachable');
  expect(err.replaceAll(/\s+/g, ' ')).toContain(
    `could not ask the cluster with the credentials in ${kubeconfig}: error: yaml`,
  );
});

describe('from a folder', () => {
  /** Writes the committed output of an environment, with another image of a service, as of another commit. */
  const before = (environment: string, service: ResourceId): string => {
    writeDist(
      fake.path('before'),
      renderDist([withObject(committed(environment), service, withImage('registry.example.com/old:1'))]),
    );
    return 'before';
  };
  beforeEach(() => {
    for (const host of hosts) fake.world.ssh(host, unreachable);
    fake.world.program('kubectl', () => ({ exitCode: 1, errors: 'error: current-context must exist' }));
  });

  test('nobody is asked, and the plan says so: a pipeline reaches no host', async () => {
    const from = before('bed', 'guests/apps/Deployment/guestbook');

    const { code, out } = await fake.run(plan, 'bed', { from, format: 'markdown' });

    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 5)).toEqual([
      expect.stringMatching(/^# Plan for bed: 5 steps, from \w{8} to \w{8}; changes in the cluster$/),
      '',
      'Rolling restart of guests/guestbook; nothing is removed.',
      '',
      'Hosts were not asked: apply proves first that the plan starts from what is deployed.',
    ]);
    expect(fake.world.commands).toEqual([]);
    expect(existsSync(fake.path('desk'))).toBe(false);
    expect(readFileSync(fake.path('build/bed/plan.md'), 'utf8')).toBe(out);
    expect(existsSync(fake.path('build/bed/plan.json'))).toBe(true);
  });

  test('no cluster is asked for a tenant', async () => {
    const { code, out } = await fake.run(plan, 'staging', {
      from: before('staging', 'boutique/apps/Deployment/frontend'),
    });

    expect(code).toBe(0);
    expect(out).toContain(
      '\nThe cluster was not asked: apply proves first that the plan starts from what is deployed.\n',
    );
  });

  test('that says the same: nothing changes, nothing is written, and what was planned before stays', async () => {
    mkdirSync(fake.path('build/bed'), { recursive: true });
    writeFileSync(fake.path('build/bed/plan.json'), 'earlier');

    expect(await fake.run(plan, 'bed', { from: 'dist' })).toEqual({
      code: 0,
      out: 'Plan for bed: nothing changes\nHosts were not asked: `plinth plan bed` tells what is missing there.\n',
      err: '',
    });
    expect((await fake.run(plan, 'bed', { from: 'dist', format: 'markdown' })).out).toBe(
      '# Plan for bed: nothing changes\n\nHosts were not asked: `plinth plan bed` tells what is missing there.\n',
    );
    expect(readFileSync(fake.path('build/bed/plan.json'), 'utf8')).toBe('earlier');
  });

  test('what cannot be planned is refused, with the line that declares it where that is known', async () => {
    const id = '_hosts/plinth/file/control:/etc/etcd/etcd.env';
    writeDist(fake.path('before'), renderDist([withFile(committed('bed'), id)]));
    const refused = async (): Promise<string> => (await fake.run(plan, 'bed', { from: 'before' })).err;
    expect(await refused()).not.toContain('lab.ts');

    mkdirSync(fake.path('build/bed'), { recursive: true });
    writeFileSync(
      fake.path('build/bed/provenance.json'),
      JSON.stringify({ [id]: { path: 'bed/_hosts/etcd', source: 'stacks/lab.ts:40' } }),
    );

    expect(await refused()).toMatch(/^error {2}change-unplanned: .*\n.*etcd\.env.*stacks\/lab\.ts:40/);
  });

  test('that does not have the environment', async () => {
    expect(await fake.run(plan, 'bed', { from: 'desk' })).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^plinth: desk holds no environment "bed"\n {2}fix {3}Say --from nothing, or a folder/,
      ),
    });
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
