import type { Pod } from '../../facts/pods';
import { baseline } from './baseline';
import { restricted } from './restricted';
import { judgedPod, type Violation } from './violation';

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A violation with the control that it is of. */
export interface ControlViolation extends Violation {
  readonly control: string;
}

const replaced = new Set(restricted.map(({ replaces }) => replaces));

const controls = {
  privileged: [],
  baseline,
  restricted: [...baseline.filter(({ name }) => !replaced.has(name)), ...restricted],
} as const;

/**
 * What the API server would refuse in a pod.
 *
 * The standards are those of k8s.io/pod-security-admission, which differ between versions: `minor` is 36 for `v1.36`.
 */
export function violationsOf(pod: Pod, level: PodSecurityLevel, minor: number): readonly ControlViolation[] {
  const judged = judgedPod(pod);
  return controls[level].flatMap(({ name, violations }) =>
    violations(judged, minor).map((violation) => ({ ...violation, control: name })),
  );
}
