import { fieldAt, findingKind, numberAt, objectsAt, textAt } from '../../core';
import type { Pod } from '../facts/pods';
import { listed } from '../facts/text';
import type { Rule } from '../rule';

const hostAccess = findingKind({
  code: 'host-access',
  severity: 'error',
  summary: 'a pod reaches into its node',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  acknowledgeable: true,
});

/** Whatever gives a pod a part of its node: who controls the pod controls the node, or sees what is on it. */
export const hostAccesses: Rule = {
  kinds: [hostAccess],
  check: ({ pods, report, title }) => {
    for (const pod of pods) {
      const found = [...namespaces(pod), ...volumes(pod), ...containers(pod)];
      if (found.length === 0) continue;
      report(
        hostAccess,
        pod.id,
        `${title(pod.id)} has ${listed(found)}. Each of them is a part of its node, outside of what keeps pods apart.`,
        'Use a volume, a Service or a capability instead; where a node is what the program is about, acknowledge "host-access" on it and say why.',
      );
    }
  },
};

function namespaces({ spec }: Pod): readonly string[] {
  return ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => fieldAt(spec, field) === true);
}

function volumes({ spec }: Pod): readonly string[] {
  return objectsAt(spec, 'volumes').flatMap((volume) => {
    const path = textAt(volume, 'hostPath', 'path');
    return path === undefined ? [] : [`the hostPath ${path}`];
  });
}

function containers({ containers: all, spec: pod }: Pod): readonly string[] {
  // With hostNetwork every port is one of the node: said once is enough.
  const inHostNetwork = fieldAt(pod, 'hostNetwork') === true;
  return all.flatMap(({ spec, field }) => {
    const ports = inHostNetwork ? [] : objectsAt(spec, 'ports').flatMap((port) => numberAt(port, 'hostPort') ?? []);
    const isPrivileged = fieldAt(spec, 'securityContext', 'privileged') === true;
    return [
      ...(isPrivileged ? [`the privileged ${field}`] : []),
      ...ports.filter((port) => port !== 0).map((port) => `the hostPort ${port} of ${field}`),
    ];
  });
}
