import type { HostPlace } from '../../assembly';
import type { Host } from './host';

/** Where things stand that some hosts have: whole pools where all of their hosts are among them, single hosts otherwise. */
export function placesOf(hosts: readonly Host[]): readonly HostPlace[] {
  const pools = [...new Set(hosts.map(({ pool }) => pool))];
  return pools.flatMap((pool) => {
    const here = hosts.filter((host) => host.pool === pool);
    return here.length === pool.hosts.length ? [pool.place] : here.map(({ place }) => place);
  });
}
