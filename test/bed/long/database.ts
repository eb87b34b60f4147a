import { itemsAt, textAt } from '../../../lib/core';
import type { BedAccess, Outcome } from '../claims/access';
import { jsonOf, kubectl, kubectlGet, onHost } from '../claims/ask';
import { pidOf, runningPods, type Pod } from '../claims/pods';

/** The database of the guestbook, as the bed's environment names it. */
export const entries = { namespace: 'guests', name: 'entries', database: 'entries' } as const;

/** A member of the database that runs, and what Patroni says that it is. */
export interface Member {
  readonly pod: Pod;
  readonly role: 'primary' | 'replica';
}

/** Members whose hosts answer. */
export async function members(bed: BedAccess): Promise<readonly Member[]> {
  const pods = (await runningPods(bed)).filter(({ labels }) => labels['app.kubernetes.io/name'] === entries.name);
  return pods
    .filter(({ namespace, labels }) => namespace === entries.namespace && labels['role'] !== undefined)
    .map((pod) => ({ pod, role: pod.labels['role'] === 'primary' ? 'primary' : 'replica' }));
}

/** @throws where no member is the primary */
export async function primary(bed: BedAccess): Promise<Pod> {
  const found = (await members(bed)).find(({ role }) => role === 'primary');
  if (!found) throw new Error('No member of the database is its primary.');
  return found.pod;
}

/** The one pod of this name in the namespace of the guests. @throws where there is none, or another one */
export async function guest(bed: BedAccess, name: string): Promise<Pod> {
  const found = (await runningPods(bed)).filter(
    ({ namespace, labels }) => namespace === entries.namespace && labels['app.kubernetes.io/name'] === name,
  );
  const [pod, other] = found;
  if (!pod || other) throw new Error(`${String(found.length)} pods are called "${name}"; one is expected.`);
  return pod;
}

/** What Patroni's own members say of the cluster: `{"Member": "entries-0", "Role": "Leader", "State": "running"}`. */
export async function patroniList(bed: BedAccess, pod: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const command = ['patronictl', '-c', '/etc/patroni/patroni.yaml', 'list', '--format', 'json'];
  const said = await kubectl(bed, ['--namespace', entries.namespace, 'exec', pod, '--', ...command]);
  return itemsAt({ members: jsonOf(said) }, 'members').map((member) => ({
    Member: textAt(member, 'Member') ?? '',
    Role: textAt(member, 'Role') ?? '',
    State: textAt(member, 'State') ?? '',
  }));
}

/** What the superuser of a member reads in the database of the guestbook. */
export async function query(bed: BedAccess, pod: string, sql: string): Promise<readonly string[]> {
  const command = ['psql', '--host=/var/run/postgresql', '--username=postgres', '--dbname', entries.database];
  const words = ['--no-psqlrc', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', '--command', sql];
  const said = await kubectl(bed, ['--namespace', entries.namespace, 'exec', pod, '--', ...command, ...words]);
  return said.split('\n').filter((line) => line !== '');
}

/** The key of a secret, as it is. */
export async function secretOf(bed: BedAccess, name: string, key: string): Promise<string> {
  const secret = await kubectlGet(bed, ['secret', name, '--namespace', entries.namespace]);
  return Buffer.from(textAt(secret, 'data', key) ?? '', 'base64').toString();
}

/** A statement by somebody in the network of a pod; the program is that of the member on the same host. */
export async function statementFrom(bed: BedAccess, from: Pod, url: string, sql: string): Promise<Outcome> {
  const nearby = (await members(bed)).find(({ pod }) => pod.host === from.host);
  if (!nearby) throw new Error(`No member of the database is on ${from.host}, whose psql could be used.`);
  const container = await containerPid(bed, nearby.pod);
  const network = `--net=/proc/${String(await pidOf(bed, from))}/ns/net`;
  const program = [
    '/usr/lib/postgresql/17/bin/psql',
    url,
    '--no-psqlrc',
    '--no-password',
    '--tuples-only',
    '--no-align',
  ];
  return bed.on(from.host, [
    ...['env', '--ignore-environment', 'PGCONNECT_TIMEOUT=5', 'LC_ALL=C.UTF-8', 'HOME=/tmp'],
    ...['/usr/bin/nsenter', `--target=${String(container)}`, '--mount', network, '--', ...program, '--command', sql],
  ]);
}

/** The first process of a pod's container, as its host numbers it. */
async function containerPid(bed: BedAccess, { host, uid, name }: Pod): Promise<number> {
  const crictl = '/usr/local/bin/crictl';
  const label = `--label=io.kubernetes.pod.uid=${uid}`;
  const listed = jsonOf(await onHost(bed, host, [crictl, 'ps', '--state=Running', label, '--output=json']));
  const [id] = itemsAt(listed, 'containers').map((container) => textAt(container, 'id') ?? '');
  const template = '{{.info.pid}}';
  const said =
    id === undefined
      ? ''
      : await onHost(bed, host, [crictl, 'inspect', '-o', 'go-template', '--template', template, id]);
  const pid = Number(said.trim());
  if (!(pid > 0)) throw new Error(`No container of the pod "${name}" runs on ${host}: ${said}`);
  return pid;
}
