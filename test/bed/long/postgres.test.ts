// The database of the guestbook, with writes that wait for a standby: who may write, and what is left when its host loses power.
import type { BedAccess } from '../claims/access';
import { kubectl } from '../claims/ask';
import { entrances, writeEntry } from '../claims/guestbook';
import { runningPods, type Pod } from '../claims/pods';
import { removeProbePods, startProbePods } from '../claims/probe-pods';
import { leftovers, sshAnswers, waitUntil } from '../hosts';
import { accessTo } from '../lab/access';
import { LabBed } from '../lab/lab-bed';
import { courseOf, courseText } from './attempts';
import { entries, guest, members, patroniList, primary, query, secretOf, statementFrom } from './database';
import { guestbookTraffic } from './traffic';

const minutes = 60_000;
const writers = ['anna', 'boris', 'clara', 'david'];

let lab: LabBed;
let bed: BedAccess;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'postgres', variant: 'synchronous' });
  console.log(`Everything of this bed is in ${lab.folder}`);
  bed = accessTo(lab);
  await lab.giveSecrets();
  const started = performance.now();
  const { status, err } = await lab.control.apply();
  if (status !== 0) throw new Error(`plinth apply ended with ${String(status)}: ${err}`);
  measured('the environment is installed', started);
}, 20 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('postgres')).toEqual([]);
}, 5 * minutes);

function measured(what: string, since: number): void {
  console.log(`${what}: ${((performance.now() - since) / 1000).toFixed(1)} s`);
}

test(
  'both members run on hosts of their own, and a write waits for the standby',
  async () => {
    const found = await members(bed);
    expect(found.map(({ role }) => role).sort()).toEqual(['primary', 'replica']);
    expect(new Set(found.map(({ pod }) => pod.host)).size).toBe(2);
    const leader = await primary(bed);
    await waitUntil('Patroni has a synchronous standby', { timeoutMilliseconds: minutes }, async () => {
      const roles = (await patroniList(bed, leader.name)).map(({ Role }) => Role).sort();
      return roles.join() === 'Leader,Sync Standby' ? roles : undefined;
    });
    expect(await query(bed, leader.name, 'SHOW synchronous_commit')).toEqual(['on']);
    expect(await query(bed, leader.name, 'SELECT sync_state FROM pg_stat_replication')).toEqual(['sync']);
  },
  5 * minutes,
);

describe('who may write', () => {
  const insert = "INSERT INTO entries (line) VALUES ('by hand') RETURNING line";
  let leader: Pod;
  let url: string;

  beforeAll(async () => {
    const [entrance = ''] = entrances(bed);
    // The application makes the table when it is first asked.
    await waitUntil('the guestbook writes', { timeoutMilliseconds: 3 * minutes }, async () =>
      (await writeEntry(bed, entrance, 'first')).status === 201 ? true : undefined,
    );
    leader = await primary(bed);
    // By address: the network of a pod knows no names without its files.
    url = (await secretOf(bed, 'entries-guestbook', 'url')).replace(/@[^:/]+:/, `@${leader.address}:`);
  }, 5 * minutes);

  test(
    'the guestbook, with its password',
    async () => {
      const { code, stdout, stderr } = await statementFrom(bed, await guest(bed, 'guestbook'), url, insert);
      expect(stderr).toBe('');
      expect({ code, line: stdout.split('\n')[0] }).toEqual({ code: 0, line: 'by hand' });
    },
    minutes,
  );

  test.each([
    [
      'another password',
      (given: string) => given.replace(/\/\/([^:]+):[^@]+@/, '//$1:guessed@'),
      'password authentication failed',
    ],
    ['no password', (given: string) => given.replace(/\/\/([^:]+):[^@]+@/, '//$1@'), 'no password supplied'],
    [
      'the name of the superuser',
      (given: string) => given.replace(/\/\/[^:]+:/, '//postgres:'),
      'password authentication failed',
    ],
  ])(
    'not the guestbook with %s',
    async (_, altered, reason) => {
      const { code, stderr } = await statementFrom(bed, await guest(bed, 'guestbook'), altered(url), insert);
      expect(code).not.toBe(0);
      expect(stderr).toContain(reason);
    },
    minutes,
  );

  test(
    'not a neighbour of its namespace, nor a stranger, who know the password',
    async () => {
      const strangers = await startProbePods(bed);
      const outsiders = [await guest(bed, 'visits'), ...strangers.filter(({ host }) => host.startsWith('worker-'))];
      for (const outsider of outsiders) {
        const { code, stderr } = await statementFrom(bed, outsider, url, insert);
        expect({ outsider: outsider.name, refused: code !== 0, stderr }).toEqual({
          outsider: outsider.name,
          refused: true,
          stderr: expect.stringMatching(/timeout expired|Connection refused|No route to host/) as unknown,
        });
      }
      await removeProbePods(bed);
      expect(await query(bed, leader.name, "SELECT count(*) FROM entries WHERE line = 'by hand'")).toEqual(['1']);
    },
    3 * minutes,
  );
});

test(
  'the host of the primary loses power: the standby takes over, and every acknowledged write is there',
  async () => {
    const lost = await primary(bed);
    await awayFrom(lost.host);
    const traffic = writers.map((name) => guestbookTraffic(lab, name));
    const acknowledged = (): readonly string[] =>
      traffic.flatMap(({ attempts }) =>
        attempts.filter(({ failure }) => failure === undefined).map(({ line }) => line),
      );
    await waitUntil('a hundred writes are acknowledged', { timeoutMilliseconds: 2 * minutes }, () =>
      acknowledged().length >= 100 ? true : undefined,
    );

    const cut = { clock: performance.now(), at: Date.now() };
    await lab.bed.powerCut(lost.host);
    const before = acknowledged().length;
    const leader = await waitUntil('the standby is the primary', { timeoutMilliseconds: 5 * minutes }, async () => {
      const found = (await members(bed)).find(({ pod, role }) => role === 'primary' && pod.host !== lost.host);
      return found?.pod;
    });
    measured('the standby is the primary', cut.clock);
    await waitUntil('writes are acknowledged again', { timeoutMilliseconds: 5 * minutes }, () =>
      acknowledged().length >= before + 100 ? true : undefined,
    );
    const attempts = (await Promise.all(traffic.map(({ stop }) => stop()))).flat();
    attempts.sort((a, b) => a.at + a.milliseconds - (b.at + b.milliseconds));
    console.log(`${String(writers.length)} writers from the loss on: ${courseText(courseOf(attempts, cut.at))}`);

    const kept = new Set(await query(bed, leader.name, 'SELECT line FROM entries'));
    const missing = acknowledged().filter((line) => !kept.has(line));
    console.log(
      `${String(acknowledged().length)} writes were acknowledged, ${String(missing.length)} of them are lost`,
    );
    expect(missing).toEqual([]);
  },
  15 * minutes,
);

test(
  'the host comes back: its member follows the new primary, and a write waits for it again',
  async () => {
    const leader = await primary(bed);
    const [back] = lab.bed.hosts
      .map(({ name }) => name)
      .filter((name) => name.startsWith('worker-') && name !== leader.host);
    const started = performance.now();
    await lab.bed.start(back ?? '');
    await sshAnswers(lab.bed, back ?? '');
    await waitUntil(
      'the former primary is the standby',
      { timeoutMilliseconds: 10 * minutes, everyMilliseconds: 1000 },
      async () => {
        const list = await patroniList(bed, leader.name);
        return list.some(({ Role }) => Role === 'Sync Standby') ? list : undefined;
      },
    );
    measured('the former primary is the synchronous standby', started);
    const counts = await Promise.all(
      (await members(bed)).map(({ pod }) => query(bed, pod.name, 'SELECT count(*), max(id) FROM entries')),
    );
    expect(counts).toHaveLength(2);
    expect(counts[0]).toEqual(counts[1]);
  },
  15 * minutes,
);

/** Moves the guestbook to another host: what is measured is the database's loss, not that of its client. */
async function awayFrom(host: string): Promise<void> {
  await kubectl(bed, ['cordon', host]);
  await kubectl(bed, [
    '--namespace',
    entries.namespace,
    'delete',
    'pod',
    '--selector',
    'app.kubernetes.io/name=guestbook',
  ]);
  await kubectl(bed, ['--namespace', entries.namespace, 'rollout', 'status', 'deployment/guestbook', '--timeout=180s']);
  await kubectl(bed, ['uncordon', host]);
  const pods = (await runningPods(bed)).filter(({ labels }) => labels['app.kubernetes.io/name'] === 'guestbook');
  expect(pods.map((pod) => pod.host)).not.toContain(host);
}
