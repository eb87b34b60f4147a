import type { Size } from 'cdk8s';

/** A value of a parameter as PostgreSQL's own file has it. */
export type ParameterValue = string | number | boolean;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** What the server has, in MiB: what its parameters are derived from. */
export interface ServerSize {
  readonly memory: number;
  /** The volume that WAL is written to: its own, or else the one with the data. */
  readonly walVolume: number;
  readonly hasWalVolume: boolean;
}

/** Parameters that a whole cluster must agree on: Patroni takes them from its store and ignores the members' own files. */
const clusterWide: ReadonlySet<string> = new Set([
  'max_connections',
  'max_locks_per_transaction',
  'max_prepared_transactions',
  'max_replication_slots',
  'max_wal_senders',
  'max_worker_processes',
  'track_commit_timestamp',
  'wal_level',
]);

/** Parameters that follow from something else, with the property that decides them or the reason why nothing does. */
export const managedParameters: Readonly<Record<string, { readonly property: string } | { readonly because: string }>> =
  {
    archive_command: { property: 'backup' },
    archive_library: { property: 'backup' },
    archive_mode: { property: 'backup' },
    cluster_name: { property: 'name' },
    config_file: { because: 'Patroni writes it' },
    data_directory: { because: 'it lies on the volume' },
    external_pid_file: { because: 'Patroni finds the process itself' },
    hba_file: { because: 'Patroni writes it' },
    hot_standby: { because: 'Patroni needs it on' },
    huge_pages: { because: 'a pod has none' },
    ident_file: { because: 'Patroni writes it' },
    listen_addresses: { because: 'network policies decide who connects' },
    port: { because: 'services and policies know 5432' },
    primary_conninfo: { because: 'Patroni sets it at every change of the leader' },
    primary_slot_name: { because: 'Patroni sets it at every change of the leader' },
    recovery_target_timeline: { because: 'replicas follow the leader' },
    restore_command: { property: 'backup' },
    synchronous_standby_names: { property: 'synchronous' },
    unix_socket_directories: { because: 'the pod has one folder for it' },
    wal_keep_segments: { because: 'slots keep what replicas need' },
    wal_keep_size: { because: 'slots keep what replicas need' },
    wal_log_hints: { because: 'pg_rewind needs it on' },
  };

/** Parameters that follow from the size of the server; an author may set each of them. */
export function derivedParameters({ memory, walVolume, hasWalVolume }: ServerSize): Parameters {
  // One connection for each 10 MiB, which is what a busy one takes beside its share of work_mem.
  const connections = clamp(Math.floor(memory / 10), 25, 200);
  // A volume of its own may be filled with WAL to a quarter between checkpoints, the data's to a tenth.
  const maxWal = clamp(Math.floor(walVolume / (hasWalVolume ? 4 : 10)), 64, 4096);
  return {
    shared_buffers: megabytes(memory / 4),
    effective_cache_size: megabytes((memory * 3) / 4),
    maintenance_work_mem: megabytes(clamp(memory / 16, 16, 2048)),
    work_mem: kilobytes(clamp((memory * 256) / connections, 1024, 65536)),
    max_connections: connections,
    max_wal_size: megabytes(maxWal),
    min_wal_size: megabytes(clamp(maxWal / 4, 32, 1024)),
    // A replica that is gone for good must not fill the volume: its slot is given up at half of it.
    max_slot_wal_keep_size: megabytes(walVolume / 2),
  };
}

/** What all clusters have, whatever their size. */
export const fixedParameters: Parameters = {
  max_locks_per_transaction: 64,
  max_prepared_transactions: 0,
  max_replication_slots: 10,
  max_wal_senders: 10,
  max_worker_processes: 8,
  password_encryption: 'scram-sha-256',
  track_commit_timestamp: 'off',
  wal_level: 'replica',
};

/** The parameters of the members' files, and those that the cluster agrees on. */
export function splitParameters(parameters: Parameters): { readonly local: Parameters; readonly shared: Parameters } {
  const entries = Object.entries(parameters)
    .map(([name, value]) => [name, typeof value === 'boolean' ? (value ? 'on' : 'off') : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    local: Object.fromEntries(entries.filter(([name]) => !clusterWide.has(name))),
    shared: Object.fromEntries(entries.filter(([name]) => clusterWide.has(name))),
  };
}

/** The MiB of a parameter such as `256MB`; a plain number counts `unit` MiB. Undefined for what is no size. */
export function mebibytesOf(value: ParameterValue | undefined, unit: number): number | undefined {
  const [, digits = '', suffix = ''] = /^\s*(\d+)\s*(B|kB|MB|GB|TB)?\s*$/.exec(String(value)) ?? [];
  if (digits === '') return undefined;
  const units: Readonly<Record<string, number>> = { B: 1 / 1048576, kB: 1 / 1024, MB: 1, GB: 1024, TB: 1048576 };
  return Number(digits) * (units[suffix] ?? unit);
}

/** What a server may take at most by its parameters, in MiB. */
export function memoryNeeded(parameters: Parameters): number {
  const size = (name: string, unit: number): number => mebibytesOf(parameters[name], unit) ?? 0;
  const connections = Number(parameters['max_connections'] ?? 100);
  // Three autovacuum workers; 3 MiB is what the process of an idle connection takes.
  return (
    size('shared_buffers', 8 / 1024) +
    3 * size('maintenance_work_mem', 1 / 1024) +
    connections * (size('work_mem', 1 / 1024) + 3)
  );
}

/** The size of a volume or of memory in MiB. */
export function mebibytes(size: Size): number {
  return Math.floor(size.toKibibytes() / 1024);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function megabytes(value: number): string {
  return `${String(Math.floor(value))}MB`;
}

function kilobytes(value: number): string {
  return `${String(Math.floor(value / 64) * 64)}kB`;
}
