// Hosts lose their power while people write: what goes on, how long what stops stops, and how the host comes back.
import type { BedAccess } from '../claims/access';
import { leftovers } from '../hosts';
import { accessTo } from '../lab/access';
import { LabBed } from '../lab/lab-bed';
import { etcdLeader, leadFrom } from './etcd-leader';
import { powerCut } from './power-cut';
import { addressHolder, guestbookOn, primaryHost } from './who-has-what';

const minutes = 60_000;
const control = ['control-1', 'control-2', 'control-3'];
const workers = ['worker-1', 'worker-2'];

let lab: LabBed;
let bed: BedAccess;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'power', say: (line) => process.stderr.write(`${line}\n`) });
  bed = accessTo(lab);
  await lab.giveSecrets();
  const { status, err } = await lab.control.apply();
  if (status !== 0) throw new Error(`The first install ended with ${String(status)}: ${err.slice(-4000)}`);
  console.log(`installed; everything of it is in ${lab.folder}`);
}, 60 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('power')).toEqual([]);
}, 2 * minutes);

describe('a control host loses its power', () => {
  test(
    'that of the leader of etcd',
    async () => {
      const holder = await addressHolder(bed);
      const host = control.find((one) => one !== holder) ?? '';
      await leadFrom(bed, host);

      const cut = await powerCut(lab, 'leader', host);

      expect(await etcdLeader(bed)).not.toBe(host);
      // Whoever writes into the guestbook meets no control plane, only the load balancer of another host.
      expect(cut.guestbook.longestGapSeconds).toBeLessThan(30);
      expect(cut.api.longestGapSeconds).toBeLessThan(60);
      expect(cut.lost).toEqual([]);
    },
    30 * minutes,
  );

  test(
    'that of the holder of the address by which all come in',
    async () => {
      const host = await addressHolder(bed);
      await leadFrom(bed, control.find((one) => one !== host) ?? '');

      const cut = await powerCut(lab, 'holder', host);

      expect(await addressHolder(bed)).not.toBe(host);
      expect(cut.guestbook.longestGapSeconds).toBeLessThan(60);
      expect(cut.api.longestGapSeconds).toBeLessThan(60);
      expect(cut.lost).toEqual([]);
    },
    30 * minutes,
  );
});

describe('a worker loses its power', () => {
  test(
    'that of the primary of the database: its standby takes over',
    async () => {
      const host = await primaryHost(bed);
      await guestbookOn(bed, workers.find((one) => one !== host) ?? '', host);

      const cut = await powerCut(lab, 'primary', host);

      expect(await primaryHost(bed)).not.toBe(host);
      expect(cut.api.longestGapSeconds).toBeLessThan(30);
      expect(cut.guestbook.longestGapSeconds).toBeLessThan(180);
      // A standby that nobody waits for may lack the last moment before the cut, and nothing else.
      expect(cut.lost.every(({ at }) => Math.abs(at - cut.at) < 10_000)).toBe(true);
    },
    30 * minutes,
  );

  test(
    'that of the only pod of a service: it comes back elsewhere',
    async () => {
      const primary = await primaryHost(bed);
      const host = workers.find((one) => one !== primary) ?? '';
      await guestbookOn(bed, host, primary);

      const cut = await powerCut(lab, 'pod', host);

      expect(cut.api.longestGapSeconds).toBeLessThan(30);
      // Kubernetes calls a node lost after about 50 seconds, and gives its pods 300 more.
      expect(cut.guestbook.longestGapSeconds).toBeLessThan(600);
      expect(cut.lost).toEqual([]);
    },
    40 * minutes,
  );
});
