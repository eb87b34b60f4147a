// One install that is killed ten times, goes on from two control nodes, and ends with another program than it began with.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BedAccess } from '../claims/access';
import { declaredEtcdMembers, etcdHealth, etcdMembers } from '../claims/etcd';
import { entrances, readEntries, writeEntry } from '../claims/guestbook';
import { hostHealth } from '../claims/host-health';
import { declaredNodes, nodeFacts } from '../claims/node-facts';
import { leftovers } from '../hosts';
import { accessTo } from '../lab/access';
import { ControlNode, type Said } from '../lab/control-node';
import { LabBed } from '../lab/lab-bed';
import { statusOf } from '../lab/status';
import { plinth } from '../program/synthesize';
import { AuthoritiesSeen } from './kills/authorities-seen';
import { killedApply } from './kills/killed-apply';
import { killMoments } from './kills/moments';

const minutes = 60_000;
const seed = Number(process.env['PLINTH_KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const moments = killMoments(seed);

const say = (line: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

let lab: LabBed;
let bed: BedAccess;
let first: ControlNode;
let second: ControlNode;
let corrected: ControlNode;
let copy: readonly string[];
const authorities = new AuthoritiesSeen();
const began = performance.now();

beforeAll(async () => {
  say(`PLINTH_KILL_SEED=${String(seed)}`);
  lab = await LabBed.start({ name: 'kills', say });
  bed = accessTo(lab);
  await lab.giveSecrets();
  first = lab.control;
  second = lab.controlNode('second', await lab.workplaceWith('second', {}));
  const place = {
    ...(await lab.workplaceWith('corrected', {})),
    program: join(__dirname, 'kills/corrected-program.ts'),
  };
  await plinth(place, ['synth', '--app', place.program]);
  corrected = new ControlNode({ ...first.props, workplace: place, logs: join(lab.folder, 'logs/corrected') });
  const password = join(lab.folder, 'vault-password');
  writeFileSync(password, 'only for this bed\n', { mode: 0o600 });
  copy = ['--ca-copy', join(lab.folder, 'authorities.vault'), '--vault-password-file', password];
}, 20 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('kills')).toEqual([]);
}, 5 * minutes);

/** Kills a run of a control node at the moment of this number, from 1. */
async function kill(number: number, control: ControlNode): Promise<void> {
  const moment = moments[number - 1];
  if (!moment) throw new Error(`There is no moment ${String(number)}.`);
  const { steps, last } = await killedApply(control, moment, copy);
  await authorities.look(lab, [first, second]);
  const what = moment.withAll ? 'apply and all that it started' : 'apply alone';
  say(`kill ${String(number)}: ${what}, after ${String(steps)} steps, the last ${last}`);
}

function wellEnded(said: Said): void {
  expect({ status: said.status, out: said.out.slice(-2000), err: said.err.slice(-2000) }).toMatchObject({ status: 0 });
}

describe(`an install that is killed ten times, seed ${String(seed)}`, () => {
  test(
    'goes on at the same desk',
    async () => {
      await kill(1, first);
      await kill(2, first);
      wellEnded(await first.apply('--until', 'certificates/sign', ...copy));
      await kill(3, first);
    },
    40 * minutes,
  );

  test(
    'does not go on elsewhere while the desk that began it holds the lock',
    async () => {
      const said = await second.apply();
      expect(said.status).toBe(2);
      expect(said.err).toMatch(
        /control-1 is locked by \S+@\S+, since \S+Z, to bring [0-9a-f]{8} \(run \d{8}-\d{6}-[0-9a-f]{4}\)\./,
      );
      expect(said.err).toContain(
        'Wait until that run has ended. If it never will, because its machine is gone or it was killed: plinth unlock bed',
      );
      wellEnded(await second.plinth(['unlock', 'bed', ...second.reach, '--yes']));
    },
    10 * minutes,
  );

  test(
    'makes no second authority where the keys of the first are missing',
    async () => {
      const said = await second.apply('--until', 'certificates/sign');
      await authorities.look(lab, [first, second]);
      // All that hosts need may have been signed before; then nobody is asked for a key.
      if (said.status !== 0)
        expect(said.out).toMatch(/is believed by .* already, and .*\/pki has no key of it\. Bring the copy/);
      expect(Object.values(authorities.counts).every((count) => count === 1)).toBe(true);
    },
    10 * minutes,
  );

  test(
    'goes on at another control node, with the copy of the authorities',
    async () => {
      await kill(4, second);
      await kill(5, second);
    },
    40 * minutes,
  );

  test(
    'goes on where it began',
    async () => {
      wellEnded(await first.plinth(['unlock', 'bed', ...first.reach, '--yes']));
      await kill(6, first);
      await kill(7, first);
    },
    40 * minutes,
  );

  test(
    'goes on with a program that was corrected meanwhile',
    async () => {
      await kill(8, corrected);
      await kill(9, corrected);
      await kill(10, corrected);
      wellEnded(await corrected.apply(...copy));
      console.log(
        `ten kills: declared state after ${((performance.now() - began) / 1000).toFixed(0)} s, seed ${String(seed)}`,
      );
    },
    60 * minutes,
  );
});

describe('after that', () => {
  test(
    'all is as the corrected program declares',
    async () => {
      const { text, drift } = await statusOf(corrected);
      expect({ text, drift }).toMatchObject({ drift: [] });
      expect(text).toMatch(/^bed: what is declared is deployed, since /);
      expect(text).not.toMatch(/locked on|not in effect yet/);
    },
    5 * minutes,
  );

  test(
    'nothing is left to do',
    async () => {
      const said = await corrected.apply(...copy);
      wellEnded(said);
      expect(said.out).toMatch(/^\d+ steps: [01] done, \d+ satisfied, /m);
    },
    10 * minutes,
  );

  test(
    'the file of the correction is on all hosts and in effect',
    async () => {
      for (const host of bed.hosts) {
        expect(await lab.bed.read(host, ['cat', '/etc/chrony/conf.d/corrected.conf'])).toBe('maxslewrate 500\n');
        expect(await lab.bed.read(host, ['ls', '/var/lib/plinth/pending'])).toBe('');
      }
    },
    1 * minutes,
  );

  test(
    'there was only ever one authority of each name',
    async () => {
      await authorities.look(lab, [first, second]);
      say(JSON.stringify(authorities.places));
      expect(authorities.counts).toEqual({ etcd: 1, 'front-proxy': 1, kubernetes: 1 });
    },
    1 * minutes,
  );

  test(
    'no half-written file is left',
    async () => {
      for (const host of bed.hosts) {
        const found = await lab.bed.read(host, ['find', '/etc', '/var/lib/plinth', '-xdev', '-name', '*.plinth-new*']);
        expect({ host, found }).toEqual({ host, found: '' });
      }
    },
    1 * minutes,
  );

  test(
    'hosts, etcd and nodes are well',
    async () => {
      const clean = bed.hosts.map((host) => ({ host, state: 'running', failed: [], jobs: [] }));
      expect(await hostHealth(bed)).toEqual(clean);
      expect((await etcdHealth(bed)).map(({ healthy }) => healthy)).toEqual([true, true, true]);
      expect(await etcdMembers(bed)).toEqual(declaredEtcdMembers(bed));
      expect((await nodeFacts(bed)).map(({ name, ready, kubelet }) => ({ name, ready, kubelet }))).toEqual(
        declaredNodes(bed).map(({ name, ready, kubelet }) => ({ name, ready, kubelet })),
      );
    },
    5 * minutes,
  );

  test(
    'the guestbook keeps what is written, at every entrance',
    async () => {
      const [address = ''] = entrances(bed);
      const line = `after ten kills ${String(seed)}`;
      expect(await writeEntry(bed, address, line)).toMatchObject({ status: 201 });
      for (const entrance of entrances(bed)) expect(await readEntries(bed, entrance)).toContain(line);
    },
    5 * minutes,
  );
});
