// Every kind of probe is seen to fail where its step is sabotaged: apply says why, and goes on when the sabotage is over.
import { hostHealth } from '../claims/host-health';
import { leftovers } from '../hosts';
import { accessTo } from '../lab/access';
import { LabBed } from '../lab/lab-bed';
import { statusOf } from '../lab/status';
import { sabotages } from './sabotage/sabotages';

const minutes = 60_000;
const say = (line: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

let lab: LabBed;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'sabotage', say });
  await lab.giveSecrets();
  const { status, out, err } = await lab.control.apply();
  expect({ status, out: out.slice(-2000), err: err.slice(-2000) }).toMatchObject({ status: 0 });
  say('installed');
}, 60 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('sabotage')).toEqual([]);
}, 5 * minutes);

describe.each(sabotages)('$probe: $what', ({ words, step, why, begin, end, after }) => {
  test(
    `${step} fails and says why; then apply goes on`,
    async () => {
      await begin(lab);
      const began = performance.now();
      let failed;
      try {
        failed = await lab.control.apply(...words);
      } finally {
        await end(lab);
      }
      say(
        `${step}: status ${String(failed.status)} after ${((performance.now() - began) / 1000).toFixed(1)} s\n${failed.out}`,
      );

      const again = await lab.control.apply(...words);
      expect({ status: again.status, out: again.out, err: again.err.slice(-2000) }).toMatchObject({ status: 0 });
      await after?.(lab);

      expect(failed.status).toBe(1);
      expect(failed.out).toMatch(new RegExp(`^step \\d+/\\d+ failed( on [\\w-]+)?: ${step}$`, 'm'));
      const [, message = ''] = /^ {2}why {3}([^]*?)^ {2}next {2}/m.exec(failed.out) ?? [];
      expect(message).toMatch(why);
      expect(failed.out).toContain(
        '  next  Mend it, then: plinth apply bed. It is safe to repeat: what holds is not done again.\n',
      );
    },
    15 * minutes,
  );
});

describe('after all of that', () => {
  test(
    'everything is as declared',
    async () => {
      expect((await lab.control.apply()).status).toBe(0);
      const { drift, text } = await statusOf(lab.control);
      expect({ drift, text }).toMatchObject({ drift: [] });
      const bed = accessTo(lab);
      const clean = bed.hosts.map((host) => ({ host, state: 'running', failed: [], jobs: [] }));
      expect(await hostHealth(bed)).toEqual(clean);
    },
    20 * minutes,
  );
});
