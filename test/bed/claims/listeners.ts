import type { BedAccess } from './access';
import { onHost } from './ask';
import { HostDoors } from './who-may-connect';

/** Something that a host listens on. */
export interface Listener {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  /** The program's name; empty where the kernel listens itself. */
  readonly program: string;
}

/** Reads `ss --listening --numeric --processes --no-header`, of `--tcp` or `--udp`. */
export function readListeners(protocol: 'tcp' | 'udp', table: string): readonly Listener[] {
  return table.split('\n').flatMap((line) => {
    // State, two queues, local address and peer, then the processes.
    const [, , , local = '', , ...rest] = line.trim().split(/\s+/);
    const [, address, port] = /^(.*):(\d+)$/.exec(local) ?? [];
    if (address === undefined || port === undefined) return [];
    const [, program = ''] = /\(\("([^"]*)"/.exec(rest.join(' ')) ?? [];
    // An address may name its card: 127.0.0.53%lo.
    return [{ protocol, address: address.replace(/%[^\]]*/, ''), port: Number(port), program }];
  });
}

export function isLoopback({ address }: Pick<Listener, 'address'>): boolean {
  return /^\[?(?:::ffff:)?127\./.test(address) || address === '[::1]';
}

/** All that a host listens on. */
async function listenersOf(bed: BedAccess, host: string): Promise<readonly Listener[]> {
  const ask = async (protocol: 'tcp' | 'udp'): Promise<readonly Listener[]> => {
    const words = ['ss', '--listening', '--numeric', '--processes', '--no-header', `--${protocol}`];
    return readListeners(protocol, await onHost(bed, host, words));
  };
  return [...(await ask('tcp')), ...(await ask('udp'))];
}

/**
 * What listens on addresses that others reach although the environment declares no such port: `control-1 tcp/0.0.0.0:9 (inetd)`.
 *
 * The firewall keeps it closed; but nobody who reads facts/ports.txt knows of it.
 */
export async function undeclaredListeners(bed: BedAccess): Promise<readonly string[]> {
  const doors = new HostDoors(bed.assembly);
  const found = await Promise.all(
    bed.hosts.map(async (host) =>
      (await listenersOf(bed, host))
        .filter((one) => !isLoopback(one) && doors.rulesFor({ host, ...one }).length === 0)
        .map(({ protocol, address, port, program }) => `${host} ${protocol}/${address}:${String(port)} (${program})`),
    ),
  );
  return found.flat().sort();
}

/** What listens for others although the environment says that the host itself alone reaches it. */
export async function exposedListeners(bed: BedAccess): Promise<readonly string[]> {
  const doors = new HostDoors(bed.assembly);
  const found = await Promise.all(
    bed.hosts.map(async (host) =>
      (await listenersOf(bed, host)).flatMap((one) => {
        const rules = doors.rulesFor({ host, ...one });
        const isPrivate = rules.length > 0 && rules.every(({ from }) => from.length === 0);
        if (isLoopback(one) || !isPrivate) return [];
        return [`${host} ${one.protocol}/${one.address}:${String(one.port)} (${one.program})`];
      }),
    ),
  );
  return found.flat().sort();
}

/** Numbers of all TCP ports that any host listens on. */
export async function listeningPorts(bed: BedAccess): Promise<readonly number[]> {
  const all = await Promise.all(bed.hosts.map((host) => listenersOf(bed, host)));
  return [...new Set(all.flat().flatMap(({ protocol, port }) => (protocol === 'tcp' ? [port] : [])))];
}
