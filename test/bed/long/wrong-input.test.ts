// What apply says to what people and machines do wrong, on real hosts: each time a clear message, nothing destroyed, and it goes on.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lastRun, readJournal } from '../../../lib/apply';
import type { BedAccess } from '../claims/access';
import { etcdHealth } from '../claims/etcd';
import { hostHealth } from '../claims/host-health';
import { leftovers, waitUntil } from '../hosts';
import { must } from '../hosts/must';
import { accessTo } from '../lab/access';
import { ControlNode, type Said } from '../lab/control-node';
import { journalOf } from '../lab/journal';
import { makeKey } from '../lab/key';
import { LabBed } from '../lab/lab-bed';
import { statusOf } from '../lab/status';
import { letExpire } from './wrong-input/expired';
import { SmallDisk } from './wrong-input/small-desk';

const minutes = 60_000;
const say = (line: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

let lab: LabBed;
let bed: BedAccess;
let control: ControlNode;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'input', say });
  await lab.booted();
  await lab.giveSecrets();
  bed = accessTo(lab);
  control = lab.control;
}, 20 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('input')).toEqual([]);
}, 5 * minutes);

/** What was said, with sentences in one line again that were broken for the terminal; the log of this test gets the core of it. */
function told(said: Said): Said {
  const lines = `${said.err}${said.out}`
    .split('\n')
    .filter((line) => /^(error|step|plinth:| {2}(why|fix|next|lock) |stopped|failed)/.test(line));
  say(`status ${String(said.status)}\n${lines.map((line) => `         ${line}`).join('\n')}`);
  return { ...said, err: said.err.replaceAll(/\n {8}/g, ' ') };
}

function wellEnded(said: Said): void {
  expect({ status: said.status, out: said.out.slice(-2000), err: said.err.slice(-3000) }).toMatchObject({ status: 0 });
}

const goOn = '  next  Mend it, then: plinth apply bed. It is safe to repeat: what holds is not done again.';

/** Whether apply has ever begun anything on a host. */
async function touched(host: string): Promise<boolean> {
  return (await lab.bed.exec(host, ['test', '-e', '/var/lib/plinth/steps'])).status === 0;
}

/** Waits until a step of the run that goes on from a control node has ended. */
async function stepEnded(from: ControlNode, step: string, before: string | undefined): Promise<void> {
  await waitUntil(`${step} has ended`, { timeoutMilliseconds: 10 * minutes, everyMilliseconds: 20 }, () => {
    const run = runOf(from);
    return run?.run !== before && run?.steps.some((one) => one.step === step) === true ? true : undefined;
  });
}

function runOf({ props }: ControlNode): ReturnType<typeof lastRun> {
  return lastRun(readJournal(join(props.desk, 'journal.jsonl')));
}

/** A control node like the first, with words of ssh of its own. */
class OtherWords extends ControlNode {
  readonly #words: readonly string[];

  constructor(like: ControlNode, name: string, words: readonly string[]) {
    super({ ...like.props, desk: join(lab.folder, 'desks', name), logs: join(lab.folder, 'logs', name) });
    this.#words = words;
  }

  override get reach(): readonly string[] {
    return ['--app', this.props.workplace.program, '--desk', this.props.desk, ...this.#words];
  }
}

describe('before anything was done', () => {
  test(
    'a host that does not answer is told, and no other is touched',
    async () => {
      await lab.bed.cutOff('worker-1');
      const said = told(await control.apply());
      await lab.bed.reconnect('worker-1');

      expect(said.status).toBe(2);
      expect(said.err).toMatch(
        / {2}why {3}worker-1 \(root@10\.88\.0\.21 port 22\) does not answer: ssh: connect to host 10\.88\.0\.21 port 22: \S/,
      );
      expect(said.err).toContain(
        '  fix   See that the machine runs and has come up, that its address is the declared one, and that this machine can reach it.\n',
      );
      expect(await Promise.all(bed.hosts.map(touched))).toEqual(bed.hosts.map(() => false));
    },
    5 * minutes,
  );

  test(
    'a host key that nobody knows is not believed',
    async () => {
      const careful = new OtherWords(control, 'careful', ['--ssh-key', control.props.key]);
      const said = told(await careful.apply());

      expect(said.status).toBe(2);
      expect(said.err).toContain(
        'The host key of control-1 (root@10.88.0.11 port 22) is in no file of known hosts, so nobody can say that this is the right machine.',
      );
    },
    5 * minutes,
  );

  test(
    'another host key than the known one stops it',
    async () => {
      const known = join(control.props.desk, 'known_hosts');
      await must('ssh-keygen', ['-q', '-R', '10.88.0.12', '-f', known]);
      const other = readFileSync(`${control.props.key}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
      appendFileSync(known, `10.88.0.12 ${other}\n`);
      const said = told(await control.apply());

      expect(said.status).toBe(2);
      expect(said.err).toMatch(
        /control-2 \(root@10\.88\.0\.12 port 22\) shows another host key than the one that is known: SHA256:\S+\. Either the machine was made anew, or somebody stands between\./,
      );
      expect(said.err).toContain('forget the old key: ssh-keygen -R 10.88.0.12.');
      await must('ssh-keygen', ['-q', '-R', '10.88.0.12', '-f', known]);
    },
    5 * minutes,
  );

  test(
    'a key that no host knows lets nobody in',
    async () => {
      const key = join(lab.folder, 'strange-key');
      await makeKey(key, 'stranger');
      const stranger = new OtherWords(control, 'stranger', ['--ssh-key', key, '--accept-new-host-keys']);
      const said = told(await stranger.apply());

      expect(said.status).toBe(2);
      expect(said.err).toContain(
        'control-1 (root@10.88.0.11 port 22) does not let us in: root@10.88.0.11: Permission denied (publickey',
      );
      expect(await Promise.all(bed.hosts.map(touched))).toEqual(bed.hosts.map(() => false));
    },
    5 * minutes,
  );

  test(
    'a machine that is another one gets nothing',
    async () => {
      const rename = 'hostname "$1" && printf "%s\\n" "$1" >/etc/hostname';
      await lab.bed.read('worker-2', ['sh', '-euc', rename, 'rename', 'spare']);
      const said = told(await control.apply('--only', 'host/worker-2/deliver'));
      await lab.bed.read('worker-2', ['sh', '-euc', rename, 'rename', 'worker-2']);

      expect(said.status).toBe(1);
      expect(said.out).toContain(
        'step 1/1 failed on worker-2: host/worker-2/deliver\n' +
          '  why   host/worker-2/deliver on worker-2 cannot begin: this machine calls itself spare, and the step is for worker-2. If its address is right, the machine is another one, or was not made from its boot document.\n' +
          goOn,
      );
    },
    5 * minutes,
  );

  test(
    'a host whose first boot did not come to its end gets what it lacks',
    async () => {
      const gone = ['/etc/containerd/config.toml', '/etc/chrony/chrony.conf', '/etc/systemd/system/kubelet.service'];
      await lab.bed.read('worker-1', ['rm', '--', ...gone]);
      wellEnded(await control.apply('--only', 'host/deliver'));

      expect(journalOf(control).find(({ step }) => step === 'host/worker-1/deliver')).toMatchObject({ result: 'done' });
      await lab.bed.read('worker-1', ['ls', ...gone]);
    },
    5 * minutes,
  );

  test(
    'secrets that nobody gave are listed',
    async () => {
      const secrets = join(lab.folder, 'no-secrets');
      mkdirSync(secrets);
      const forgetful = new ControlNode({ ...control.props, secrets, logs: join(lab.folder, 'logs/forgetful') });
      const said = told(await forgetful.apply('--until', 'secrets/take'));

      expect(said.status).toBe(1);
      expect(said.out).toContain(`These secret files must be given, and are not below ${secrets}:\n`);
      expect(said.out).toContain('control/etc/etcd/backup-key');
      wellEnded(await control.apply('--until', 'secrets/take'));
    },
    5 * minutes,
  );
});

describe('a plan that somebody edited', () => {
  const build = (...path: readonly string[]): string => join(lab.workplace.folder, 'build/bed', ...path);

  test(
    'is not carried out, be it in a script',
    async () => {
      appendFileSync(build('ansible/steps/host/control-1/deliver.sh'), 'reboot\n');
      const said = told(await control.apply());

      expect(said.status).toBe(2);
      expect(said.err).toContain(
        'ansible/steps/host/control-1/deliver.sh is not what is rendered of the plan: it was changed, or another version of Plinth wrote it. What runs on hosts must be what was planned and read.',
      );
    },
    5 * minutes,
  );

  test(
    'or in the plan itself',
    async () => {
      wellEnded(await control.plinth(['plan', 'bed', ...control.reach]));
      const text = readFileSync(build('plan.json'), 'utf8');
      writeFileSync(build('plan.json'), text.replace('"timeoutSeconds": 300', '"timeoutSeconds": 301'));
      const said = told(await control.apply());

      expect(said.status).toBe(2);
      expect(said.err).toContain(
        'plan.json differs from the plan that is made from the same: it was changed, or another version of Plinth wrote it.',
      );
      expect(said.err).toContain('Plan anew: plinth plan bed.');
      wellEnded(await control.plinth(['plan', 'bed', ...control.reach]));
    },
    5 * minutes,
  );
});

describe('a disk that is full', () => {
  test(
    'on a host that keeps the lock: it does not begin',
    async () => {
      await lab.bed.fill('control-2', '/var/lib', 2 ** 20);
      // To the last block, which no file can be given at once.
      await lab.bed.exec('control-2', ['dd', 'if=/dev/zero', 'of=/var/lib/.bed-rest', 'bs=4k']);
      const said = told(await control.apply());
      await lab.bed.read('control-2', ['rm', '/var/lib/.bed-rest']);
      await lab.bed.unfill('control-2', '/var/lib');

      expect(said.status).toBe(2);
      expect(said.err).toMatch(
        /On control-2 \(root@10\.88\.0\.12 port 22\) there is no space left: .*No space left on device/,
      );
      expect(said.err).toContain('Make room below /var on that host, and apply again: what was done stays done.');
      const { out } = await control.plinth(['status', 'bed', ...control.reach]);
      expect(out).not.toContain('locked on');
    },
    5 * minutes,
  );

  test(
    'on a host that is to get files: it gets none',
    async () => {
      await lab.bed.read('worker-1', ['rm', '/etc/containerd/config.toml']);
      await lab.bed.fill('worker-1', '/var/lib', 2 ** 20);
      const said = told(await control.apply('--only', 'host/worker-1/deliver'));
      await lab.bed.unfill('worker-1', '/var/lib');

      expect(said.status).toBe(1);
      expect(said.out).toMatch(
        /why {3}host\/worker-1\/deliver on worker-1 cannot begin: [01] MiB are free at \/var\/lib, and 256 MiB are needed\.\n/,
      );
      expect(said.out).toContain(goOn);
      wellEnded(await control.apply('--only', 'host/worker-1/deliver'));
    },
    5 * minutes,
  );

  test(
    'on the control node, from the beginning and in between',
    async () => {
      const node = lab.controlNode('small');
      const disk = new SmallDisk(node.props.desk);
      await disk.mount(512);
      try {
        wellEnded(await node.apply('--only', 'host/worker-1/deliver'));

        await disk.fill(0);
        const full = told(await node.apply('--only', 'host/worker-1/deliver'));
        expect(full.status).not.toBe(0);
        expect(full.err).toContain(`This machine cannot write to ${node.props.desk}: ENOSPC: no space left on device`);
        expect(full.err).toContain('Make room there, and apply again: what was done stays done.');

        await disk.unfill();
        // Enough to begin, and not for what is said meanwhile.
        await disk.fill(4);
        const filling = told(await node.apply('--only', 'host/deliver', '--only', 'host/start'));
        expect(filling.status).not.toBe(0);
        expect(`${filling.out}${filling.err}`).toMatch(
          /[tT]his machine cannot write to \S+\/small: ENOSPC: no space left on device/,
        );

        await disk.unfill();
        wellEnded(await node.apply('--only', 'host/worker-1/deliver'));
      } finally {
        await disk.unmount();
      }
    },
    10 * minutes,
  );
});

describe('two at once, and somebody who stops', () => {
  let running: ReturnType<ControlNode['start']>;

  test(
    'a second operator meets the lock, and so does the first in another window',
    async () => {
      const second = lab.controlNode('second', await lab.workplaceWith('second', {}));
      const before = runOf(control)?.run;
      running = control.start(control.applyWords());
      await stepEnded(control, 'secrets/take', before);
      const [other, same] = await Promise.all([second.apply(), control.apply()]);

      expect(told(other).status).toBe(2);
      expect(other.err).toMatch(
        /control-1 is locked by \S+@\S+, since \S+Z, to bring [0-9a-f]{8} \(run \d{8}-\d{6}-[0-9a-f]{4}\)\./,
      );
      expect(told(same).status).toBe(2);
      expect(same.err).toMatch(/On this machine apply is at work already: run \S+, process \d+\./);
      expect(same.err).toContain('Wait until it has ended, or end it with Ctrl-C where it runs.');
    },
    10 * minutes,
  );

  test(
    'Ctrl-C once: what runs comes to its end, and nothing else begins',
    async () => {
      running.child.kill('SIGINT');
      const said = told(await running.ended);

      expect(said).toMatchObject({ status: 130, signal: null });
      expect(said.err).toContain('Stopping when the steps that run have ended. Press Ctrl-C again to stop now.\n');
      expect(said.out).toContain(
        'stopped  You asked for it; what was done stays done.\n' +
          '  next  To go on: plinth apply bed. It is safe to repeat: what holds is not done again.\n',
      );
      expect(said.out).not.toContain('  lock  ');
      expect(runOf(control)?.end).toMatchObject({ result: 'interrupted' });
    },
    10 * minutes,
  );

  test(
    'Ctrl-C twice: it ends at once, and says where something may still be at work',
    async () => {
      const before = runOf(control)?.run;
      running = control.start(control.applyWords());
      await stepEnded(control, 'etcd/control-3/start', before);
      await pause(1500);
      running.child.kill('SIGINT');
      await pause(500);
      const asked = performance.now();
      running.child.kill('SIGINT');
      const said = told(await running.ended);
      say(`the second Ctrl-C ended it in ${((performance.now() - asked) / 1000).toFixed(1)} s`);

      expect(said.signal).toBeNull();
      expect(said.status).toBe(130);
      expect(said.err).toContain('Stopping now.\n');
      expect(said.out).toContain('It is safe to repeat: what holds is not done again.');
    },
    10 * minutes,
  );

  test(
    'then it goes on to its end',
    async () => {
      wellEnded(await control.apply());
      const { text, drift } = await statusOf(control);
      expect({ text, drift }).toMatchObject({ drift: [] });
      expect(text).toMatch(/^bed: what is declared is deployed, since /);
      expect(text).not.toContain('locked on');
    },
    30 * minutes,
  );
});

describe('a certificate that has ended', () => {
  const certificate = '/etc/etcd/pki/server.crt';

  test(
    'is told by status and asked for anew',
    async () => {
      const authority = await lab.bed.read('control-1', ['sha256sum', '/etc/etcd/pki/ca.crt']);
      await letExpire(lab, 'control-1', certificate);
      await pause(1000);
      const { drift, text } = await statusOf(control);
      say(text);
      expect(drift).toContainEqual(
        expect.objectContaining({
          where: 'control-1',
          what: certificate,
          problem: expect.stringMatching(/^ended on /),
        }),
      );
      expect(drift.map(({ where }) => where).filter((where) => where !== 'control-1')).toEqual([]);

      wellEnded(told(await control.apply()));
      const done = journalOf(control).filter(({ result }) => result === 'done');
      expect(done.map(({ step }) => step)).toEqual(
        expect.arrayContaining([
          'certificates/control-1/request',
          'certificates/sign',
          'certificates/control-1/install',
        ]),
      );
      await lab.bed.read('control-1', ['openssl', 'x509', '-in', certificate, '-noout', '-checkend', '86400']);
      expect(await lab.bed.read('control-1', ['sha256sum', '/etc/etcd/pki/ca.crt'])).toBe(authority);
      expect((await etcdHealth(bed)).map(({ healthy }) => healthy)).toEqual([true, true, true]);
      expect((await statusOf(control)).drift).toEqual([]);
    },
    10 * minutes,
  );

  test('and all hosts are well at the end', async () => {
    const clean = bed.hosts.map((host) => ({ host, state: 'running', failed: [], jobs: [] }));
    expect(await hostHealth(bed)).toEqual(clean);
  });
});
