import { fieldAt, itemsAt, numberAt, textAt, textMapAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { jsonOf, kubectlGet, onHost } from './ask';

/** A pod that runs. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly host: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hostNetwork: boolean;
}

/** All pods that run, by namespace and name. */
export async function runningPods(bed: BedAccess): Promise<readonly Pod[]> {
  const pods = itemsAt(await kubectlGet(bed, ['pods', '--all-namespaces']), 'items');
  return pods
    .filter((pod) => textAt(pod, 'status', 'phase') === 'Running')
    .filter((pod) => fieldAt(pod, 'metadata', 'deletionTimestamp') === undefined)
    .map((pod) => ({
      namespace: textAt(pod, 'metadata', 'namespace') ?? '',
      name: textAt(pod, 'metadata', 'name') ?? '',
      uid: textAt(pod, 'metadata', 'uid') ?? '',
      host: textAt(pod, 'spec', 'nodeName') ?? '',
      address: textAt(pod, 'status', 'podIP') ?? '',
      labels: textMapAt(pod, 'metadata', 'labels'),
      hostNetwork: fieldAt(pod, 'spec', 'hostNetwork') === true,
    }))
    .sort((a, b) => (podName(a) < podName(b) ? -1 : 1));
}

export function podName({ namespace, name }: Pick<Pod, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** The process that holds a pod's network, as the pod's host numbers it. @throws where the host knows no such pod */
export async function pidOf(bed: BedAccess, pod: Pod): Promise<number> {
  const which = ['--state=Ready', `--label=io.kubernetes.pod.uid=${pod.uid}`];
  const answer = await onHost(bed, pod.host, ['/usr/local/bin/crictl', 'inspectp', '--output=json', ...which]);
  const pid = answer.trim() === '' ? undefined : numberAt(jsonOf(answer), 'info', 'pid');
  if (pid === undefined) {
    throw new Error(
      `The host "${pod.host}" runs no sandbox of the pod "${podName(pod)}", which its API server calls running.`,
    );
  }
  return pid;
}
