// kubeadm is cut off in the middle, on the host that begins the cluster and on one that comes to it.
import type { BedAccess } from '../claims/access';
import { kubectl, onHost } from '../claims/ask';
import { nodeFacts } from '../claims/node-facts';
import { leftovers, sshAnswers, waitUntil } from '../hosts';
import { accessTo } from '../lab/access';
import type { Said } from '../lab/control-node';
import { LabBed } from '../lab/lab-bed';

const minutes = 60_000;
const manifest = '/etc/kubernetes/manifests/kube-apiserver.yaml';

let lab: LabBed;
let bed: BedAccess;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'half', byIgnition: [] });
  console.log(`Everything of this bed is in ${lab.folder}`);
  bed = accessTo(lab);
  await lab.giveSecrets();
}, 20 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('half')).toEqual([]);
}, 5 * minutes);

/** Applies, and does something as soon as kubeadm has written the first of its static pods on a host. */
async function applyUntil(host: string, cut: () => Promise<unknown>): Promise<Said> {
  const applied = lab.control.apply();
  await waitUntil(`kubeadm is at work on ${host}`, { timeoutMilliseconds: 5 * minutes, everyMilliseconds: 20 }, () =>
    isThere(host, manifest),
  );
  await cut();
  return applied;
}

async function isThere(host: string, path: string): Promise<true | undefined> {
  return (await bed.on(host, ['test', '-e', path])).code === 0 ? true : undefined;
}

/** What says that kubeadm began and did not end. */
async function marks(): Promise<readonly string[]> {
  const asked = bed.hosts.map((host) => onHost(bed, host, ['sh', '-c', 'ls /var/lib/plinth/begun 2>/dev/null || :']));
  return (await Promise.all(asked)).flatMap((said) => said.split('\n')).filter((line) => line !== '');
}

test(
  'the host that begins the cluster loses its power in the middle of kubeadm init',
  async () => {
    const stopped = await applyUntil('control-1', () => lab.bed.powerCut('control-1'));
    expect(stopped.status).not.toBe(0);
    await lab.bed.start('control-1');
    await sshAnswers(lab.bed, 'control-1');
    expect(await marks()).toHaveLength(1);

    // The next run goes on there; on the way a second host is cut off as well.
    const again = await applyUntil('control-2', () => bed.on('control-2', ['pkill', '-KILL', 'kubeadm']));

    expect(again.status).toBe(1);
    expect(`${again.out}${again.err}`).toMatch(/kubernetes\/control-2\/install[^]* on control-2 ended with 137\./);
    expect(await marks()).toEqual([manifest.replaceAll('/', '+')]);
    await kubectl(bed, ['--namespace=kube-system', 'get', 'configmap/kubeadm-config', 'deployment/coredns']);
    await kubectl(bed, ['--namespace=kube-public', 'get', 'configmap/cluster-info']);
  },
  20 * minutes,
);

test(
  'one that was cut off when it came is not called done, and comes anew once it was taken back',
  async () => {
    const refused = await lab.control.apply();
    expect(refused.status).toBe(1);
    expect(`${refused.out}${refused.err}`).toMatch(
      /What makes \S+ began on control-2 before and did not come to its end/,
    );
    const [, takeBack = ''] =
      /Take that back there: ([^]*?)\. If control-2 is a node/.exec(`${refused.out}${refused.err}`) ?? [];
    expect(takeBack).toMatch(/kubeadm reset --force --skip-phases=remove-etcd-member$/);

    await onHost(bed, 'control-2', takeBack.split(/\s+/));
    await kubectl(bed, ['delete', 'node', 'control-2', '--ignore-not-found']);
    const applied = await lab.control.apply();

    expect({ status: applied.status, err: applied.err.slice(-4000) }).toMatchObject({ status: 0 });
    expect(await marks()).toEqual([]);
    expect((await nodeFacts(bed)).filter(({ ready }) => !ready)).toEqual([]);
    const second = await lab.control.apply();
    expect(second.status).toBe(0);
    expect(second.out).not.toContain(' done ');
  },
  20 * minutes,
);
