import { parseObservation, type HostObservation } from '../observe/host-observation';
import { parseMember, type FoundMember } from './etcd-members';

/** What a host was found to have. */
export interface HostFacts {
  readonly name: string;
  /** Free space below /var, in KiB. */
  readonly freeKibibytes: number;
  /** By path; `undefined` where there is none. */
  readonly files: Readonly<Record<string, FileFacts | undefined>>;
  readonly units: Readonly<Record<string, UnitFacts>>;
  /** By path, when each ends: milliseconds since 1970. */
  readonly certificates: Readonly<Record<string, number>>;
  /** By component, how its readiness command ended. */
  readonly probes: Readonly<Record<string, { readonly exitCode: number; readonly said: string }>>;
  /** By cluster of etcd, its members as the one here knows them; nothing where it did not answer. */
  readonly members: Readonly<Record<string, readonly FoundMember[]>>;
  /** What was delivered and is not in effect yet. */
  readonly pending: readonly string[];
  readonly plinth: HostObservation;
}

export interface FileFacts {
  /** Four octal digits. */
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  readonly sha256: string;
}

/** In the words of systemd. */
export interface UnitFacts {
  readonly load: string;
  readonly active: string;
  readonly file: string;
}

/** Reads what `factsScript` printed; undefined where it did not come to its end. */
export function parseFacts(output: string): HostFacts | undefined {
  const plinth = parseObservation(output);
  if (!plinth) return undefined;
  const lines = output.split('\n').map((line) => line.split('\t'));
  const of = (kind: string): readonly (readonly string[])[] => lines.filter(([one]) => one === kind);
  return {
    name: of('name')[0]?.[1] ?? '',
    freeKibibytes: Number(of('free')[0]?.[1] ?? 0),
    files: Object.fromEntries(of('file').map(([, path = '', owner, sha256]) => [path, fileFacts(owner, sha256)])),
    units: Object.fromEntries(of('unit').map(([, name = '', text = '']) => [name, unitFacts(text)])),
    certificates: Object.fromEntries(of('certificate').map(([, path = '', end = '']) => [path, Date.parse(end)])),
    probes: Object.fromEntries(
      of('probe').map(([, id = '', code = '1', said = '']) => [id, { exitCode: Number(code), said }]),
    ),
    members: membersOf(of('member')),
    pending: of('pending').map(([, key = '', effect = '']) => `${key}: ${effect}`),
    plinth,
  };
}

function membersOf(lines: readonly (readonly string[])[]): HostFacts['members'] {
  const clusters = new Set(lines.map(([, id = '']) => id));
  return Object.fromEntries(
    [...clusters].map((cluster) => [
      cluster,
      lines.filter(([, id]) => id === cluster).map(([, , line = '']) => parseMember(line)),
    ]),
  );
}

function fileFacts(owner: string | undefined, sha256: string | undefined): FileFacts | undefined {
  if (owner === undefined || sha256 === undefined) return undefined;
  const [mode = '', user = '', group = ''] = owner.split(' ');
  return { mode: mode.padStart(4, '0'), user, group, sha256 };
}

function unitFacts(text: string): UnitFacts {
  const values = new Map(
    text.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  return {
    load: values.get('LoadState') ?? '',
    active: values.get('ActiveState') ?? '',
    file: values.get('UnitFileState') ?? '',
  };
}
