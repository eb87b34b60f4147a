// From synthesized files to a cluster that serves, on five hosts; then what a second run does, and what status finds.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditLogs } from '../claims/audit-log';
import type { BedAccess } from '../claims/access';
import { crashes } from '../claims/crashes';
import { etcdctl } from '../claims/etcd-client';
import { declaredEtcdMembers, etcdHealth, etcdMembers, etcdReception } from '../claims/etcd';
import { entrances, readEntries, replacePods, strangeHost, visits, writeEntry } from '../claims/guestbook';
import { hostHealth } from '../claims/host-health';
import { declaredMtu, largestPackets } from '../claims/largest-packet';
import { exposedListeners, listeningPorts, undeclaredListeners } from '../claims/listeners';
import { nameResolution } from '../claims/name-resolution';
import { declaredNodes, nodeFacts } from '../claims/node-facts';
import type { Pod } from '../claims/pods';
import { policyAgreement } from '../claims/policy-agreement';
import { portSample } from '../claims/port-sample';
import { removeProbePods, startProbePods } from '../claims/probe-pods';
import { secretsAtRest } from '../claims/secrets-at-rest';
import { differences, type Snapshot } from '../claims/snapshot';
import { fromHost, fromPod, outsider } from '../claims/sources';
import { tcpDoors } from '../claims/tcp-doors';
import { udpDoors } from '../claims/udp-doors';
import { bedSnapshot } from '../claims/untouched';
import { HostDoors } from '../claims/who-may-connect';
import { leftovers, waitUntil } from '../hosts';
import { accessTo } from '../lab/access';
import type { Said } from '../lab/control-node';
import { differencesFromCommitted } from '../lab/committed';
import { journalOf } from '../lab/journal';
import { LabBed } from '../lab/lab-bed';
import { statusOf } from '../lab/status';

const minutes = 60_000;
const seed = Number(process.env['PLINTH_BED_SEED'] ?? 5);

let lab: LabBed;
let bed: BedAccess;
let installed: Said;
let seconds: number;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'install', say: (line) => process.stderr.write(`${line}\n`) });
  bed = accessTo(lab);
  await lab.giveSecrets();
  installed = await lab.control.apply();
  seconds = (performance.now() - lab.times.switchedOn) / 1000;
}, 40 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('install')).toEqual([]);
}, 2 * minutes);

describe('a first install', () => {
  test('ends well', () => {
    expect({ status: installed.status, err: installed.err.slice(-4000) }).toMatchObject({ status: 0 });
    console.log(`installed in ${seconds.toFixed(1)} s; everything of it is in ${lab.folder}; seed ${String(seed)}`);
  });

  test('takes the environment that is committed: only digests and the key differ', () => {
    expect(differencesFromCommitted(lab)).toEqual([]);
  });

  test('starts from documents as they were synthesized', () => {
    for (const { name } of lab.bed.hosts.filter(({ name }) => name !== 'worker-2')) {
      const given = readFileSync(join(lab.folder, 'hosts', name, 'seed/user-data'));
      const made = readFileSync(join(lab.workplace.folder, 'build/bed/boot', `${name}.yaml`));
      expect(sha256(given)).toBe(sha256(made));
    }
    const given = readFileSync(join(lab.folder, 'hosts/worker-2/seed/config.ign'));
    expect(sha256(given)).toBe(sha256(readFileSync(join(lab.folder, 'ignition/build/bed/boot/worker-2.ign'))));
  });

  test('leaves all hosts clean', async () => {
    const clean = bed.hosts.map((host) => ({ host, state: 'running', failed: [], jobs: [] }));
    expect(await hostHealth(bed)).toEqual(clean);
  });

  test('makes nodes of all hosts', async () => {
    // Of containerd another release of the same line was built; what was asked for and what is served stand in docs/proof.md.
    const runtime = `containerd ${lab.site.versionOf('containerd')}`;
    expect(await nodeFacts(bed)).toEqual(declaredNodes(bed).map((node) => ({ ...node, runtime })));
  });

  test('crashes nothing', async () => {
    expect(await crashes(bed)).toEqual([]);
  }, 60_000);
});

describe('etcd', () => {
  test('has its members, all healthy', async () => {
    expect(await etcdMembers(bed)).toEqual(declaredEtcdMembers(bed));
    expect((await etcdHealth(bed)).map(({ healthy }) => healthy)).toEqual([true, true, true]);
  });

  test('serves whoever has a certificate of its authority, and nobody else', async () => {
    const answers = await etcdReception(bed);
    expect(answers).toHaveLength(3);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        withoutCertificate: 'refused',
        withForeignCertificate: 'refused',
        withOwnCertificate: 'served',
      });
    }
  });

  test('holds secrets encrypted', async () => {
    const secrets = await secretsAtRest(bed);
    expect(secrets.length).toBeGreaterThan(0);
    for (const one of secrets) expect(one).toMatchObject({ prefix: 'k8s:enc:secretbox:v1:', inTheClear: [] });
  });

  test('and the audit log tells who wrote, and no secret', async () => {
    const logs = await auditLogs(bed);
    expect(logs.reduce((sum, { byPlinth }) => sum + byPlinth, 0)).toBeGreaterThan(0);
    expect(logs.map(({ withSecrets }) => withSecrets)).toEqual([0, 0, 0]);
  });
});

describe('the network', () => {
  let pods: readonly Pod[];

  beforeAll(async () => {
    pods = await startProbePods(bed);
  }, minutes);

  afterAll(() => removeProbePods(bed), minutes);

  test(
    'carries packets as large as computed between pods of all hosts',
    async () => {
      const paths = await largestPackets(bed, pods);
      expect(paths.length).toBeGreaterThanOrEqual(20);
      expect(paths.filter(({ largest }) => largest !== declaredMtu(bed))).toEqual([]);
    },
    minutes,
  );

  test(
    'resolves every name, and none that nobody has',
    async () => {
      const [pod] = pods;
      const names = pod ? await nameResolution(bed, await fromPod(bed, pod)) : [];
      expect(names.length).toBeGreaterThan(5);
      for (const { name, expected, answered } of names)
        expect({ name, answered }).toEqual({ name, answered: expected });
    },
    minutes,
  );

  test('hosts listen on nothing that is not declared', async () => {
    expect(await undeclaredListeners(bed)).toEqual([]);
    // kube-router cannot be told an address for its health; the firewall keeps the port closed, as the next test shows.
    expect(await exposedListeners(bed)).toEqual(bed.hosts.map((host) => `${host} tcp/*:20244 (kube-router)`));
  });

  test(
    'TCP: every declared port is open to whom it should be, and all others are closed',
    async () => {
      const known = [...new HostDoors(bed.assembly).ports('tcp'), ...(await listeningPorts(bed))];
      const ports = portSample({ known, more: 300, seed });
      const [pod] = pods;
      const sources = [outsider(bed), fromHost(bed, 'worker-1'), fromHost(bed, 'control-2')];
      for (const source of [...sources, ...(pod ? [await fromPod(bed, pod)] : [])]) {
        const { wrong, tried } = await tcpDoors(bed, source, ports);
        expect({ source: source.name, wrong }).toEqual({ source: source.name, wrong: [] });
        expect(tried).toBeGreaterThan(1000);
      }
    },
    5 * minutes,
  );

  test(
    'UDP: packets come through the firewall where declared, and nowhere else',
    async () => {
      const ports = portSample({ known: new HostDoors(bed.assembly).ports('udp'), more: 40, seed });
      const sources = [outsider(bed), fromHost(bed, 'control-2')];
      for (const host of ['control-1', 'worker-1']) {
        const { wrong } = await udpDoors(bed, host, sources, ports);
        expect({ host, wrong }).toEqual({ host, wrong: [] });
      }
    },
    5 * minutes,
  );

  test(
    'policies: 60 connections between pods end as reachability says',
    async () => {
      const agreement = await policyAgreement(bed, { count: 60, seed, more: [53, 5432, 6379, 8080, 9999] });
      expect(agreement).toMatchObject({ allowed: 30, refused: 30, wrong: [] });
      expect(agreement.onOneHost).toBeGreaterThan(0);
    },
    5 * minutes,
  );
});

describe('the application', () => {
  test('writes to its database and answers by every way in', async () => {
    for (const [index, address] of entrances(bed).entries()) {
      const line = `by way ${String(index)}`;
      expect(await writeEntry(bed, address, line)).toMatchObject({ status: 201 });
      expect(await readEntries(bed, address)).toContain(line);
      expect(await strangeHost(bed, address)).toMatchObject({ status: 404 });
    }
  });

  test('counts visits in its cache', async () => {
    const [address = ''] = entrances(bed);
    const before = await visits(bed, address);
    expect(await visits(bed, address)).toBe((before ?? 0) + 1);
  });

  test(
    'keeps what was written when its pods are replaced',
    async () => {
      const [address = ''] = entrances(bed);
      const guestbook = { namespace: 'guests', kind: 'deployment', name: 'guestbook' } as const;
      await replacePods(bed, guestbook, 'app.kubernetes.io/name=guestbook');
      await waitUntil('the new pod answers', { timeoutMilliseconds: minutes }, async () =>
        (await readEntries(bed, address)).includes('by way 0') ? true : undefined,
      );
    },
    3 * minutes,
  );
});

describe('a second apply', () => {
  let before: Snapshot;
  let again: Said;

  beforeAll(async () => {
    before = await bedSnapshot(bed);
    again = await lab.control.apply();
  }, 5 * minutes);

  test('does nothing', () => {
    expect({ status: again.status, err: again.err.slice(-2000) }).toMatchObject({ status: 0 });
    const steps = journalOf(lab.control);
    expect(steps.filter(({ result }) => result !== 'satisfied')).toEqual([]);
    expect(steps.length).toBeGreaterThan(70);
  });

  test('touches nothing', async () => {
    expect(differences(before, await bedSnapshot(bed))).toEqual([]);
  });
});

describe('status', () => {
  test('finds no difference where there is none', async () => {
    const { drift, text } = await statusOf(lab.control);
    expect(drift).toEqual([]);
    expect(text).toContain('bed: what is declared is deployed');
  });

  test(
    'finds and names what was changed by hand, and apply mends it',
    async () => {
      await bed.on('worker-1', ['sh', '-c', 'echo "# by hand" >> /etc/crictl.yaml']);
      await bed.on('control-2', ['systemctl', 'stop', 'chrony.service']);
      const ghost = 'https://198.51.100.9:2380';
      await etcdctl(bed, ['member', 'add', 'ghost', '--learner', `--peer-urls=${ghost}`]);
      await bed.on('control-3', ['systemctl', 'stop', 'etcd.service']);
      await lab.control.kubectl('delete', '-n', 'guests', 'poddisruptionbudget/entries');
      await lab.control.kubectl('scale', '-n', 'guests', 'deployment/guestbook', '--replicas=2');

      const { drift } = await statusOf(lab.control);

      const named = drift.map(({ where, what }) => `${where} ${what}`);
      expect(named).toEqual(
        expect.arrayContaining([
          'worker-1 /etc/crictl.yaml',
          'control-2 chrony.service',
          expect.stringMatching(/^control-3 .*etcd/),
          expect.stringMatching(/^control-1 member [0-9a-f]+$/),
          'cluster PodDisruptionBudget entries',
          'cluster Deployment guestbook',
        ]),
      );
      for (const { source } of drift) expect(source).toMatch(/lab\.ts:\d+$/);
      // What somebody else has made theirs is not taken from them: apply stops and says who.
      const stopped = await lab.control.apply();
      expect(stopped.status).toBe(1);
      expect(`${stopped.out}${stopped.err}`).toMatch(
        /guests\/guestbook\/apply[^]*conflict[^]*"kubectl"[^]*\.spec\.replicas/,
      );
      await lab.control.kubectl('scale', '-n', 'guests', 'deployment/guestbook', '--replicas=1');
      // Nobody but a person knows whose member it is; status gives the id by which it goes.
      const [, id = ''] = named.flatMap((text) => /member ([0-9a-f]+)$/.exec(text) ?? []);
      await etcdctl(bed, ['member', 'remove', id]);
      const mended = await lab.control.apply();
      expect({ status: mended.status, err: mended.err.slice(-2000) }).toMatchObject({ status: 0 });
      expect((await statusOf(lab.control)).drift).toEqual([]);
      expect((await etcdHealth(bed)).map(({ healthy }) => healthy)).toEqual([true, true, true]);
    },
    10 * minutes,
  );
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
