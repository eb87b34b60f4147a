import type { Contribution } from '../../../assembly';
import { contributeFile } from '../contribute';
import type { HostPool } from '../host-pool';

const path = '/etc/tmpfiles.d/plinth-volumes.conf';

/**
 * The folders of the volumes: a pod whose volume has none waits for ever. tmpfiles.d(5) makes them and never empties them.
 *
 * It makes them 0755 and of root where nothing is said, and lets alone those that are there: once a pod has had it, a folder has the
 * group of its pods. Were that taken at each boot, the kubelet would give it to all that is in there anew, and PostgreSQL does not
 * start with data that a group may write.
 */
export function contributeVolumes(into: Contribution, pool: HostPool): void {
  if (pool.volumes.length === 0) return;
  contributeFile(into, pool.place, {
    path,
    body: { format: 'text', value: pool.volumes.map((volume) => `d ${volume.path} - - - -\n`).join('') },
    effect: { kind: 'run', command: ['systemd-tmpfiles', '--create', path] },
  });
}
