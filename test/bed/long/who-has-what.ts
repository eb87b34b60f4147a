import { fieldAt, itemsAt, objectAt, textAt, type Json } from '../../../lib/core';
import type { BedAccess } from '../claims/access';
import { kubectl, kubectlGet } from '../claims/ask';
import { declaredEtcdMembers, etcdHealth, etcdMembers } from '../claims/etcd';
import { etcdCluster } from '../claims/etcd-client';
import { hostHealth } from '../claims/host-health';
import { nodeFacts } from '../claims/node-facts';
import { waitUntil } from '../hosts';
import { query } from './database';
import { movingAddress } from './traffic';

const patience = { timeoutMilliseconds: 120_000, everyMilliseconds: 1000 };

/** The control host that has the address of the endpoint. @throws where none has it, or several do */
export async function addressHolder(bed: BedAccess): Promise<string> {
  const hosts = etcdCluster(bed).members.map(({ host }) => host);
  const asked = hosts.map(async (host) => {
    const { stdout } = await bed.on(host, ['ip', '-oneline', 'address', 'show', 'to', movingAddress(bed)]);
    return stdout.trim() === '' ? [] : [host];
  });
  const [holder, second] = (await Promise.all(asked)).flat();
  if (holder !== undefined && second === undefined) return holder;
  throw new Error(`The address ${movingAddress(bed)} is on ${second === undefined ? 'no host' : 'several hosts'}.`);
}

/** The worker on which PostgreSQL takes writes. */
export async function primaryHost(bed: BedAccess): Promise<string> {
  return waitUntil('the database has a primary', patience, async () => {
    const [pod] = await podsOf(bed, 'app.kubernetes.io/name=entries,role=primary');
    return textAt(pod, 'spec', 'nodeName');
  });
}

/** Moves the one pod of the guestbook to a worker, and away from the other one. */
export async function guestbookOn(bed: BedAccess, worker: string, other: string): Promise<void> {
  const selector = 'app.kubernetes.io/name=guestbook';
  await kubectl(bed, ['cordon', other]);
  try {
    const [pod] = await podsOf(bed, selector);
    if (textAt(pod, 'spec', 'nodeName') !== worker) {
      await kubectl(bed, ['--namespace=guests', 'delete', 'pod', '--selector', selector]);
    }
    await waitUntil(`the guestbook is ready on ${worker}`, patience, async () => {
      const [one, second] = await podsOf(bed, selector);
      if (one === undefined || second !== undefined) return undefined;
      return textAt(one, 'spec', 'nodeName') === worker && isReady(one) ? true : undefined;
    });
  } finally {
    await kubectl(bed, ['uncordon', other]);
  }
}

/** Lines that the database has of a writer. */
export async function linesOf(bed: BedAccess, writer: string): Promise<ReadonlySet<string>> {
  const [pod] = await podsOf(bed, 'app.kubernetes.io/name=entries,role=primary');
  const name = textAt(pod, 'metadata', 'name') ?? '';
  return new Set(await query(bed, name, `SELECT line FROM entries WHERE line LIKE '${writer} %'`));
}

/** What is not as it should be: hosts, nodes, members of etcd, pods. Nothing where a bed is whole. */
export async function troubles(bed: BedAccess): Promise<readonly string[]> {
  const hosts = (await hostHealth(bed)).filter(
    ({ state, failed, jobs }) => state !== 'running' || failed.length > 0 || jobs.length > 0,
  );
  const known = new Map((await nodeFacts(bed)).map((node) => [node.name, node]));
  const nodes = bed.hosts.filter((host) => known.get(host)?.ready !== true || known.get(host)?.troubles.length !== 0);
  const members = (await etcdMembers(bed)).join() === declaredEtcdMembers(bed).join() ? [] : ['members of etcd differ'];
  const sick = (await etcdHealth(bed)).filter(({ healthy }) => !healthy);
  const pods = itemsAt(await kubectlGet(bed, ['pods', '--all-namespaces']), 'items');
  const notReady = pods.filter((pod) => !isReady(pod) || fieldAt(pod, 'metadata', 'deletionTimestamp') !== undefined);
  return [
    ...hosts.map((one) => JSON.stringify(one)),
    ...nodes.map((node) => `node ${node} is not ready, or in need`),
    ...members,
    ...sick.map(({ endpoint }) => `etcd at ${endpoint} is not healthy`),
    ...notReady.map((pod) => `pod ${textAt(pod, 'metadata', 'name') ?? ''} is not ready`),
  ];
}

/** Whether the API server calls a node ready. */
export async function isNodeReady(bed: BedAccess, node: string): Promise<boolean> {
  return isReady(await kubectlGet(bed, ['node', node, '--request-timeout=5s']));
}

function isReady(thing: Json): boolean {
  return itemsAt(objectAt(thing, 'status') ?? {}, 'conditions').some(
    (one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True',
  );
}

async function podsOf(bed: BedAccess, selector: string): Promise<readonly Json[]> {
  return itemsAt(await kubectlGet(bed, ['pods', '--namespace=guests', `--selector=${selector}`]), 'items');
}
