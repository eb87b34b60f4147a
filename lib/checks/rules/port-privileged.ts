import { fieldAt, findingKind, numberAt, objectsAt, textAt, textsAt } from '../../core';
import type { Container, Pod } from '../facts/pods';
import type { Rule } from '../rule';

const portPrivileged = findingKind({
  code: 'port-privileged',
  severity: 'error',
  summary: 'a container that does not run as root listens below port 1024',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  acknowledgeable: true,
});

const sysctl = 'net.ipv4.ip_unprivileged_port_start';

/** Ports that only root, or a process with NET_BIND_SERVICE, may listen at. */
export const privilegedPorts: Rule = {
  kinds: [portPrivileged],
  check: ({ pods, report, title }) => {
    for (const pod of pods) {
      const first = firstUnprivileged(pod);
      for (const container of pod.containers) {
        const user = nonRoot(pod, container);
        if (user === undefined || textsAt(container.spec, 'securityContext', 'capabilities', 'add').some(binds))
          continue;
        for (const port of objectsAt(container.spec, 'ports')) {
          const number = numberAt(port, 'containerPort');
          if (number === undefined || number >= first) continue;
          const name = textAt(port, 'name') ?? 'http';
          report(
            portPrivileged,
            pod.id,
            `${title(pod.id)}, ${container.field} listens at port ${number} with ${user} and without the capability NET_BIND_SERVICE: only root may listen below ${first}, unless the container runtime lowers ${sysctl} on every node.`,
            `Listen higher and keep the service's number: ports: { ${name}: { container: ${number + 8000}, service: ${number} } }; or add security: { addCapabilities: ['NET_BIND_SERVICE'] } where the program's file has that capability.`,
          );
        }
      }
    }
  },
};

function binds(capability: string): boolean {
  return capability === 'NET_BIND_SERVICE' || capability === 'ALL';
}

/** Why a container is not root, `runAsUser: 1000`; undefined where it may be. */
function nonRoot({ spec: pod }: Pod, { spec }: Container): string | undefined {
  const of = (field: string): unknown =>
    fieldAt(spec, 'securityContext', field) ?? fieldAt(pod, 'securityContext', field);
  const [user, isNonRoot] = [of('runAsUser'), of('runAsNonRoot')];
  if (typeof user === 'number') return user === 0 ? undefined : `runAsUser: ${user}`;
  return isNonRoot === true ? 'runAsNonRoot: true' : undefined;
}

/** The lowest port that any process may listen at; a pod can lower it for itself. */
function firstUnprivileged({ spec }: Pod): number {
  const setting = objectsAt(spec, 'securityContext', 'sysctls').find((one) => textAt(one, 'name') === sysctl);
  const value = Number(textAt(setting, 'value') ?? 1024);
  return Number.isInteger(value) ? value : 1024;
}
