import type { Contribution } from '../../../assembly';
import { contributeFile, contributeUnit } from '../contribute';
import type { HostPool } from '../host-pool';

/** No swap, unless pods may use some: a kubelet does not start beside swap that it is not told about. */
export function contributeSwap(into: Contribution, pool: HostPool): void {
  if (pool.swap === 'limited') return;
  contributeUnit(into, pool.place, {
    // What fstab and partition tables bring hangs on it.
    name: 'swap.target',
    state: 'masked',
    effect: { kind: 'run', command: ['swapoff', '--all'] },
  });
  if (pool.os.facts.name !== 'fedora-coreos') return;
  contributeFile(into, pool.place, {
    // zram-generator.conf(5): a file that names no device takes the place of Fedora's, which makes one.
    path: '/etc/systemd/zram-generator.conf',
    body: { format: 'text', value: '# No swap in memory.\n' },
    effect: { kind: 'run', command: ['swapoff', '--all'] },
  });
}
