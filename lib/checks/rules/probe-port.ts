import { fieldAt, findingKind, type JsonObject, nearestName, numberAt, objectAt, objectsAt, textAt } from '../../core';
import type { Container } from '../facts/pods';
import { listed } from '../facts/text';
import type { Rule } from '../rule';

const probePort = findingKind({
  code: 'probe-port',
  severity: 'error',
  summary: 'a probe asks a port that its container does not declare',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#probe-mechanisms'],
  acknowledgeable: true,
});

interface Handler {
  readonly field: string;
  readonly port: string | number;
}

/** Ports of probes and of lifecycle hooks: a name that is not declared fails for ever, a number is most likely another's. */
export const probePorts: Rule = {
  kinds: [probePort],
  check: ({ pods, report, title }) => {
    for (const pod of pods) {
      for (const container of pod.containers) {
        const declared = objectsAt(container.spec, 'ports');
        for (const { field, port } of handlersOf(container)) {
          if (isDeclared(declared, port)) continue;
          report(
            probePort,
            pod.id,
            `${title(pod.id)}, ${container.field}.${field} asks the port ${shown(port)}; the container declares ${portsText(declared)}.`,
            fix(declared, port),
          );
        }
      }
    }
  },
};

function handlersOf({ spec }: Container): readonly Handler[] {
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].map(
    (name) => [name, objectAt(spec, name)] as const,
  );
  const hooks = ['postStart', 'preStop'].map(
    (name) => [`lifecycle.${name}`, objectAt(spec, 'lifecycle', name)] as const,
  );
  return [...probes, ...hooks].flatMap(([name, handler]) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((action) => {
      const port = fieldAt(handler, action, 'port');
      // With a host of its own a probe asks another machine.
      const isElsewhere = (textAt(handler, action, 'host') ?? '') !== '';
      const isPort = typeof port === 'string' || typeof port === 'number';
      return isPort && !isElsewhere ? [{ field: `${name}.${action}.port`, port }] : [];
    }),
  );
}

function isDeclared(declared: readonly JsonObject[], port: string | number): boolean {
  // As upstream reads a port: a text of digits is a number.
  const isNumber = typeof port === 'number' || /^\d+$/.test(port);
  return declared.some((one) =>
    isNumber ? numberAt(one, 'containerPort') === Number(port) : textAt(one, 'name') === port,
  );
}

function fix(declared: readonly JsonObject[], port: string | number): string {
  const names = declared.flatMap((one) => textAt(one, 'name') ?? []);
  const nearest = typeof port === 'string' ? nearestName(port, names) : undefined;
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return typeof port === 'string'
    ? `Declare it: ports: { ${port}: 8080 }, and name it in health: Health.http('${port}', ...).`
    : `Declare it: ports: { health: ${port} }, and name it in health: Health.http('health', ...).`;
}

function portsText(declared: readonly JsonObject[]): string {
  return listed(
    declared.map((one) => {
      const [name, number] = [textAt(one, 'name'), numberAt(one, 'containerPort') ?? 0];
      return name === undefined ? String(number) : `"${name}" (${number})`;
    }),
  );
}

function shown(port: string | number): string {
  return typeof port === 'string' ? `"${port}"` : String(port);
}
