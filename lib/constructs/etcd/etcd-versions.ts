/** The lines of etcd that are maintained. */
export const etcdVersions = ['3.5', '3.6', '3.7'] as const;
export type EtcdVersion = (typeof etcdVersions)[number];

interface EtcdLine {
  /** Oldest first; the newest is taken where no lock file says otherwise. */
  readonly releases: readonly string[];
  /** Asks for a check of the data against the other members before a member serves anything. */
  readonly corruptionCheck: Readonly<Record<string, string>>;
  /** How often watchers hear how far they are, without which the API server's caches answer late. */
  readonly progressInterval: string;
}

/**
 * What differs between the lines.
 *
 * Releases: https://github.com/etcd-io/etcd/tree/main/CHANGELOG; older ones of each line have a listener that anybody can
 * stop (https://github.com/etcd-io/etcd/security/advisories/GHSA-6vch-q96h-7gc3). Variables: the flags in server/embed/config.go
 * and server/etcdmain/config.go of the newest release of each line; 3.6 knows both kinds, and 3.7 stops at experimental ones.
 */
export const etcdLines: Readonly<Record<EtcdVersion, EtcdLine>> = {
  '3.5': {
    releases: ['3.5.33', '3.5.35'],
    corruptionCheck: { ETCD_EXPERIMENTAL_INITIAL_CORRUPT_CHECK: 'true' },
    progressInterval: 'ETCD_EXPERIMENTAL_WATCH_PROGRESS_NOTIFY_INTERVAL',
  },
  '3.6': {
    releases: ['3.6.14', '3.6.16'],
    corruptionCheck: { ETCD_FEATURE_GATES: 'InitialCorruptCheck=true' },
    progressInterval: 'ETCD_WATCH_PROGRESS_NOTIFY_INTERVAL',
  },
  '3.7': {
    releases: ['3.7.1', '3.7.3'],
    corruptionCheck: { ETCD_FEATURE_GATES: 'InitialCorruptCheck=true' },
    progressInterval: 'ETCD_WATCH_PROGRESS_NOTIFY_INTERVAL',
  },
};

/** Lines that get no more fixes, and since when: https://etcd.io/docs/v3.7/op-guide/versioning/ */
export const endedEtcdVersions: Readonly<Record<string, string>> = { '3.4': '2026', '3.3': '2022', '2.3': '2017' };
