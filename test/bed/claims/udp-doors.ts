import type { BedAccess } from './access';
import { jsonOf, onHost, printed, probe } from './ask';
import { counterRules, counterTable, readCounters, type Counted } from './packet-counters';
import { portText } from './port-sample';
import { hostAddress, type Source } from './sources';
import { HostDoors } from './who-may-connect';

export interface UdpDoors {
  readonly tried: number;
  /** What came through a firewall, and by whose leave. */
  readonly passed: readonly string[];
  /** Where the environment says something else, in sentences. */
  readonly wrong: readonly string[];
}

/** Sends datagrams from some places to ports of a host, and counts on the host what its firewall lets through. */
export async function udpDoors(
  bed: BedAccess,
  host: string,
  sources: readonly Source[],
  ports: readonly number[],
): Promise<UdpDoors> {
  const strangers = sources.filter(({ name }) => name !== host);
  const doors = new HostDoors(bed.assembly);
  const places = strangers.map((source) => ({ name: source.name, from: source.addressSeenBy(host) }));
  const watched = places.flatMap(({ from }) => ports.map((port) => ({ from, port })));
  await onHost(bed, host, ['nft', '--file', '-'], counterRules(watched));
  try {
    const targets = JSON.stringify([{ address: hostAddress(bed, host), ports: portText(ports) }]);
    for (const source of strangers) printed(`from ${source.name}`, ['send'], await source.run(probe('send', targets)));
    const list = await onHost(bed, host, ['nft', '--json', 'list', 'table', 'inet', counterTable]);
    const counted = readCounters(jsonOf(list));
    const opener = ({ from, port }: Counted): string | undefined => doors.opener({ host, protocol: 'udp', port, from });
    return {
      tried: counted.length,
      passed: counted
        .filter(({ passed }) => passed > 0)
        .map((one) => `${host} udp/${String(one.port)} from ${one.from} (${opener(one) ?? 'nobody may'})`),
      wrong: counted.flatMap((one) => wrongCount(host, one, opener(one)) ?? []),
    };
  } finally {
    await onHost(bed, host, ['nft', 'delete', 'table', 'inet', counterTable]);
  }
}

/** What is wrong with a count, as a sentence; undefined where it is as declared. */
export function wrongCount(host: string, count: Counted, opener: string | undefined): string | undefined {
  const { from, port, arrived, passed } = count;
  const what = `From ${from} to ${host} udp/${String(port)}`;
  if (arrived === 0) return `${what} nothing arrived, so that nothing is known of the firewall.`;
  if (opener === undefined && passed > 0)
    return `${what} no rule lets anything in, and ${String(passed)} came through.`;
  if (opener !== undefined && passed < arrived)
    return `${what} the rule "${opener}" lets all in, and ${String(passed)} of ${String(arrived)} came through.`;
  return undefined;
}
