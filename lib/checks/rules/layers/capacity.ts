import { resourcesOf, type ControlPlaneSpec, type ResourceId } from '../../../assembly';
import { fieldAt, findingKind, textMapAt } from '../../../core';
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

const mebibyte = 2 ** 20;

/** What hosts have, where it is known, against what is kept back and what pods ask for when one worker is away. */
export const capacity: Rule = {
  kinds: [reservedTooMuch, capacityShort],
  check: (context) => {
    const { assembly } = context;
    for (const { id, spec } of resourcesOf(assembly, 'control-plane')) {
      const kept = keptBack(spec);
      const all = namedPools(assembly, [...spec.controlPools, ...spec.workerPools]);
      const full = all.filter((one) => checkReserved(context, id, one, kept));
      // Where nothing is left, there is nothing to count.
      if (full.length === 0) checkRoom(context, id, namedPools(assembly, spec.workerPools), kept);
    }
  },
};

/** kubeReserved, systemReserved and the memory at which pods are evicted. */
function keptBack({ kubelet }: ControlPlaneSpec): Amount {
  const of = (field: string, resource: string): number => quantityOf(textMapAt(kubelet, field)[resource] ?? '0') ?? 0;
  const evicted = quantityOf(textMapAt(kubelet, 'evictionHard')['memory.available'] ?? '100Mi') ?? 0;
  return {
    cpu: of('kubeReserved', 'cpu') + of('systemReserved', 'cpu'),
    memory: of('kubeReserved', 'memory') + of('systemReserved', 'memory') + evicted,
  };
}

/** @returns whether it is all that a host has */
function checkReserved(
  { report, where }: RuleContext,
  id: ResourceId,
  { name, pool: { cpus, memoryMebibytes } }: NamedPool,
  kept: Amount,
): boolean {
  const memory = memoryMebibytes === undefined ? undefined : memoryMebibytes * mebibyte;
  const problems = [
    ...(cpus !== undefined && kept.cpu >= cpus ? [['processor', `${kept.cpu}`, `${cpus}`] as const] : []),
    ...(memory !== undefined && kept.memory >= memory
      ? [['memory', `${Math.round(kept.memory / mebibyte)} MiB`, `${memory / mebibyte} MiB`] as const]
      : []),
  ];
  for (const [resource, reserved, has] of problems) {
    report(
      reservedTooMuch,
      id,
      `The kubelets of ${where(id)} keep back ${reserved} of ${resource}; a host of pool "${name}" has ${has}: no pod fits.`,
      'Keep back less (kubeReserved, systemReserved, evictionMemory), or choose a larger machine.',
    );
  }
  return problems.length > 0;
}

function checkRoom(context: RuleContext, id: ResourceId, pools: readonly NamedPool[], kept: Amount): void {
  const hosts = pools.flatMap(({ pool: { cpus, memoryMebibytes, hosts: names } }) =>
    names.map(() => ({ cpu: cpus, memory: memoryMebibytes })),
  );
  for (const [resource, text, unit] of [
    ['cpu', 'processors', 1],
    ['memory', 'MiB of memory', mebibyte],
  ] as const) {
    const each = hosts.map((host) => host[resource]).flatMap((amount) => amount ?? []);
    if (each.length < hosts.length || each.length < 2) continue;
    const room = each.map((amount) => Math.max(amount * (resource === 'cpu' ? 1 : mebibyte) - kept[resource], 0));
    const left = room.reduce((sum, one) => sum + one, 0) - Math.max(...room);
    const asked = requested(context, resource, each.length - 1);
    if (asked <= left) continue;
    const shown = (amount: number): string => `${Math.ceil((amount / unit) * 10) / 10}`;
    context.report(
      capacityShort,
      id,
      `The pods of ${context.where(id)} ask for ${shown(asked)} ${text}; without one of its ${each.length} workers it has ${shown(left)}: some pods would wait until that host is back.`,
      'Add a worker, choose larger machines, or let pods ask for less.',
    );
  }
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
