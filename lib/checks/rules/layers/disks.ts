import { resourcesOf } from '../../../assembly';
import { findingKind } from '../../../core';
import { layerOf } from '../../facts/layers';
import { quoted } from '../../facts/text';
import type { Rule } from '../../rule';

const diskUnmounted = findingKind({
  code: 'disk-unmounted',
  severity: 'error',
  summary: 'data of pods would lie on the disk of the system, beside the disk that is meant for it',
  references: ['https://docs.openstack.org/cinder/latest/cli/cli-manage-volumes.html'],
  acknowledgeable: true,
});

/** Disks are attached by the cloud under a name that it alone knows: nothing here formats or mounts them. Told once a pool. */
export const disks: Rule = {
  kinds: [diskUnmounted],
  check: ({ assembly, report, where }) => {
    const told = new Set<string>();
    for (const { id, spec } of resourcesOf(assembly, 'machine')) {
      if (spec.kind !== 'openstack' || spec.volumes.length === 0) continue;
      const pool = layerOf(assembly, 'host', id.slice(id.lastIndexOf('/') + 1))?.spec.pool;
      if (pool === undefined || told.has(pool)) continue;
      told.add(pool);
      report(
        diskUnmounted,
        id,
        `The servers of pool "${pool}", ${where(id)} first, get the disks ${quoted(spec.volumes.map(({ name }) => name))}. Nothing formats and mounts them, and until somebody does, what pods write lies on the disk of the system.`,
        'Format and mount them before pods use them, from /etc/fstab or by units of your own (pool.addUnit), and acknowledge this with how it is done.',
      );
    }
  },
};
