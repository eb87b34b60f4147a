import type { Step } from '../../../lib/plan';
import { stepScript } from '../../../lib/plan/script/step-script';
import { file, smallAssembly, smallPlan, step, unit } from '../../plan/small-plan';
import { onDebianHost, parcelIn, withDigest } from './debian-host';

jest.setTimeout(600_000);

const swap = unit('swap.target', { state: 'masked', effect: { kind: 'reboot' } });
const assembly = smallAssembly(swap);

function scriptFor(rest: Partial<Step>): string {
  const one = step('daemon/host-1/start', rest);
  return stepScript(one, smallPlan(one), assembly);
}

test('a command that fails is named with what it said last, and the journal has it', async () => {
  const script = scriptFor({
    actions: [{ kind: 'run', command: ['sh', '-c', 'echo token >&1; echo one >&2; echo "plinth: two" >&2; exit 7'] }],
    postcondition: { kind: 'exists', path: '/none' },
  });
  const [outcome, journal, log, stamp] = await onDebianHost('host-1', { 'a.sh': script }, [
    'sh /steps/a.sh',
    'cat /var/lib/plinth/journal.jsonl',
    'cat /var/lib/plinth/log/daemon+host-1+start.out; stat --format=%a /var/lib/plinth/log',
    'cat /var/lib/plinth/steps/daemon/host-1/start',
  ]);
  expect(outcome).toMatchObject({
    status: 1,
    stderr: `plinth: sh on host-1 ended with 7. All that it said is there in /var/lib/plinth/log/daemon+host-1+start.out and /var/lib/plinth/log/daemon+host-1+start.err; the end of it:
  one
  plinth: two
`,
  });
  expect(outcome?.stdout).not.toContain('token\n');
  expect(journal?.stdout).toMatch(
    /^\{"time":"[-\dT:]+Z","step":"daemon\/host-1\/start","digest":"d1","result":"failed","seconds":\d+\}\n$/,
  );
  expect(log?.stdout).toMatch(/\ntoken\n700\n$/);
  expect(stamp?.status).not.toBe(0);
});

test('a command with a path that is there is not run', async () => {
  const script = scriptFor({
    actions: [{ kind: 'run', command: ['false'], creates: '/etc/hostname' }],
    postcondition: { kind: 'exists', path: '/etc/hostname' },
  });
  const [first] = await onDebianHost('host-1', { 'a.sh': withDigest(script, 'd2') }, [
    'mkdir -p /var/lib/plinth/steps/daemon/host-1; echo d1 >/var/lib/plinth/steps/daemon/host-1/start; sh /steps/a.sh',
  ]);
  expect(first?.stdout).toContain('  /etc/hostname is there\nplinth: done\n');
});

describe('a command that stopped half way, with what it makes already there', () => {
  const command = ['sh', '-c', 'echo begun >/tmp/made; exit 3'];
  const postcondition = { kind: 'made', path: '/tmp/made' } as const;
  const marks = 'ls /var/lib/plinth/begun';

  test('is not done: it goes on as its layer says', async () => {
    const again = ['sh', '-c', 'echo ended >>/tmp/made'];
    const script = scriptFor({ actions: [{ kind: 'run', command, creates: '/tmp/made', again }], postcondition });
    const [first, begun, second, made, third, ended] = await onDebianHost('host-1', { 'a.sh': script }, [
      'sh /steps/a.sh',
      marks,
      'sh /steps/a.sh',
      'cat /tmp/made',
      'sh /steps/a.sh',
      marks,
    ]);
    expect([first?.status, begun?.stdout]).toEqual([1, '+tmp+made\n']);
    expect([second?.status, made?.stdout]).toEqual([0, 'begun\nended\n']);
    expect([third?.stdout, ended?.stdout]).toEqual(['plinth: satisfied\n', '']);
  });

  test('or it stops, where nobody may go on, and says how it is taken back', async () => {
    const script = scriptFor({
      actions: [{ kind: 'run', command, creates: '/tmp/made', takeBack: ['rm', '/tmp/made'] }],
      postcondition,
    });
    const [, second, third] = await onDebianHost('host-1', { 'a.sh': script }, [
      'sh /steps/a.sh',
      'sh /steps/a.sh',
      'rm /tmp/made; sh /steps/a.sh',
    ]);
    expect(second?.status).toBe(1);
    expect(second?.stderr).toMatch(
      /^plinth: What makes \/tmp\/made began on host-1 before and did not come to its end, .* Take that back there: rm \/tmp\/made\. /,
    );
    // Whoever has taken it back begins anew.
    expect(third?.stderr).toMatch(/^plinth: sh on host-1 ended with 3\./);
  });

  test('one that made nothing leaves nothing half done', async () => {
    const script = scriptFor({ actions: [{ kind: 'run', command: ['false'], creates: '/tmp/made' }], postcondition });
    const [first, second] = await onDebianHost('host-1', { 'a.sh': script }, [
      'sh /steps/a.sh',
      ': >/tmp/made; sh /steps/a.sh',
    ]);
    expect([first?.status, second?.stdout]).toEqual([1, 'plinth: satisfied\n']);
  });
});

test('a unit that does not start, and one that does not stay, are named', async () => {
  const starts = scriptFor({
    actions: [
      { kind: 'enable', unit: 'a.service' },
      { kind: 'start', unit: 'a.service' },
    ],
    postcondition: { kind: 'units', units: ['a.service', 'b.timer', 'c.path'] },
  });
  const [failed, outcome, log] = await onDebianHost('host-1', { 'a.sh': starts }, [
    'echo "start a.service" >/tmp/systemctl.fails; sh /steps/a.sh',
    'rm /tmp/systemctl.fails /tmp/systemctl.log; mkdir -p /tmp/units; : >/tmp/units/c.path.active; sh /steps/a.sh',
    'cat /tmp/systemctl.log',
  ]);
  expect(failed).toMatchObject({
    status: 1,
    stderr: 'plinth: systemctl start a.service on host-1 failed: Job for a.service failed.\n',
  });
  expect(outcome).toMatchObject({
    status: 4,
    stderr:
      'plinth: daemon/host-1/start on host-1: within 1 s this did not come true: b.timer is inactive. See why, and apply again.\n',
  });
  expect(log?.stdout).toBe('start a.service\n');
});

test('what was carried out otherwise and cannot be done again is refused', async () => {
  const script = scriptFor({ amended: 'refuse', postcondition: { kind: 'exists', path: '/etc/hostname' } });
  const [first, refused, stamp] = await onDebianHost('host-1', { 'a.sh': script, 'b.sh': withDigest(script, 'd2') }, [
    'sh /steps/a.sh',
    'sh /steps/b.sh',
    'cat /var/lib/plinth/steps/daemon/host-1/start',
  ]);
  expect(first?.stdout).toBe('plinth: satisfied\n');
  expect(refused).toMatchObject({
    status: 5,
    stderr:
      'plinth: daemon/host-1/start was carried out on host-1 before, as d1, and is d2 now. It is not done again, because that would not bring the difference into effect, or would break what runs. Take the change back, or make the host anew.\n',
  });
  expect(stamp?.stdout).toBe('d1\n');
});

test('one of several is enough, and all reasons are told where none holds', async () => {
  const script = scriptFor({
    postcondition: {
      kind: 'any',
      of: [
        { kind: 'exists', path: '/tmp/one' },
        {
          kind: 'all',
          of: [
            { kind: 'exists', path: '/etc/hostname' },
            { kind: 'command', command: ['sh', '-c', 'echo no >&2; exit 3'] },
          ],
        },
      ],
    },
    timeoutSeconds: 0,
  });
  const [none, one] = await onDebianHost('host-1', { 'a.sh': script }, [
    'sh /steps/a.sh',
    ': >/tmp/one; sh /steps/a.sh',
  ]);
  expect(none?.stderr).toBe(
    'plinth: daemon/host-1/start on host-1: within 0 s this did not come true: /tmp/one is not there; and sh ends with 3: no. See why, and apply again.\n',
  );
  expect(one?.stdout).toBe('plinth: satisfied\n');
});

test('what is satisfied gives an empty parcel', async () => {
  const script = scriptFor({ gives: [{ name: 'a', secret: true }] });
  const [outcome] = await onDebianHost('host-1', { 'a.sh': script }, ['sh /steps/a.sh']);
  if (!outcome) throw new Error('It did not run.');
  expect(parcelIn(outcome)).toBe('');
  expect(outcome.stdout).toMatch(/plinth: satisfied\n$/);
});

test('space and name are asked before anything is done', async () => {
  const script = scriptFor({
    precondition: { kind: 'space', path: '/var/lib/none/of/it', mebibytes: 9_999_999 },
    actions: [{ kind: 'run', command: ['touch', '/tmp/done'] }],
    postcondition: { kind: 'exists', path: '/tmp/done' },
  });
  const [outcome, done] = await onDebianHost('host-1', { 'a.sh': script }, ['sh /steps/a.sh', 'ls /tmp/done']);
  expect(outcome?.status).toBe(3);
  expect(outcome?.stderr).toMatch(
    /^plinth: daemon\/host-1\/start on host-1 cannot begin: \d+ MiB are free at \/var\/lib\/none\/of\/it, and 9999999 MiB are needed\.\n$/,
  );
  expect(done?.status).not.toBe(0);
});

test('a change that only a start of the machine reads stops the line until then', async () => {
  const deliver = scriptFor({
    actions: [{ kind: 'deliver', resources: [swap.id] }],
    postcondition: { kind: 'delivered', resources: [swap.id] },
  });
  const effects = scriptFor({
    digest: 'd9',
    actions: [{ kind: 'effects', resources: [swap.id] }],
    postcondition: { kind: 'in-effect', resources: [swap.id] },
  }).replaceAll('daemon/host-1/start', 'daemon/host-1/effects');
  const [delivered, stopped, started] = await onDebianHost('host-1', { 'a.sh': deliver, 'b.sh': effects }, [
    'sh /steps/a.sh',
    'sh /steps/b.sh',
    'for f in /var/lib/plinth/pending/*; do echo reboot another-boot >"$f"; done; sh /steps/b.sh',
  ]);
  expect(delivered?.stdout).toContain('  mask swap.target\nplinth: done\n');
  expect(stopped).toMatchObject({
    status: 1,
    stderr:
      'plinth: A change on host-1 is read only when it starts. Restart it, one host at a time, and apply again.\n',
  });
  expect(started?.stdout).toBe('plinth: satisfied\n');
});

test('several changes of what one unit reads restart it once, and a command that several need runs once', async () => {
  const daemon = (name: string, kind: 'reload' | 'restart') =>
    file(`/etc/t/${name}`, `${name}\n`, { effect: { kind, unit: 'daemon.service' } });
  const command = (name: string) =>
    file(`/etc/t/${name}`, `${name}\n`, { effect: { kind: 'run', command: ['/bin/sh', '-c', 'echo run >>/tmp/ran'] } });
  const files = [daemon('a', 'reload'), daemon('b', 'restart'), daemon('c', 'reload'), command('d'), command('e')];
  const ids = files.map(({ id }) => id);
  const deliver = step('host/host-1/deliver', {
    actions: [{ kind: 'deliver', resources: ids }],
    postcondition: { kind: 'delivered', resources: ids },
  });
  const effects = step('host/host-1/start', {
    actions: [{ kind: 'effects', resources: ids }],
    postcondition: { kind: 'in-effect', resources: ids },
  });
  const scripts = Object.fromEntries(
    [deliver, effects].map((one) => [
      `${one.move.replace('/', '-')}.sh`,
      stepScript(one, smallPlan(one), smallAssembly(...files)),
    ]),
  );
  const [, waiting, started, log, ran, again] = await onDebianHost('host-1', scripts, [
    'mkdir -p /tmp/units; : >/tmp/units/daemon.service.active; sh /steps/host-deliver.sh',
    'ls /var/lib/plinth/pending | wc -l',
    'sh /steps/host-start.sh',
    'cat /tmp/systemctl.log',
    'cat /tmp/ran; ls /var/lib/plinth/pending',
    'sh /steps/host-start.sh',
  ]);
  expect(waiting?.stdout).toBe('5\n');
  expect(started?.status).toBe(0);
  expect(log?.stdout).toBe('restart daemon.service\n');
  expect(ran?.stdout).toBe('run\n');
  expect(again?.stdout).toBe('plinth: satisfied\n');
});

test('a unit that is started has read what changed before', async () => {
  const conf = file('/etc/t/a', 'a\n', { effect: { kind: 'restart', unit: 'daemon.service' } });
  const one = step('host/host-1/start', {
    actions: [{ kind: 'start', unit: 'daemon.service' }],
    postcondition: { kind: 'in-effect', resources: [conf.id] },
  });
  const script = stepScript(one, smallPlan(one), smallAssembly(conf));
  const marker = `/var/lib/plinth/pending/${conf.id.replaceAll('/', '%2F')}`;
  const [outcome, log] = await onDebianHost('host-1', { 'a.sh': script }, [
    `mkdir -p /var/lib/plinth/pending; echo restart daemon.service >'${marker}'; sh /steps/a.sh`,
    'cat /tmp/systemctl.log',
  ]);
  expect(outcome?.stdout).toMatch(/plinth: done\n$/);
  expect(log?.stdout).toBe('start daemon.service\n');
});

test('a marker that was cut off asks for a restart, or where a start is needed for one', async () => {
  const conf = file('/etc/t/a', 'a\n', { effect: { kind: 'reload', unit: 'daemon.service' } });
  const [onUnit, onStart] = [conf, swap].map(({ id }) => {
    const one = step('host/host-1/start', {
      actions: [{ kind: 'effects', resources: [id] }],
      postcondition: { kind: 'in-effect', resources: [id] },
    });
    return stepScript(one, smallPlan(one), smallAssembly(conf, swap));
  });
  const marker = (id: string): string => `'/var/lib/plinth/pending/${id.replaceAll('/', '%2F')}'`;
  const [unitOutcome, log, stopped, next] = await onDebianHost(
    'host-1',
    { 'a.sh': onUnit ?? '', 'b.sh': onStart ?? '' },
    [
      `mkdir -p /var/lib/plinth/pending /tmp/units; : >/tmp/units/daemon.service.active; : >${marker(conf.id)}; sh /steps/a.sh`,
      'cat /tmp/systemctl.log',
      `: >${marker(swap.id)}; rm -r /var/lib/plinth/steps; sh /steps/b.sh; cat ${marker(swap.id)}`,
      `echo reboot another-boot >${marker(swap.id)}; sh /steps/b.sh`,
    ],
  );
  expect(unitOutcome?.stdout).toMatch(/plinth: done\n$/);
  expect(log?.stdout).toBe('restart daemon.service\n');
  expect(stopped?.stdout).toMatch(/\nreboot [-\da-f]{36}\n$/);
  expect(next?.stdout).toBe('plinth: satisfied\n');
});
