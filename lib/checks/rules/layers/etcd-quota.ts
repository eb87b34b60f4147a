import type { EtcdClusterSpec, ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { layerOf, poolOf } from '../../facts/layers';
import type { RuleContext } from '../../rule';

export const etcdQuota = findingKind({
  code: 'etcd-quota',
  severity: 'error',
  summary: 'the quota of etcd is more than it handles, or than its host has memory',
  references: ['https://etcd.io/docs/v3.6/dev-guide/limit/#storage-size-limit'],
  acknowledgeable: true,
});

/** Suggested by etcd as the most. */
const largestQuota = 8 * 1024 ** 3;

export function checkQuota({ assembly, report, where }: RuleContext, id: ResourceId, spec: EtcdClusterSpec): void {
  if (spec.quotaBytes > largestQuota) {
    report(
      etcdQuota,
      id,
      `${where(id)} may grow to ${amount(spec.quotaBytes)}; etcd suggests ${amount(largestQuota)} at most.`,
      'Write quota: Size.gibibytes(8) or less.',
    );
  }
  const pools = new Set(spec.members.flatMap(({ host }) => layerOf(assembly, 'host', host)?.spec.pool ?? []));
  for (const name of pools) {
    const memory = (poolOf(assembly, name)?.spec.memoryMebibytes ?? Number.POSITIVE_INFINITY) * 1024 ** 2;
    if (spec.quotaBytes <= memory) continue;
    report(
      etcdQuota,
      id,
      `${where(id)} may grow to ${amount(spec.quotaBytes)}; the hosts of pool "${name}" have ${amount(memory)} of memory, and etcd keeps all of it there.`,
      'Give the hosts more memory, or etcd a smaller quota.',
    );
  }
}

/** In GiB where that is whole, else in MiB, so that two amounts that differ never look alike. */
function amount(bytes: number): string {
  return bytes % 1024 ** 3 === 0 ? `${bytes / 1024 ** 3} GiB` : `${Math.round(bytes / 1024 ** 2)} MiB`;
}
