import { namespaceOf, type ObjectResource } from '../../assembly';
import { findingKind, type JsonObject, objectsAt, textAt } from '../../core';
import { longLived, type Container, type Pod } from '../facts/pods';
import { hasRequest, limitRanges } from '../facts/requests';
import { quoted } from '../facts/text';
import type { Rule } from '../rule';

const autoscalerWithoutRequest = findingKind({
  code: 'autoscaler-without-request',
  severity: 'error',
  summary: 'an autoscaler measures use against a request that is not made',
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work',
  ],
  acknowledgeable: true,
});

interface Measured {
  readonly resource: string;
  /** The container that is measured; all of the pod where there is none. */
  readonly container?: string;
}

/** Utilization is a share of what is requested: without a request there is none, and the autoscaler does nothing. */
export const autoscaledRequests: Rule = {
  kinds: [autoscalerWithoutRequest],
  check: ({ objects, pods, scales, report, title }) => {
    const ranges = limitRanges(objects);
    for (const pod of pods) {
      const autoscaler = scales.of(pod.object)?.autoscaler;
      if (!autoscaler) continue;
      for (const { resource, container } of measured(autoscaler)) {
        const asked = longLived(pod).filter(({ name }) => container === undefined || name === container);
        const lacking = asked.filter(
          (one) => !hasRequest(pod, one, resource, ranges.get(namespaceOf(autoscaler)) ?? []),
        );
        if (lacking.length === 0) continue;
        report(
          autoscalerWithoutRequest,
          autoscaler.id,
          `${title(autoscaler.id)} measures the utilization of ${resource}, a share of what is requested; ${title(pod.id)} requests none in ${containersText(lacking)}, so it would never be scaled.`,
          fix(resource, pod),
        );
      }
    }
  },
};

/** The metrics that need requests. Without any, the API server fills in 80 percent of the processor. */
function measured({ spec }: ObjectResource): readonly Measured[] {
  if (spec.apiVersion === 'autoscaling/v1') return [{ resource: 'cpu' }];
  const metrics = objectsAt(spec, 'spec', 'metrics');
  return metrics.length === 0 ? [{ resource: 'cpu' }] : metrics.flatMap(utilization);
}

function utilization(metric: JsonObject): readonly Measured[] {
  const type = textAt(metric, 'type');
  const field = type === 'Resource' ? 'resource' : type === 'ContainerResource' ? 'containerResource' : undefined;
  if (field === undefined || textAt(metric, field, 'target', 'type') !== 'Utilization') return [];
  const container = textAt(metric, field, 'container');
  return [{ resource: textAt(metric, field, 'name') ?? '', ...(container !== undefined && { container }) }];
}

function containersText(containers: readonly Container[]): string {
  const names = quoted(containers.map(({ name }) => name));
  return `${containers.length === 1 ? 'the container' : 'the containers'} ${names}`;
}

function fix(resource: string, { object }: Pod): string {
  const example = resource === 'memory' ? 'memory: Size.mebibytes(256)' : `${resource}: '250m'`;
  return `Write resources: { ${example} } for ${object.spec.metadata.name}, or measure an average value: target.type "AverageValue".`;
}
