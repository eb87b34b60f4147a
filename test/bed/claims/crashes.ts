import { itemsAt, numberAt, objectAt, objectsAt, textAt, type Json } from '../../../lib/core';
import type { BedAccess } from './access';
import { kubectlGet } from './ask';
import { readUnits } from './unit-snapshot';

/** Something that ended when nobody wanted it to. */
export interface Crash {
  readonly kind: 'container-restart' | 'unit-restart' | 'oom-kill' | 'panic';
  /** Where: a container of a pod, a unit of a host, a control group, a log. */
  readonly place: string;
  readonly detail: string;
}

/** All crashes since the hosts booted that anything still tells of. */
export async function crashes(bed: BedAccess): Promise<readonly Crash[]> {
  const pods = containerRestarts(itemsAt(await kubectlGet(bed, ['pods', '--all-namespaces']), 'items'));
  const hosts = await Promise.all(
    bed.hosts.map(async (host) => [
      ...(await unitRestarts(bed, host)),
      ...(await oomKills(bed, host)),
      ...(await panics(bed, host)),
    ]),
  );
  return [...pods, ...hosts.flat()];
}

/** Containers that were started again, with what they ended with; init containers too, which may try until they succeed. */
export function containerRestarts(pods: readonly Json[]): readonly Crash[] {
  return pods.flatMap((pod) => {
    const name = `${textAt(pod, 'metadata', 'namespace') ?? ''}/${textAt(pod, 'metadata', 'name') ?? ''}`;
    const statuses = ['initContainerStatuses', 'containerStatuses'].flatMap((list) => objectsAt(pod, 'status', list));
    return statuses.flatMap((status): readonly Crash[] => {
      const restarts = numberAt(status, 'restartCount') ?? 0;
      const last = objectAt(status, 'lastState', 'terminated');
      const reason = textAt(last, 'reason') ?? 'unknown';
      const place = `${name} container ${textAt(status, 'name') ?? ''}`;
      const ended = `${reason}, code ${String(numberAt(last, 'exitCode') ?? '?')}, at ${textAt(last, 'finishedAt') ?? '?'}`;
      const kind = reason === 'OOMKilled' ? 'oom-kill' : 'container-restart';
      return restarts === 0
        ? []
        : [{ kind, place, detail: `restarted ${String(restarts)} times; last ended with ${ended}` }];
    });
  });
}

/** Services that systemd started again by their `Restart=`; whoever restarts them on purpose sets the count to 0. */
async function unitRestarts(bed: BedAccess, host: string): Promise<readonly Crash[]> {
  const { stdout } = await bed.on(host, ['systemctl', 'show', '--property=Id,NRestarts,Result', '--', '*.service']);
  return readUnits(stdout).flatMap((unit): readonly Crash[] => {
    const restarts = unit['NRestarts'] ?? '0';
    if (restarts === '0') return [];
    const detail = `restarted ${restarts} times; result ${unit['Result'] ?? ''}`;
    return [{ kind: 'unit-restart', place: `${host} ${unit['Id'] ?? ''}`, detail }];
  });
}

/** The kernel counts for every control group of version 1 that still is there how often it killed in it. */
async function oomKills(bed: BedAccess, host: string): Promise<readonly Crash[]> {
  const script = 'find /sys/fs/cgroup/memory -name memory.oom_control -exec grep -H "^oom_kill [1-9]" {} + 2>/dev/null';
  const { stdout } = await bed.on(host, ['sh', '-c', script]);
  return linesOf(stdout).map((line) => {
    const [path = '', count = ''] = line.split(':');
    return { kind: 'oom-kill', place: `${host} ${path.replace('/memory.oom_control', '')}`, detail: count };
  });
}

/** What Go, the API machinery of Kubernetes and PostgreSQL write when they cannot go on. */
export const panicPattern =
  '(^|(stdout|stderr) [FP] )(panic: |fatal error: |\\[signal SIG|.*Observed a panic|.* PANIC:  )';

/** Lines of panic in the logs of containers (those that ended before as well, as far as they are kept) and of units. */
async function panics(bed: BedAccess, host: string): Promise<readonly Crash[]> {
  const containers = 'find /var/log/pods -name "*.log*" -exec grep -HaE "$1" {} + 2>/dev/null | head -n 50';
  const units = 'journalctl --boot --no-pager --output=cat | grep -aE "$1" | head -n 50';
  const inContainers = await bed.on(host, ['sh', '-c', containers, 'panics', panicPattern]);
  const inUnits = await bed.on(host, ['sh', '-c', units, 'panics', panicPattern]);
  return [
    ...linesOf(inContainers.stdout).map((line): Crash => {
      const colon = line.indexOf(':');
      return { kind: 'panic', place: `${host} ${line.slice(0, colon)}`, detail: line.slice(colon + 1) };
    }),
    ...linesOf(inUnits.stdout).map((detail): Crash => ({ kind: 'panic', place: `${host} journal`, detail })),
  ];
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
