import { ownRoles } from './access';

/** Where PgBouncer listens by default; it stays so that people recognise it. */
export const poolerPort = 6432;

export interface PgBouncerSettings {
  readonly mode: 'transaction' | 'session';
  /** The service of the leader. */
  readonly host: string;
  readonly databases: readonly string[];
  readonly size: number;
  readonly maxClients: number;
}

/** The configuration of PgBouncer. Source: https://www.pgbouncer.org/config.html */
export function pgbouncerIni(settings: PgBouncerSettings): string {
  const { mode, host, databases, size, maxClients } = settings;
  return [
    '[databases]',
    ...[...databases].sort().map((database) => `${database} = host=${host} port=5432`),
    '',
    '[pgbouncer]',
    'listen_addr = *',
    `listen_port = ${String(poolerPort)}`,
    'unix_socket_dir =',
    `pool_mode = ${mode}`,
    `default_pool_size = ${String(size)}`,
    `max_client_conn = ${String(maxClients)}`,
    '; Roles and their passwords are asked of the server, so that a new consumer restarts nothing here.',
    'auth_type = scram-sha-256',
    'auth_file = /tmp/userlist.txt',
    `auth_user = ${ownRoles.pooler}`,
    'auth_query = SELECT uname, phash FROM plinth.user_lookup($1)',
    '; Drivers of Java send it, and a pooler cannot keep it for each client.',
    'ignore_startup_parameters = extra_float_digits',
    '; After a failover the name of the leader means another server, which must be noticed soon.',
    'dns_max_ttl = 5',
    'server_lifetime = 600',
    '',
  ].join('\n');
}
