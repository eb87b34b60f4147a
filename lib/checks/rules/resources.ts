import { fieldAt, findingKind, type JsonObject, objectAt } from '../../core';
import { longLived } from '../facts/pods';
import { quantityOf } from '../facts/quantity';
import { hasRequest, limitRanges } from '../facts/requests';
import type { Rule, RuleContext } from '../rule';

const references = ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'];

const resourcesMissing = findingKind({
  code: 'resources-missing',
  severity: 'warning',
  summary: 'a container in production requests no memory',
  references,
  acknowledgeable: true,
});

const requestAboveLimit = findingKind({
  code: 'request-above-limit',
  severity: 'error',
  summary: 'a container requests more than its limit',
  references,
  acknowledgeable: false,
});

/** What containers ask for, and what they may use. */
export const resources: Rule = {
  kinds: [resourcesMissing, requestAboveLimit],
  check: (context) => {
    const ranges = limitRanges(context.objects);
    for (const pod of context.pods) {
      checkLimits(context, pod.id, 'the pod', objectAt(pod.spec, 'resources'));
      for (const { spec, field } of pod.containers) checkLimits(context, pod.id, field, objectAt(spec, 'resources'));
      if (context.tier !== 'production') continue;
      for (const container of longLived(pod)) {
        if (hasRequest(pod, container, 'memory', ranges.get(pod.namespace) ?? [])) continue;
        context.report(
          resourcesMissing,
          pod.id,
          `${context.title(pod.id)}, ${container.field} requests no memory, and the tier is "production": it is placed as if it needed none, and it is the first to be killed when its node runs out.`,
          'Write resources: { memory: Size.mebibytes(128) } with what it really uses; the limit is the same unless you say otherwise.',
        );
      }
    }
  },
};

function checkLimits(context: RuleContext, id: string, field: string, given: JsonObject | undefined): void {
  const [requests, limits] = [objectAt(given, 'requests'), objectAt(given, 'limits')];
  for (const resource of Object.keys(requests ?? {})) {
    const [request, limit] = [fieldAt(requests, resource), fieldAt(limits, resource)];
    const [asked, most] = [amountOf(request), amountOf(limit)];
    if (asked === undefined || most === undefined || asked.amount <= most.amount) continue;
    context.report(
      requestAboveLimit,
      id,
      `${context.title(id)}, ${field} requests ${asked.text} ${resource}, and its limit is ${most.text}. The API server refuses it.`,
      `Raise the limit to at least ${asked.text}, or request ${most.text} or less: resources: { ${resource === 'cpu' ? 'cpu, cpuLimit' : 'memory, memoryLimit'} }.`,
    );
  }
}

function amountOf(given: unknown): { readonly amount: number; readonly text: string } | undefined {
  if (typeof given !== 'string' && typeof given !== 'number') return undefined;
  const amount = quantityOf(given);
  return amount === undefined ? undefined : { amount, text: String(given) };
}
