import type { Contribution } from '../../../assembly';
import { contributeFile } from '../contribute';
import type { HostPool } from '../host-pool';

const path = '/etc/tmpfiles.d/plinth-volumes.conf';

/** The folders of the volumes: a pod whose volume has none waits for ever. tmpfiles.d(5) makes them and never empties them. */
export function contributeVolumes(into: Contribution, pool: HostPool): void {
  if (pool.volumes.length === 0) return;
  contributeFile(into, pool.place, {
    path,
    body: { format: 'text', value: pool.volumes.map((volume) => `d ${volume.path} 0755 root root -\n`).join('') },
    effect: { kind: 'run', command: ['systemd-tmpfiles', '--create', path] },
  });
}
