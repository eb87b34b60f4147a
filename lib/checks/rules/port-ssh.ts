import { findingKind, numberAt, objectsAt } from '../../core';
import type { Rule } from '../rule';

const portSsh = findingKind({
  code: 'port-ssh',
  severity: 'error',
  summary: 'a container offers port 22',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/'],
  acknowledgeable: true,
});

/** A shell by SSH passes over the API server: nobody sees who came in, and its keys are managed nowhere. */
export const sshPorts: Rule = {
  kinds: [portSsh],
  check: ({ pods, report, title }) => {
    for (const { id, containers } of pods) {
      for (const { spec, field } of containers) {
        if (!objectsAt(spec, 'ports').some((port) => numberAt(port, 'containerPort') === 22)) continue;
        report(
          portSsh,
          id,
          `${title(id)}, ${field} offers port 22. A shell by SSH passes over the API server's authentication and its audit log.`,
          'Remove the port and use `kubectl exec` or `kubectl debug`; acknowledge "port-ssh" where SSH is what the service is for, as in a Git server.',
        );
      }
    }
  },
};
