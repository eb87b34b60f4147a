import { namespaceOf, type ObjectResource } from '../../assembly';
import { findingKind, objectsAt, textAt, textsAt } from '../../core';
import { addTo } from '../facts/add-to';
import type { Pod } from '../facts/pods';
import { listed } from '../facts/text';
import type { Rule, RuleContext } from '../rule';

const volumeShared = findingKind({
  code: 'volume-shared',
  severity: 'error',
  summary: 'several pods use a volume that one node, or one pod, can mount',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  acknowledgeable: true,
});

/** Claims that can be mounted once against the pods that mount them. */
export const sharedVolumes: Rule = {
  kinds: [volumeShared],
  check: (context) => {
    for (const [claim, users] of usersOf(context)) {
      const modes = textsAt(claim.spec, 'spec', 'accessModes');
      if (modes.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany')) continue;
      const [first, second] = users;
      const several = users.find((pod) => (mostPods(context, pod)?.count ?? 2) > 1);
      if (several)
        report(context, claim, several, `which has ${mostPods(context, several)?.text ?? 'a pod on every node'}`);
      else if (first && second) {
        report(context, claim, first, `and by ${listed(users.slice(1).map(({ id }) => context.title(id)))}`);
      }
    }
  },
};

function usersOf({ objects, pods }: RuleContext): ReadonlyMap<ObjectResource, readonly Pod[]> {
  const users = new Map<ObjectResource, Pod[]>();
  for (const pod of pods) {
    const names = objectsAt(pod.spec, 'volumes').flatMap(
      (volume) => textAt(volume, 'persistentVolumeClaim', 'claimName') ?? [],
    );
    for (const name of new Set(names)) {
      const claim = objects.find('core', 'PersistentVolumeClaim', pod.namespace, name);
      if (claim) addTo(users, claim, pod);
    }
  }
  return users;
}

/** The most pods that there may be; undefined for one on every node. */
function mostPods({ scales }: RuleContext, pod: Pod): { readonly count: number; readonly text: string } | undefined {
  const scale = scales.of(pod.object);
  if (!scale) return undefined;
  return { count: scale.max, text: scale.autoscaler ? `up to ${scale.max} pods` : `${scale.max} pods` };
}

function report({ report: add, title }: RuleContext, claim: ObjectResource, pod: Pod, why: string): void {
  const modes = textsAt(claim.spec, 'spec', 'accessModes');
  const what = modes.includes('ReadWriteOncePod') ? 'one pod' : 'one node';
  const { name } = claim.spec.metadata;
  add(
    volumeShared,
    pod.id,
    `${title(claim.id)} in "${namespaceOf(claim)}" has ${listed(modes)}, so ${what} can mount it at a time; it is used by ${title(pod.id)}, ${why}. Pods on other nodes would wait for ever.`,
    `Run one pod, scale: Scale.fixed(1); use a StatefulSet, which makes a claim for each pod; or give "${name}" the mode ReadWriteMany on a storage class that has it: Volume.persistent(size, { access: 'ReadWriteMany' }).`,
  );
}
