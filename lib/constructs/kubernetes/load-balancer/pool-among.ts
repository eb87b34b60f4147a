import type { Host, HostPool } from '../../hosts';

/** The pool of a name that some hosts are of. @throws Error when none of them is */
export function poolAmong(hosts: readonly Host[], name: string): HostPool {
  const host = hosts.find(({ pool }) => pool.name === name);
  if (!host) throw new Error(`none of the hosts is of the pool "${name}"`);
  return host.pool;
}
