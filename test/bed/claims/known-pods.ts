import {
  apiGroup,
  objectId,
  PolicyEvaluator,
  selects,
  type Assembly,
  type ObjectResource,
  type PodGroup,
} from '../../../lib/assembly';
import { podName, type Pod } from './pods';

/** A pod that runs, and the pods alike that the environment speaks of. */
export interface KnownPod {
  readonly pod: Pod;
  readonly group: PodGroup;
  /** Whether the environment declares it; else it is a guest, such as a name server of kubeadm's. */
  readonly isDeclared: boolean;
}

/**
 * Says of pods that run which ones may talk to which, by the environment's own policies.
 *
 * Pods that the environment does not declare are put beside it, each as an object with its real labels. So they are judged by the
 * same evaluator, which is what a claim is about.
 */
export class RunningPolicies {
  readonly pods: readonly KnownPod[];
  readonly #evaluator: PolicyEvaluator;

  constructor(assembly: Assembly, running: readonly Pod[]) {
    // Policies pass over pods that have the address of their host.
    const pods = running.filter(({ hostNetwork }) => !hostNetwork);
    const declared = new PolicyEvaluator(assembly).pods.filter(({ hostNetwork }) => !hostNetwork);
    const guests = pods.filter((pod) => !groupOf(declared, pod)).map(guest);
    const resources = { ...assembly.resources, ...Object.fromEntries(guests.map((one) => [one.id, one])) };
    this.#evaluator = new PolicyEvaluator({ ...assembly, resources });
    this.pods = pods.flatMap((pod) => {
      const isDeclared = groupOf(declared, pod) !== undefined;
      const group = isDeclared
        ? groupOf(this.#evaluator.pods, pod)
        : this.#evaluator.pods.find(({ id }) => id === guestId(pod));
      return group ? [{ pod, group, isDeclared }] : [];
    });
  }

  allows(from: KnownPod, to: KnownPod, port: number): boolean {
    return this.#evaluator.portsBetween(from.group, to.group).has('TCP', port);
  }
}

/** Labels that a pod has beside its template's are given while it runs, as by its controller. */
function groupOf(groups: readonly PodGroup[], pod: Pod): PodGroup | undefined {
  return groups.find(
    ({ namespace, labels }) =>
      namespace === pod.namespace &&
      Object.keys(labels).length > 0 &&
      selects({ matchLabels: labels, matchExpressions: [] }, pod.labels),
  );
}

function guestId({ namespace, name }: Pod): string {
  return objectId({ stack: namespace, group: apiGroup('v1'), kind: 'Pod', name });
}

function guest(pod: Pod): ObjectResource {
  const { namespace, name, labels } = pod;
  const spec = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: {} };
  return { id: guestId(pod), kind: 'object', owner: podName(pod), stack: namespace, spec };
}
