import { hostViews, resourcesOf } from '../../../lib/assembly';
import { numberAt, objectsAt, textAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { jsonOf, kubectl, printed, probe } from './ask';
import { outsider, type Source } from './sources';

/** An answer of the application, or why there is none. */
export interface Reply {
  readonly address: string;
  readonly status?: number;
  readonly body: string;
  readonly error?: string;
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

/** Addresses at which the world comes in: of every host whose load balancer listens, and the one that moves between them. */
export function entrances({ assembly }: BedAccess): readonly string[] {
  const [rule] = resourcesOf(assembly, 'firewall-rule').filter(({ spec }) => spec.name === 'ingress-http');
  const hosts = hostViews(assembly).filter(({ host }) => host.spec.pool === rule?.spec.on.pool);
  const [plane] = resourcesOf(assembly, 'control-plane');
  const moving = plane?.spec.endpoint.virtualAddress;
  return [...hosts.map(({ host }) => host.spec.address), ...(moving === undefined ? [] : [moving])];
}

/** Writes a line into the guestbook by an entrance. */
export async function writeEntry(bed: BedAccess, address: string, line: string): Promise<Reply> {
  return ask(bed, outsider(bed), address, { method: 'POST', path: '/entries', body: line });
}

/** The newest lines of the guestbook, as an entrance tells them. @throws where it does not answer with 200 */
export async function readEntries(bed: BedAccess, address: string): Promise<readonly string[]> {
  const reply = await ask(bed, outsider(bed), address, { method: 'GET', path: '/entries' });
  if (reply.status !== 200) {
    const said = reply.error ?? `${String(reply.status ?? 'no status')} ${reply.body}`;
    throw new Error(`The guestbook does not answer at ${address}: ${said}`);
  }
  return objectsAt(jsonOf(reply.body), 'entries').map((entry) => textAt(entry, 'line') ?? '');
}

/** How many came by, as Redis counts; undefined where it does not answer. */
export async function visits(bed: BedAccess, address: string): Promise<number | undefined> {
  const { body } = await ask(bed, outsider(bed), address, { method: 'GET', path: '/entries' });
  return numberAt(jsonOf(body), 'visits');
}

/** What is answered for a name that nobody exposes. */
export async function strangeHost(bed: BedAccess, address: string): Promise<Reply> {
  return ask(bed, outsider(bed), address, { method: 'GET', path: '/', host: 'nobody.example.com' });
}

/** Deletes pods, and returns when those that their owner makes anew are ready. @throws where they are not in time */
export async function replacePods(
  bed: BedAccess,
  owner: { readonly namespace: string; readonly kind: 'deployment' | 'statefulset'; readonly name: string },
  selector: string,
): Promise<void> {
  const { namespace, kind, name } = owner;
  await kubectl(bed, ['--namespace', namespace, 'delete', 'pod', '--selector', selector, '--timeout=180s']);
  await kubectl(bed, ['--namespace', namespace, 'rollout', 'status', `${kind}/${name}`, '--timeout=300s']);
}

async function ask(
  bed: BedAccess,
  source: Source,
  address: string,
  { method, path, body, host }: Request & { readonly host?: string },
): Promise<Reply> {
  const name = host ?? resourcesOf(bed.assembly, 'exposure')[0]?.spec.host ?? '';
  const command = probe('request', method, `http://${address}${path}`, name, ...(body === undefined ? [] : [body]));
  const answer = jsonOf(printed(`from ${source.name}`, ['request'], await source.run(command)));
  const [status, error] = [numberAt(answer, 'status'), textAt(answer, 'error')];
  return {
    address,
    body: textAt(answer, 'body') ?? '',
    ...(status !== undefined && { status }),
    ...(error !== undefined && { error }),
  };
}
