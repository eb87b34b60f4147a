import { join } from 'node:path';
import { upstream } from '../../../tools/upstream';
import { run, type Outcome } from '../run';
import { inFolder } from './in-folder';
import { linesOf } from './outcome';

export const etcdReleases = ['3.5', '3.6', '3.7'] as const satisfies readonly string[];
export type EtcdRelease = (typeof etcdReleases)[number];

type Environment = Readonly<Record<string, string>>;

/**
 * What an etcd says to the variables of its environment; empty when it accepts them.
 *
 * It is started twice, each time towards an obstacle: its data directory is a file, which it notices once all values are
 * checked; and its log cannot be created, which it notices when it has compared the members with each other. By then it
 * listens on sockets in a folder of its own, and has talked to nobody. A warning is a problem, since that is all it says to
 * a variable that it does not know. Not known here: the files of certificates, whether addresses can be had, the values of
 * `ETCD_DATA_DIR`, `ETCD_WAL_DIR` and `ETCD_LOG_OUTPUTS`.
 */
export async function etcdProblems(environment: Environment, release: EtcdRelease): Promise<readonly string[]> {
  if (!Object.keys(environment).some((name) => name.startsWith('ETCD_')))
    return ['there is no variable ETCD_* in the environment'];
  const network = Object.keys(environment).find((name) => name.startsWith('ETCD_DISCOVERY'));
  if (network !== undefined) return [`${network} would be looked up in the network: it is not read here`];
  const program = await upstream(`etcd-${release}`);
  return inFolder({ file: '' }, async (folder) => {
    const values = { ...outspoken(environment), ETCD_DATA_DIR: join(folder, 'file') };
    const checked = problemsIn(await run(program, [], { env: values, cwd: folder }), 'failed to list data directory');
    if (checked.length > 0) return checked;
    const secluded = {
      ...withoutTls(values),
      ETCD_DATA_DIR: join(folder, 'data'),
      ETCD_WAL_DIR: join(folder, 'file/wal'),
      ETCD_LISTEN_PEER_URLS: 'unix://peer',
      ETCD_LISTEN_CLIENT_URLS: 'unix://client',
      // A member that joins would ask the others first.
      ETCD_INITIAL_CLUSTER_STATE: 'new',
    };
    return problemsIn(await run(program, [], { env: secluded, cwd: folder }), 'failed to create WAL');
  });
}

// Certificates are not there, and a plain socket must not have any.
function withoutTls(environment: Environment): Environment {
  const tls = /^ETCD_(?:LISTEN_CLIENT_HTTP_URLS|(?:PEER_)?(?:\w+_FILE|CLIENT_CERT_AUTH|AUTO_TLS))$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !tls.test(name)));
}

/** Closed sets of values that decide what is said, and where. Without such a variable etcd says all to standard error. */
const speech: Readonly<Record<string, RegExp>> = {
  ETCD_LOG_LEVEL: /^(?:debug|info|warn|error|dpanic|panic|fatal)$/,
  ETCD_LOG_FORMAT: /^(?:json|console)$/,
  ETCD_LOG_OUTPUTS: /^/,
};

function outspoken(environment: Environment): Environment {
  const loud = Object.entries(environment).filter(([name, value]) => speech[name]?.test(value) !== true);
  return Object.fromEntries(loud);
}

interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly error?: string;
  readonly [field: string]: unknown;
}

function problemsIn({ stdout, stderr }: Outcome, obstacle: string): readonly string[] {
  let met = false;
  const problems: string[] = [];
  for (const line of [...linesOf(stdout), ...linesOf(stderr)]) {
    const entry = logLine(line);
    if (entry?.error?.endsWith(': not a directory') === true) met ||= entry.msg === obstacle;
    else if (entry === undefined) problems.push(line);
    else if (!isUsual(entry)) problems.push(problemOf(entry));
    // Calls follow.
    if (line.startsWith('panic: ')) break;
  }
  const other = problems.filter((problem) => !met || problem !== `panic: ${obstacle}`);
  if (other.length === 0 && !met) return [`etcd ended before it said "${obstacle}"`];
  return [...new Set(other)];
}

function logLine(line: string): LogLine | undefined {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return undefined;
  }
}

function isUsual({ level, msg }: LogLine): boolean {
  // Every member says this that does not set ETCD_LISTEN_CLIENT_HTTP_URLS.
  return level === 'info' || msg.startsWith('Running http and grpc server on single port.');
}

/** The message with what belongs to it; the time and the line of code would be others the next time. */
function problemOf({ msg, ...fields }: LogLine): string {
  const left = Object.entries(fields).filter(([name]) => !['level', 'ts', 'caller', 'stacktrace'].includes(name));
  return [msg, ...left.map(([, value]) => (typeof value === 'string' ? value : JSON.stringify(value)))].join(': ');
}
