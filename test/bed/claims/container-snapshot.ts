import { itemsAt, objectsAt, textAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { kubectlGet } from './ask';
import type { Snapshot } from './snapshot';

/** All containers of all pods, which change their number when they are started anew, static pods as well. */
export async function containerSnapshot(bed: BedAccess): Promise<Snapshot> {
  const pods = itemsAt(await kubectlGet(bed, ['pods', '--all-namespaces']), 'items');
  return Object.fromEntries(
    pods.map((pod) => {
      const name = `${textAt(pod, 'metadata', 'namespace') ?? ''}/${textAt(pod, 'metadata', 'name') ?? ''}`;
      const containers = objectsAt(pod, 'status', 'containerStatuses').map(
        (one) => [textAt(one, 'name') ?? '', textAt(one, 'containerID') ?? ''] as const,
      );
      return [`pod ${name}`, Object.fromEntries(containers)];
    }),
  );
}
