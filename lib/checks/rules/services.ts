import { labelsText, namespaceOf, type ObjectResource, plinthId, type PodGroup } from '../../assembly';
import { fieldAt, findingKind, type JsonObject, nearestName, numberAt, objectsAt, textAt, textMapAt } from '../../core';
import { listed } from '../facts/text';
import type { Rule, RuleContext } from '../rule';

const serviceSelectsNothing = findingKind({
  code: 'service-selects-nothing',
  severity: 'error',
  summary: 'a Service selects no pod of the environment',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    'https://github.com/cdk8s-team/cdk8s/issues/2238',
  ],
  acknowledgeable: true,
});

const serviceTargetPort = findingKind({
  code: 'service-port-target',
  severity: 'error',
  summary: 'a Service leads to a port that none of its pods declares',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  acknowledgeable: true,
});

/** Services against the pods that they select. */
export const services: Rule = {
  kinds: [serviceSelectsNothing, serviceTargetPort],
  check: (context) => {
    for (const service of context.objects.ofKind('core', 'Service')) {
      const selector = textMapAt(service.spec, 'spec', 'selector');
      const labels = withoutRuntimeLabels(context, service, selector);
      // Without a selector somebody else writes the endpoints.
      if (Object.keys(selector).length === 0 || textAt(service.spec, 'spec', 'type') === 'ExternalName') continue;
      const pods = context.selection.select(namespaceOf(service), { matchLabels: labels, matchExpressions: [] });
      if (pods.length === 0) reportNothing(context, service, labels);
      else for (const port of objectsAt(service.spec, 'spec', 'ports')) checkTarget(context, service, port, pods);
    }
  },
};

/** Labels that a component sets while it runs stand in no pod template: the others must select its pods. */
function withoutRuntimeLabels(
  { assembly }: RuleContext,
  { owner }: ObjectResource,
  selector: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [stack = '', component = ''] = owner.split('/');
  const resource = assembly.resources[plinthId(stack, 'component', component)];
  const runtime = resource?.kind === 'component' ? (resource.spec.pods?.runtimeLabels ?? []) : [];
  return Object.fromEntries(Object.entries(selector).filter(([label]) => !runtime.includes(label)));
}

function reportNothing(context: RuleContext, service: ObjectResource, labels: Readonly<Record<string, string>>): void {
  const namespace = namespaceOf(service);
  const nearest = context.selection.nearest(namespace, labels);
  const others = nearest && labelsText(nearest.labels);
  context.report(
    serviceSelectsNothing,
    service.id,
    `${context.title(service.id)} selects ${labelsText(labels)}; no pod in the namespace "${namespace}" has these labels${nearest ? `. Nearest are those of ${context.title(nearest.id)}: ${others ?? ''}` : ''}. It would never have an endpoint.`,
    'Select labels that the pod template has; a Microservice makes its Service itself, from its ports.',
  );
}

function checkTarget(context: RuleContext, service: ObjectResource, port: JsonObject, pods: readonly PodGroup[]): void {
  const number = numberAt(port, 'port');
  const target = fieldAt(port, 'targetPort') ?? number;
  if (typeof target !== 'string' && typeof target !== 'number') return;
  const protocol = textAt(port, 'protocol') ?? 'TCP';
  const declared = pods.flatMap(({ ports }) => ports).filter(({ role }) => role !== 'init container');
  const isTarget = ({ name, number: own }: (typeof declared)[number]): boolean =>
    typeof target === 'number' ? own === target : name === target;
  if (declared.some((one) => isTarget(one) && one.protocol === protocol)) return;
  const names = declared.flatMap(({ name }) => name ?? []);
  const nearest =
    typeof target === 'string'
      ? nearestName(
          target,
          names.filter((name) => name !== target),
        )
      : undefined;
  const [first] = pods;
  context.report(
    serviceTargetPort,
    service.id,
    `${context.title(service.id)}: its port ${textAt(port, 'name') === undefined ? '' : `"${textAt(port, 'name') ?? ''}" `}${number ?? ''} leads to ${typeof target === 'string' ? `"${target}"` : target}/${protocol}; ${first ? context.title(first.id) : 'its pods'} ${pods.length > 1 ? `and ${pods.length - 1} more declare` : 'declares'} ${portsText(declared)}.`,
    nearest === undefined
      ? `Declare the port on the container, or lead the Service to one that is there: targetPort: '${names[0] ?? 'http'}'.`
      : `Did you mean targetPort: '${nearest}'?`,
  );
}

function portsText(declared: PodGroup['ports']): string {
  const texts = declared.map(({ name, number, protocol }) => {
    return name === undefined ? `${number}/${protocol}` : `"${name}" ${number}/${protocol}`;
  });
  const shown = [...new Set(texts)];
  return shown.length > 6 ? `${shown.slice(0, 6).join(', ')} and ${shown.length - 6} more` : listed(shown);
}
