import { fieldAt, findingKind, type JsonObject, objectsAt, textAt } from '../../core';
import type { Rule, RuleContext } from '../rule';
import type { ResourceId } from '../../assembly';

const portNameDuplicate = findingKind({
  code: 'port-name-duplicate',
  severity: 'error',
  summary: 'two ports have the same name',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services'],
  acknowledgeable: false,
});

/** Names of the ports of a container, and of a Service: the API server takes each once. */
export const portNames: Rule = {
  kinds: [portNameDuplicate],
  check: (context) => {
    for (const pod of context.pods) {
      for (const { spec, field } of pod.containers) {
        checkNames(context, pod.id, `, ${field}`, objectsAt(spec, 'ports'), 'containerPort');
      }
    }
    for (const { id, spec } of context.objects.ofKind('core', 'Service')) {
      checkNames(context, id, '', objectsAt(spec, 'spec', 'ports'), 'port');
    }
  },
};

function checkNames(
  { report, title }: RuleContext,
  id: ResourceId,
  place: string,
  ports: readonly JsonObject[],
  numberField: string,
): void {
  const first = new Map<string, JsonObject>();
  for (const port of ports) {
    const name = textAt(port, 'name');
    const other = name === undefined ? undefined : first.get(name);
    if (name !== undefined && !other) first.set(name, port);
    if (name === undefined || !other) continue;
    const [one, two] = [other, port].map(
      (given) => `${numberText(given, numberField)}/${textAt(given, 'protocol') ?? 'TCP'}`,
    );
    report(
      portNameDuplicate,
      id,
      `${title(id)}${place}: the ports ${one ?? ''} and ${two ?? ''} are both called "${name}". Whoever asks for "${name}" could mean either, so the API server refuses them.`,
      `Give each a name of its own: ports: { ${name}: ..., '${name}-2': ... }.`,
    );
  }
}

function numberText(port: JsonObject, field: string): string {
  const number = fieldAt(port, field);
  return typeof number === 'number' ? String(number) : '?';
}
