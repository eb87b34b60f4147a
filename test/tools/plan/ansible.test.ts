import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderAnsible } from '../../../lib/plan/render';
import { ansible } from '../../../tools/upstream/ansible';
import { smallAssembly, smallPlan, step } from '../../plan/small-plan';
import { run, type Outcome } from '../run';
import { folderOf, renderedInstall } from './bed';

jest.setTimeout(600_000);

const environment = (folder: string): Readonly<Record<string, string>> => ({
  ...(process.env as Record<string, string>),
  ANSIBLE_CONFIG: join(folder, 'ansible.cfg'),
  NO_COLOR: '1',
});

describe.each(['bed', 'tiny'])('what is rendered of %s', (name) => {
  const folder = folderOf(renderedInstall(name));

  test('is read by Ansible, every play and every role', async () => {
    const { playbook } = await ansible();
    const outcome = await run(playbook, ['--syntax-check', 'site.yml'], { cwd: folder, env: environment(folder) });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
  });

  test('has nothing that the strictest profile of ansible-lint objects to', async () => {
    const { lint, folder: programs } = await ansible();
    const env = environment(folder);
    const outcome = await run(lint, ['--offline', '--profile', 'production', '-q', 'site.yml', 'plays', 'roles'], {
      cwd: folder,
      env: { ...env, PATH: `${programs}:${env['PATH'] ?? ''}` },
    });
    expect(outcome).toMatchObject({ status: 0, stdout: '' });
  });
});

describe('a run', () => {
  const onHost = (id: string, command: readonly string[], rest = {}) =>
    step(id, { actions: [{ kind: 'run', command }], ...rest });
  const steps = [
    onHost('one/host-1/give', ['true'], { gives: [{ name: 'one/host-1/given', secret: true }], move: 'one/give' }),
    step('two/take', { place: { kind: 'control-node' }, needs: ['one/host-1/give'], move: 'two/take' }),
    onHost('three/host-1/fail', ['sh', '-c', 'echo no >&2; exit 3'], {
      ...{ needs: ['two/take'], move: 'three/fail' },
      postcondition: { kind: 'exists', path: '/none' },
    }),
    onHost('four/host-1/never', ['true'], { needs: ['three/host-1/fail'], move: 'four/never' }),
  ];
  const rendered = renderAnsible(smallPlan(...steps), smallAssembly());
  const folder = folderOf(
    new Map([
      ...rendered,
      // ssh is not part of this: a shell of its own stands in for the host, and the state of hosts is below a folder of the test's.
      ['ssh', '#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n'],
      ['ssh-refused', '#!/bin/sh\necho "ssh: connect to host 10.0.0.11 port 22: Connection refused" >&2\nexit 255\n'],
      ['bin/flock', '#!/bin/sh\n'],
      ['bin/sudo', '#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n'],
    ]),
  );
  const state = join(folder, 'state');
  for (const file of ['ssh', 'ssh-refused', 'bin/flock', 'bin/sudo']) chmodSync(join(folder, file), 0o755);
  mkdirSync(join(folder, 'parcels'));
  for (const { id, place } of steps) {
    const path = `steps/${id}.sh`;
    const text = rendered.get(path) ?? '';
    if (place.kind === 'host') {
      writeFileSync(
        join(folder, path),
        text.replace('state=/var/lib/plinth', `state=${state}`).replaceAll('/run/plinth.lock', join(folder, 'lock')),
      );
    }
  }

  interface Event {
    readonly event: string;
    readonly step: string;
    readonly host: string;
    readonly message?: string;
    readonly seconds?: number;
  }

  async function play(
    args: readonly string[] = [],
    ssh = 'ssh',
  ): Promise<{ readonly outcome: Outcome; readonly events: readonly Event[] }> {
    const { playbook } = await ansible();
    const env = environment(folder);
    const outcome = await run(playbook, ['site.yml', ...args], {
      cwd: folder,
      env: {
        ...env,
        ANSIBLE_SSH_EXECUTABLE: join(folder, ssh),
        PATH: `${join(folder, 'bin')}:${env['PATH'] ?? ''}`,
        PLINTH_PARCELS: join(folder, 'parcels'),
        PLINTH_DESK: folder,
      },
    });
    const lines = outcome.stdout.split('\n').filter((line) => line.startsWith('{'));
    return { outcome, events: lines.map((line) => JSON.parse(line) as Event) };
  }

  const told = (events: readonly Event[]): readonly string[] => events.map(({ event, step: id }) => `${event} ${id}`);

  test('tells each step as it begins and ends, and stops at the first that fails', async () => {
    const { outcome, events } = await play();
    expect(told(events)).toEqual([
      'start one/host-1/give',
      'satisfied one/host-1/give',
      'start two/take',
      'satisfied two/take',
      'start three/host-1/fail',
      'failed three/host-1/fail',
    ]);
    expect(outcome.status).not.toBe(0);
    expect(events.at(-1)).toMatchObject({
      host: 'host-1',
      message: expect.stringMatching(
        /^sh on host-1 ended with 3\. All that it said is there in [^]*\n {2}no$/,
      ) as string,
      seconds: expect.any(Number) as number,
    });
  });

  test('stops at a host that does not answer, as at any that fails', async () => {
    const { outcome, events } = await play([], 'ssh-refused');
    expect(told(events)).toEqual(['start one/host-1/give', 'failed one/host-1/give']);
    expect(outcome.status).not.toBe(0);
    expect(events.at(-1)?.message).toMatch(/^host-1 does not answer: [^]*Connection refused/);
  });

  test('carries out one step alone where its name is a tag', async () => {
    const { events } = await play(['--tags', 'four/host-1/never']);
    expect(told(events)).toEqual(['start four/host-1/never', 'satisfied four/host-1/never']);
  });

  test('tells nothing of what a script was giving when it was killed', async () => {
    const script = join(folder, 'steps/one/host-1/give.sh');
    const whole = readFileSync(script, 'utf8');
    writeFileSync(script, "echo begun; echo '-----BEGIN PLINTH PARCEL-----'; echo c2VjcmV0; exit 1\n");
    const { outcome, events } = await play();
    writeFileSync(script, whole);
    expect(told(events)).toEqual(['start one/host-1/give', 'failed one/host-1/give']);
    expect(outcome.stdout).not.toContain('c2VjcmV0');
    expect(events.at(-1)?.message).toContain('The script ended with 1 and not as it should: begun');
  });

  test('carries out nothing in check mode', async () => {
    const { events } = await play(['--check']);
    expect(events.filter(({ event }) => event !== 'start')).toEqual([]);
  });
});
