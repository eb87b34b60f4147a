/** What a small host carries; each connection takes two open files. */
export const defaultConnections = 20_000;

/**
 * The beginning of every configuration of haproxy that we write.
 *
 * The listeners go through the socket from the old process to the new one, so that a reload loses no connection:
 * https://docs.haproxy.org/3.0/management.html#4
 */
export function haproxyGlobal(name: string, maxConnections: number): string {
  return `global
  log stdout format raw local0 notice
  maxconn ${String(maxConnections)}
  stats socket /run/${name}/admin.sock mode 600 level admin expose-fd listeners
  # Connections that outlive a reload by this are closed, or old processes would pile up.
  hard-stop-after 1h
  ssl-default-bind-options ssl-min-ver TLSv1.2
`;
}
