import type { ObjectResource } from '../../assembly';
import { counted, findingKind, nearestName, textAt } from '../../core';
import type { Pod } from '../facts/pods';
import type { Rule, RuleContext } from '../rule';
import { violationsOf, type PodSecurityLevel } from './pod-security/controls';

const references = ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'];

const podSecurity = findingKind({
  code: 'pod-security',
  severity: 'error',
  summary: 'a pod breaks the Pod Security level that its namespace enforces',
  references,
  acknowledgeable: false,
});

const podSecurityLevel = findingKind({
  code: 'pod-security-level',
  severity: 'error',
  summary: 'a namespace enforces no Pod Security level',
  references: [...references, 'https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  acknowledgeable: true,
});

const enforceLabel = 'pod-security.kubernetes.io/enforce';
const levels = ['restricted', 'baseline', 'privileged'] as const satisfies readonly PodSecurityLevel[];

/** Namespaces, and each pod against the one that it is in: what the API server would refuse when it makes the pod. */
export const podSecurityLevels: Rule = {
  kinds: [podSecurity, podSecurityLevel],
  check: (context) => {
    const namespaces = new Map(context.objects.ofKind('core', 'Namespace').map((one) => [one.spec.metadata.name, one]));
    for (const namespace of namespaces.values()) checkLevel(context, namespace);
    for (const pod of context.pods) {
      const namespace = namespaces.get(pod.namespace);
      if (namespace) checkPod(context, pod, namespace);
    }
  },
};

function checkLevel({ report, title }: RuleContext, { id, spec }: ObjectResource): void {
  const given = textAt(spec, 'metadata', 'labels', enforceLabel);
  const level = levels.find((one) => one === given);
  if (level === 'restricted' || level === 'baseline') return;
  const nearest = nearestName(given ?? '', levels);
  const why =
    given === undefined
      ? `has no label ${enforceLabel}`
      : `has ${enforceLabel}=${given}${level === undefined ? ', which is no level' : ''}`;
  report(
    podSecurityLevel,
    id,
    `${title(id)} ${why}: the API server takes every pod there, also one that owns its node.`,
    level === undefined && nearest !== undefined
      ? `Did you mean "${nearest}"?`
      : `Write new Stack(environment, '${spec.metadata.name}', { podSecurity: 'restricted' }), or 'baseline'; acknowledge "pod-security-level" where pods must reach their node.`,
  );
}

function checkPod(context: RuleContext, pod: Pod, namespace: ObjectResource): void {
  const given = textAt(namespace.spec, 'metadata', 'labels', enforceLabel);
  const level = levels.find((one) => one === given) ?? 'privileged';
  const version = enforcedMinor(context, namespace);
  const violations = violationsOf(pod, level, version);
  if (violations.length === 0) return;
  const lines = violations.map(({ control, field, is, fix }) => `- ${control}: ${field} ${is}; ${fix}.`);
  context.report(
    podSecurity,
    pod.id,
    [
      `${context.title(pod.id)} breaks ${counted(violations.length, 'rule')} of the level "${level}" (v1.${version}), which ${context.title(namespace.id)} enforces. The API server would refuse its pods:`,
      ...lines,
    ].join('\n'),
    level === 'restricted'
      ? "Write each field as said; a Microservice does unless its security says otherwise. Or lower the level of the stack: { podSecurity: 'baseline' }."
      : 'Write each field as said, or lower the level of the stack, { podSecurity: \'privileged\' }, and acknowledge "pod-security-level".',
  );
}

/** The version of the standards that is enforced: the namespace's pin, and at most the cluster's own. */
function enforcedMinor({ cluster }: RuleContext, { spec }: ObjectResource): number {
  const own = Number(cluster?.version.split('.')[1] ?? Infinity);
  const pinned = /^v1\.(\d+)$/.exec(textAt(spec, 'metadata', 'labels', `${enforceLabel}-version`) ?? '')?.[1];
  const minor = Math.min(own, pinned === undefined ? Infinity : Number(pinned));
  return Number.isFinite(minor) ? minor : 36;
}
