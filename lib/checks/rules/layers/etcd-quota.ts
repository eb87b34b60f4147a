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
      `${where(id)} may grow to ${gibibytes(spec.quotaBytes)}; etcd suggests ${gibibytes(largestQuota)} at most.`,
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
      `${where(id)} may grow to ${gibibytes(spec.quotaBytes)}; the hosts of pool "${name}" have ${gibibytes(memory)} of memory, and etcd keeps all of it there.`,
      'Give the hosts more memory, or etcd a smaller quota.',
    );
  }
}

function gibibytes(bytes: number): string {
  return `${Math.round((bytes / 1024 ** 3) * 10) / 10} GiB`;
}
