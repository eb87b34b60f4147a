import { type JsonObject, numberAt, objectsAt, type Protocol, textAt } from '../../core';
import type { ContainerRole, DeclaredPort } from './pod-group';

/** A container of a pod, with its place. */
interface PodContainer {
  readonly name: string;
  readonly role: ContainerRole;
  readonly spec: JsonObject;
}

/** All containers of a pod's spec, in its order; init containers last. */
export function containersOf(podSpec: JsonObject): readonly PodContainer[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    objectsAt(podSpec, list).map((spec) => {
      const isSidecar = textAt(spec, 'restartPolicy') === 'Always';
      const role = list === 'containers' ? 'container' : isSidecar ? 'sidecar' : 'init container';
      return { name: textAt(spec, 'name') ?? '', role, spec };
    }),
  );
}

/** The ports that the containers of a pod declare. */
export function declaredPorts(podSpec: JsonObject): readonly DeclaredPort[] {
  return containersOf(podSpec).flatMap(({ name: container, role, spec }) =>
    objectsAt(spec, 'ports').flatMap((port) => {
      const number = numberAt(port, 'containerPort');
      if (number === undefined) return [];
      const [name, hostPort] = [textAt(port, 'name'), numberAt(port, 'hostPort')];
      const optional = { ...(name !== undefined && { name }), ...(hostPort !== undefined && { hostPort }) };
      return [{ container, role, number, protocol: protocolOf(textAt(port, 'protocol')), ...optional }];
    }),
  );
}

/** A protocol of a port; Kubernetes takes TCP where none is given. */
export function protocolOf(given: string | undefined): Protocol {
  return given === 'UDP' || given === 'SCTP' ? given : 'TCP';
}
