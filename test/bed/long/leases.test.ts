// flannel as a unit of hosts, with its leases in an etcd of its own.
import { hostViews } from '../../../lib/assembly';
import type { BedAccess } from '../claims/access';
import { kubectl, onHost } from '../claims/ask';
import { entrances, readEntries, writeEntry } from '../claims/guestbook';
import { hostHealth } from '../claims/host-health';
import { declaredMtu, largestPackets } from '../claims/largest-packet';
import { removeProbePods, startProbePods } from '../claims/probe-pods';
import { leftovers, waitUntil } from '../hosts';
import { accessTo } from '../lab/access';
import { LabBed } from '../lab/lab-bed';

const minutes = 60_000;
/** Where the etcd of the leases is, as class Lab puts it. */
const leasesHost = 'worker-1';

let lab: LabBed;
let bed: BedAccess;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'leases', variant: 'leases' });
  console.log(`Everything of this bed is in ${lab.folder}`);
  bed = accessTo(lab);
  await lab.giveSecrets();
  const started = performance.now();
  const { status, err } = await lab.control.apply();
  if (status !== 0) throw new Error(`plinth apply ended with ${String(status)}: ${err}`);
  console.log(`the environment is installed: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}, 20 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('leases')).toEqual([]);
}, 5 * minutes);

test(
  'every host has a lease in the etcd of the leases, and its subnet is that lease',
  async () => {
    const leased = (await leases()).map((key) => key.replace(/^.*\/subnets\//, '').replace(/-(?=\d+$)/, '/')).sort();
    const own = await Promise.all(
      bed.hosts.map(
        async (host) => /^FLANNEL_SUBNET=(.+)$/m.exec(await onHost(bed, host, ['cat', '/run/flannel/subnet.env']))?.[1],
      ),
    );
    expect(leased).toEqual(own.map((subnet) => subnet?.replace(/\.1\//, '.0/')).sort());
    expect(leased).toHaveLength(hostViews(bed.assembly).length);
    expect(await kubectl(bed, ['get', 'daemonsets', '--all-namespaces', '--output=name'])).not.toContain('flannel');
  },
  minutes,
);

test(
  'pods of every host reach those of all others, by packets of the declared size',
  async () => {
    const pods = await startProbePods(bed);
    expect(pods).toHaveLength(bed.hosts.length);
    const sizes = await largestPackets(bed, pods);
    expect(sizes.filter(({ largest }) => largest !== declaredMtu(bed))).toEqual([]);
    expect(sizes).toHaveLength(pods.length * (pods.length - 1));
    await removeProbePods(bed);
  },
  5 * minutes,
);

test(
  'the guestbook answers, also while the etcd of the leases is away',
  async () => {
    const [door = ''] = entrances(bed);
    await waitUntil('the guestbook writes', { timeoutMilliseconds: 3 * minutes }, async () =>
      (await writeEntry(bed, door, 'with leases')).status === 201 ? true : undefined,
    );
    await onHost(bed, leasesHost, ['systemctl', 'stop', 'etcd.service']);
    try {
      expect((await writeEntry(bed, door, 'without leases')).status).toBe(201);
    } finally {
      await onHost(bed, leasesHost, ['systemctl', 'start', 'etcd.service']);
    }
    expect((await readEntries(bed, door)).slice(0, 2)).toEqual(['without leases', 'with leases']);
    expect((await hostHealth(bed)).filter(({ state }) => state !== 'running')).toEqual([]);
  },
  5 * minutes,
);

/** The keys of flannel's leases. */
async function leases(): Promise<readonly string[]> {
  const pki = '/etc/flannel/pki';
  const address = hostViews(bed.assembly).find(({ name }) => name === leasesHost)?.host.spec.address ?? '';
  const said = await onHost(bed, leasesHost, [
    '/usr/local/bin/etcdctl',
    ...[`--endpoints=https://${address}:2379`, `--cacert=${pki}/client-ca.crt`],
    ...[`--cert=${pki}/client.crt`, `--key=${pki}/client.key`],
    ...['get', '--prefix', '--keys-only', '/coreos.com/network/subnets/'],
  ]);
  return said.split('\n').filter((line) => line !== '');
}
