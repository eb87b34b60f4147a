import { itemsAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { jsonOf, printed, probe } from './ask';
import { portText } from './port-sample';
import { hostAddress, type Source } from './sources';
import { HostDoors } from './who-may-connect';

/** What became of an attempt: `open` is a connection, `refused` says that the packet came through and nobody listens. */
type TcpAnswer = 'open' | 'refused' | 'silent' | 'other';

export interface TcpDoors {
  readonly tried: number;
  /** What answered, and by whose leave: `control-1 tcp/80 open (ingress-http)`. */
  readonly answered: readonly string[];
  /** Where the environment says something else, in sentences. */
  readonly wrong: readonly string[];
}

interface Attempt {
  readonly host: string;
  readonly port: number;
}

/** Tries ports of every other host from one place, and compares the answers with what the environment declares. */
export async function tcpDoors(bed: BedAccess, source: Source, ports: readonly number[]): Promise<TcpDoors> {
  const doors = new HostDoors(bed.assembly);
  const hosts = bed.hosts.filter((host) => host !== source.name);
  const attempts = hosts.flatMap((host) => ports.map((port) => ({ host, port })));
  const opener = ({ host, port }: Attempt): string | undefined =>
    doors.opener({ host, protocol: 'tcp', port, from: source.addressSeenBy(host) });
  const isWrong = (attempt: Attempt, answer: TcpAnswer): boolean =>
    (answer === 'open' || answer === 'refused') !== (opener(attempt) !== undefined);

  const first = await tryTcp(bed, source, attempts, attempts.length > manyAttempts ? fast : thorough);
  // A busy machine is slow to answer: what looks wrong is asked once more, a few at a time.
  const doubtful = attempts.filter((attempt) => isWrong(attempt, answerTo(first, attempt)));
  const second = await tryTcp(bed, source, doubtful, patient);
  const answers = new Map([...first, ...second]);
  return {
    tried: attempts.length,
    answered: attempts
      .filter((attempt) => answers.has(keyOf(attempt)))
      .map((one) => `${keyOf(one)} ${answerTo(answers, one)} (${opener(one) ?? 'nobody may'})`),
    wrong: doubtful
      .filter((attempt) => isWrong(attempt, answerTo(answers, attempt)))
      .map((one) => {
        const by = opener(one);
        const said = by === undefined ? 'no rule lets it in' : `the rule "${by}" lets it in`;
        const from = `${source.name} (${source.addressSeenBy(one.host)})`;
        return `From ${from} to ${keyOf(one)} ${said}, and the answer is: ${answerTo(answers, one)}.`;
      }),
  };
}

interface Pace {
  readonly timeoutMilliseconds: number;
  readonly atOnce: number;
}

/** The first packet is sent again after a second: the longer wait bears the loss of one. */
const thorough: Pace = { timeoutMilliseconds: 1500, atOnce: 4000 };
/** For every port of every host, which would take minutes else; a process may have 20,000 files open. */
const fast: Pace = { timeoutMilliseconds: 700, atOnce: 15_000 };
const patient: Pace = { timeoutMilliseconds: 5000, atOnce: 200 };
const manyAttempts = 20_000;

/** By host and port; those that stay silent are missing. */
type Answers = ReadonlyMap<string, TcpAnswer>;

function keyOf({ host, port }: Attempt): string {
  return `${host} tcp/${String(port)}`;
}

function answerTo(answers: Answers, attempt: Attempt): TcpAnswer {
  return answers.get(keyOf(attempt)) ?? 'silent';
}

async function tryTcp(
  bed: BedAccess,
  source: Source,
  attempts: readonly Attempt[],
  { timeoutMilliseconds, atOnce }: Pace,
): Promise<Answers> {
  if (attempts.length === 0) return new Map();
  const hosts = [...new Set(attempts.map(({ host }) => host))];
  const byAddress = new Map(hosts.map((host) => [hostAddress(bed, host), host]));
  const targets = [...byAddress].map(([address, host]) => ({
    address,
    ports: portText(attempts.filter((one) => one.host === host).map(({ port }) => port)),
  }));
  const command = probe('connect', String(timeoutMilliseconds), String(atOnce), JSON.stringify(targets));
  const answer = jsonOf(printed(`from ${source.name}`, ['connect'], await source.run(command)));
  const kinds = ['open', 'refused', 'other'] as const;
  return new Map(
    kinds.flatMap((kind) =>
      itemsAt(answer, kind).map((place) => {
        const [address, port] = itemsAt(place);
        const host = typeof address === 'string' ? (byAddress.get(address) ?? '') : '';
        return [keyOf({ host, port: typeof port === 'number' ? port : 0 }), kind] as const;
      }),
    ),
  );
}
