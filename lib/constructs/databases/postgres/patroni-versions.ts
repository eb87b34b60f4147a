/** Lines of PostgreSQL that a cluster can have. */
export const postgresVersions = ['15', '16', '17', '18'] as const;
export type PostgresVersion = (typeof postgresVersions)[number];

/** Lines of Patroni that a cluster can be run by. */
export const patroniVersions = ['3.0', '3.1', '3.2', '3.3', '4.0', '4.1'] as const;
export type PatroniVersion = (typeof patroniVersions)[number];

export interface PatroniLine {
  /** The newest PostgreSQL that the line supports. */
  readonly newestPostgres: PostgresVersion;
  /**
   * What the pod of the leader is labelled. The oldest line cannot be told, the others are, so that the label does not change
   * with their default (`master` before 4.0, `primary` since).
   */
  readonly leader: { readonly value: 'master' | 'primary'; readonly configurable: boolean };
  /** Whether a commit may be confirmed by any of several standbys. */
  readonly quorum: boolean;
}

/**
 * What differs between lines of Patroni.
 *
 * Source: https://patroni.readthedocs.io/en/latest/releases.html: labels 3.1.0, quorum and `primary` 4.0.0, PostgreSQL 16 in
 * 3.0.3, 17 in 3.3.4, 18 in 4.0.7.
 */
export const patroniLines: Readonly<Record<PatroniVersion, PatroniLine>> = {
  '3.0': { newestPostgres: '16', leader: { value: 'master', configurable: false }, quorum: false },
  '3.1': { newestPostgres: '16', leader: { value: 'primary', configurable: true }, quorum: false },
  '3.2': { newestPostgres: '16', leader: { value: 'primary', configurable: true }, quorum: false },
  '3.3': { newestPostgres: '17', leader: { value: 'primary', configurable: true }, quorum: false },
  '4.0': { newestPostgres: '18', leader: { value: 'primary', configurable: true }, quorum: true },
  '4.1': { newestPostgres: '18', leader: { value: 'primary', configurable: true }, quorum: true },
};

/** The facts of a line; those of the newest for one that is not known, about which a finding says everything. */
export function patroniLine(version: string): PatroniLine {
  return patroniLines[isPatroniVersion(version) ? version : '4.1'];
}

export function isPatroniVersion(version: string): version is PatroniVersion {
  return Object.hasOwn(patroniLines, version);
}

export function isPostgresVersion(version: string): version is PostgresVersion {
  return postgresVersions.some((known) => known === version);
}
