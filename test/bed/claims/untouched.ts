import type { BedAccess } from './access';
import { containerSnapshot } from './container-snapshot';
import { fileSnapshot } from './file-snapshot';
import { objectSnapshot } from './object-snapshot';
import type { Snapshot } from './snapshot';
import { unitSnapshot } from './unit-snapshot';

/**
 * All by which one can tell that somebody touched the bed: the files that Plinth delivered, the units that it started, the objects
 * that it applied, and the containers that run. Two of them are compared by `differences`.
 */
export async function bedSnapshot(bed: BedAccess): Promise<Snapshot> {
  const onHosts = bed.hosts.map(async (host) => ({
    ...(await fileSnapshot(bed, host)),
    ...(await unitSnapshot(bed, host)),
  }));
  const parts = await Promise.all([...onHosts, objectSnapshot(bed), containerSnapshot(bed)]);
  return Object.assign({}, ...parts) as Snapshot;
}
