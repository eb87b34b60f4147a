import {
  resourcesOf,
  type Assembly,
  type ControlPlaneSpec,
  type HostPoolSpec,
  type ResourceId,
} from '../../../assembly';
import { fieldAt, findingKind, textMapAt } from '../../../core';
import { kubeletOf } from '../../facts/kubelet';
import { namedPools, type NamedPool } from '../../facts/layers';
import { longLived, type Pod } from '../../facts/pods';
import { quantityOf } from '../../facts/quantity';
import type { Rule, RuleContext } from '../../rule';

const allocatable = 'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/#node-allocatable';

const reservedTooMuch = findingKind({
  code: 'reserved-too-much',
  severity: 'error',
  summary: 'what is kept back on a host is all that it has',
  references: [allocatable],
  acknowledgeable: true,
});

const capacityShort = findingKind({
  code: 'capacity-short',
  severity: 'warning',
  summary: 'without one of its workers the cluster has no room for its pods',
  references: [allocatable],
  acknowledgeable: true,
});

interface Amount {
  readonly cpu: number;
  readonly memory: number;
}

/** A pool, and what its kubelets keep back of each host. */
interface Keeping extends NamedPool {
  readonly kept: Amount;
}

const mebibyte = 2 ** 20;

/** What hosts have, where it is known, against what is kept back and what pods ask for when one worker is away. */
export const capacity: Rule = {
  kinds: [reservedTooMuch, capacityShort],
  check: (context) => {
    const { assembly } = context;
    for (const { id, spec } of resourcesOf(assembly, 'control-plane')) {
      const keeping = (names: readonly string[]): readonly Keeping[] =>
        namedPools(assembly, names).map((one) => ({ ...one, kept: keptBack(assembly, one.name, spec) }));
      const full = keeping([...spec.controlPools, ...spec.workerPools]).filter((one) =>
        checkReserved(context, id, one),
      );
      // Where nothing is left, there is nothing to count.
      if (full.length === 0) checkRoom(context, id, keeping(spec.workerPools));
    }
  },
};

/** kubeReserved, systemReserved and the memory at which pods are evicted. */
function keptBack(assembly: Assembly, pool: string, spec: ControlPlaneSpec): Amount {
  const kubelet = kubeletOf(assembly, pool, spec.kubelet);
  const of = (field: string, resource: string): number => quantityOf(textMapAt(kubelet, field)[resource] ?? '0') ?? 0;
  const evicted = quantityOf(textMapAt(kubelet, 'evictionHard')['memory.available'] ?? '100Mi') ?? 0;
  return {
    cpu: of('kubeReserved', 'cpu') + of('systemReserved', 'cpu'),
    memory: of('kubeReserved', 'memory') + of('systemReserved', 'memory') + evicted,
  };
}

/** @returns whether it is all that a host has */
function checkReserved({ report, where }: RuleContext, id: ResourceId, { name, pool, kept }: Keeping): boolean {
  const problems = (['cpu', 'memory'] as const).filter(
    (resource) => kept[resource] >= (amountOf(pool, resource) ?? Infinity),
  );
  for (const resource of problems) {
    const shown = (amount: number): string =>
      resource === 'cpu' ? `${amount} processors` : `${Math.round(amount / mebibyte)} MiB of memory`;
    report(
      reservedTooMuch,
      id,
      `The kubelets of ${where(id)} keep back ${shown(kept[resource])}; a host of pool "${name}" has ${shown(amountOf(pool, resource) ?? 0)}: no pod fits.`,
      'Keep back less (kubeReserved, systemReserved, evictionMemory), or choose a larger machine.',
    );
  }
  return problems.length > 0;
}

function checkRoom(context: RuleContext, id: ResourceId, pools: readonly Keeping[]): void {
  for (const [resource, text, unit] of [
    ['cpu', 'processors', 1],
    ['memory', 'MiB of memory', mebibyte],
  ] as const) {
    const room = roomOf(pools, resource);
    if (room === undefined || room.length < 2) continue;
    const left = room.reduce((sum, one) => sum + one, 0) - room.reduce((most, one) => Math.max(most, one), 0);
    const asked = requested(context, resource, room.length - 1);
    if (asked <= left) continue;
    // Towards each other's far side, so that the two never look alike.
    const [more, less] = [Math.ceil((asked / unit) * 10) / 10, Math.floor((left / unit) * 10) / 10];
    context.report(
      capacityShort,
      id,
      `The pods of ${context.where(id)} ask for ${more} ${text}; without one of its ${room.length} workers it has ${less}: some pods would wait until that host is back.`,
      'Add a worker, choose larger machines, or let pods ask for less.',
    );
  }
}

/** What each host has for pods; undefined where that is not known of some. */
function roomOf(pools: readonly Keeping[], resource: keyof Amount): readonly number[] | undefined {
  if (pools.some(({ pool }) => amountOf(pool, resource) === undefined)) return undefined;
  return pools.flatMap(({ pool, kept }) => {
    const room = Math.max((amountOf(pool, resource) ?? 0) - kept[resource], 0);
    return pool.hosts.map(() => room);
  });
}

function amountOf({ cpus, memoryMebibytes }: HostPoolSpec, resource: keyof Amount): number | undefined {
  return resource === 'cpu' ? cpus : memoryMebibytes === undefined ? undefined : memoryMebibytes * mebibyte;
}

/** What all pods that stay ask for, those of a DaemonSet once for each node. */
function requested({ pods, scales }: RuleContext, resource: keyof Amount, nodes: number): number {
  return pods
    .filter(({ kind }) => kind !== 'Job' && kind !== 'CronJob')
    .reduce((sum, pod) => {
      const count = pod.kind === 'DaemonSet' ? nodes : (scales.of(pod.object)?.min ?? 1);
      return sum + count * ofPod(pod, resource);
    }, 0);
}

function ofPod(pod: Pod, resource: string): number {
  return longLived(pod).reduce((sum, { spec }) => {
    const value = fieldAt(spec, 'resources', 'requests', resource) ?? fieldAt(spec, 'resources', 'limits', resource);
    return sum + (typeof value === 'string' || typeof value === 'number' ? (quantityOf(value) ?? 0) : 0);
  }, 0);
}
