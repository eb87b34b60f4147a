import { counted, fieldAt, findingKind, type JsonObject, textAt, textsAt } from '../../core';
import { countOf, podAmount, type PodAmount } from '../facts/pod-amount';
import type { Pod } from '../facts/pods';
import type { RuleContext } from '../rule';

export const rolloutStuck = findingKind({
  code: 'rollout-stuck',
  severity: 'error',
  summary: 'an update starts a pod that has no place before one may go',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ],
  acknowledgeable: true,
});

/**
 * An update of pods that keep apart from each other, where they have every place there is: the old pods take them all, and none
 * of them goes before a new one is ready. While one place is free the update moves on, however many pods it adds at once.
 */
export function checkRollout(
  { report, scales, title }: RuleContext,
  pod: Pod,
  term: JsonObject,
  places: { readonly count: number; readonly text: string },
): void {
  const pods = scales.of(pod.object)?.min ?? 0;
  // A DaemonSet and a StatefulSet take the old pod away first. With the hash of the template only pods of one release keep apart.
  if (pod.kind !== 'Deployment' || textsAt(term, 'matchLabelKeys').includes('pod-template-hash')) return;
  if (pods === 0 || pods < places.count) return;
  const strategy = fieldAt(pod.object.spec, 'spec', 'strategy');
  if (textAt(strategy, 'type') === 'Recreate') return;
  const unavailable = podAmount(fieldAt(strategy, 'rollingUpdate', 'maxUnavailable')) ?? '25%';
  const surge = podAmount(fieldAt(strategy, 'rollingUpdate', 'maxSurge')) ?? '25%';
  const [gone, added] = [roundedDown(unavailable, pods), countOf(surge, pods)];
  // Where both come to 0 upstream lets one pod go.
  if (gone > 0 || added === 0) return;
  report(
    rolloutStuck,
    pod.id,
    `${title(pod.id)} asks that no two of its pods share ${textAt(term, 'topologyKey') ?? ''} and has at least ${counted(pods, 'pod')}, and ${places.text}: an update starts a new one (maxSurge ${amountText(surge, added)}) before an old one may go (maxUnavailable ${amountText(unavailable, gone)}), so it has no place and the update waits for ever.`,
    'Let an old pod go first, strategy.rollingUpdate.maxUnavailable: 1 or strategy.type: Recreate, add a place, or only prefer to keep them apart.',
  );
}

/**
 * What may go is rounded down, what is added up.
 *
 * Source: `ResolveFenceposts` in https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/util/deployment_util.go
 */
function roundedDown(amount: PodAmount, pods: number): number {
  if (typeof amount === 'number') return amount;
  return Math.floor((pods * Number(amount.slice(0, -1))) / 100);
}

function amountText(amount: PodAmount, count: number): string {
  return typeof amount === 'number' ? String(amount) : `${amount}, which is ${count}`;
}
