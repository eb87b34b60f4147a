import type { ResourceId } from '../../assembly';
import type { Expected, ExpectedFile, ExpectedProbe, ExpectedSecret, ExpectedUnit } from './expected';
import type { FileFacts, HostFacts, UnitFacts } from './host-facts';

/** One thing that is not as it is declared. */
export interface Drift {
  /** The host, or `cluster`. */
  readonly where: string;
  readonly id: ResourceId;
  /** What it is called where it stands: a path, a unit, an object. */
  readonly what: string;
  readonly problem: string;
}

/** How a host differs from what is declared. A pure comparison: what was found, and nothing else, decides. */
export function driftOf(expected: Expected, facts: HostFacts): readonly Drift[] {
  const { host, files, units, secrets, probes } = expected;
  const at = (id: ResourceId, what: string, problem: string): Drift => ({ where: host, id, what, problem });
  return [
    ...files.flatMap((file) =>
      fileProblems(file, facts.files[file.path]).map((problem) => at(file.id, file.path, problem)),
    ),
    ...secrets.flatMap((secret) =>
      secretProblems(secret, facts.files[secret.path]).map((problem) => at(secret.id, secret.path, problem)),
    ),
    ...units.flatMap((unit) =>
      unitProblems(unit, facts.units[unit.name]).map((problem) => at(unit.id, unit.name, problem)),
    ),
    ...probes.flatMap((probe) => probeProblems(probe, facts).map(([what, problem]) => at(probe.id, what, problem))),
  ];
}

function fileProblems({ sha256, ...file }: ExpectedFile, found: FileFacts | undefined): readonly string[] {
  if (!found) return ['is missing'];
  const content = found.sha256 === sha256 ? [] : ['has other content'];
  return [...content, ...ownerProblems(file, found)];
}

function secretProblems(secret: ExpectedSecret, found: FileFacts | undefined): readonly string[] {
  return found ? ownerProblems(secret, found) : ['is missing'];
}

interface Owner {
  readonly mode: string;
  readonly user: string;
  readonly group: string;
}

function ownerProblems(declared: Owner, found: FileFacts): readonly string[] {
  const keys = ['mode', 'user', 'group'] as const;
  return keys
    .filter((key) => declared[key] !== found[key])
    .map((key) => `has the ${key} ${found[key]}, not ${declared[key]}`);
}

/** What systemd says of a unit's file where it is as declared. Units that a generator makes have none. */
const fileStates: Readonly<Record<ExpectedUnit['state'], readonly string[]>> = {
  enabled: ['enabled', 'enabled-runtime', 'alias', 'static', 'indirect', 'generated'],
  static: ['static', 'indirect', 'disabled', 'enabled', 'linked', 'alias', 'generated', ''],
  disabled: ['disabled', 'static', 'indirect', 'masked', ''],
  masked: ['masked', 'masked-runtime'],
};

function unitProblems({ state }: ExpectedUnit, found: UnitFacts | undefined): readonly string[] {
  if (!found || found.load === 'not-found') {
    return state === 'enabled' || state === 'static' ? ['is missing'] : [];
  }
  const file = fileStates[state].includes(found.file) ? [] : [`is ${found.file || 'not enabled'}, not ${state}`];
  return found.active === 'failed' ? [...file, 'has failed'] : file;
}

function probeProblems(probe: ExpectedProbe, { units, probes }: HostFacts): readonly (readonly [string, string])[] {
  if (probe.kind === 'units') {
    return probe.units
      .filter((unit) => units[unit]?.active !== 'active')
      .map((unit) => [unit, `is ${units[unit]?.active ?? 'missing'}, not active`] as const);
  }
  const found = probes[probe.id];
  if (found?.exitCode === 0) return [];
  const said = found === undefined || found.said === '' ? '' : `: ${found.said}`;
  return [[probe.command.join(' '), `does not answer as ready${said}`]];
}

/** A certificate that ends. */
export interface Expiry {
  readonly host: string;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly ends: number;
}

/** The certificate that ends first; undefined where none was found. */
export function earliestExpiry(hosts: ReadonlyMap<string, HostFacts>): Expiry | undefined {
  const all = [...hosts].flatMap(([host, { certificates }]) =>
    Object.entries(certificates).map(([path, ends]) => ({ host, path, ends })),
  );
  return all.filter(({ ends }) => !Number.isNaN(ends)).sort((a, b) => a.ends - b.ends)[0];
}

/** Certificates that have ended, or should have been made anew by now. @param now - milliseconds since 1970 */
export function certificateDrift(expected: Expected, facts: HostFacts, now: number): readonly Drift[] {
  const day = 24 * 3600 * 1000;
  return expected.certificates.flatMap(({ id, path, renewBeforeDays }) => {
    const ends = facts.certificates[path];
    const at = (problem: string): Drift => ({ where: expected.host, id, what: path, problem });
    if (ends === undefined || Number.isNaN(ends)) return [at('is missing, or is no certificate')];
    const date = new Date(ends).toISOString().slice(0, 10);
    if (ends <= now) return [at(`ended on ${date}`)];
    return ends - now < renewBeforeDays * day
      ? [at(`ends on ${date}, and should have been made anew ${String(renewBeforeDays)} days before`)]
      : [];
  });
}
