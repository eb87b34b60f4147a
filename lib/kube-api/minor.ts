/** The minors of Kubernetes that Plinth supports, oldest first. */
export const kubernetesMinors = ['1.34', '1.35', '1.36'] as const satisfies readonly string[];

/** A line of Kubernetes, without patch level. */
export type KubernetesMinor = (typeof kubernetesMinors)[number];

/** Tells a supported minor from any other text. */
export function isKubernetesMinor(text: string): text is KubernetesMinor {
  return (kubernetesMinors as readonly string[]).includes(text);
}

/** Negative when `a` comes before `b`; both as in `1.36`. */
export function compareMinors(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
