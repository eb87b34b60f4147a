import { namespaceOf, type ObjectResource } from '../../assembly';
import { findingKind, nearestName, numberAt } from '../../core';
import { autoscaledRange, scaleTarget } from '../facts/scales';
import type { Rule, RuleContext } from '../rule';

const references = ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'];

const autoscalerMinimum = findingKind({
  code: 'autoscaler-minimum',
  severity: 'error',
  summary: 'an autoscaler in production may leave fewer than two pods',
  references,
  acknowledgeable: true,
});

const autoscalerReplicas = findingKind({
  code: 'autoscaler-replicas',
  severity: 'error',
  summary: 'a workload has a fixed number of pods and an autoscaler',
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  ],
  acknowledgeable: true,
});

const autoscalerTarget = findingKind({
  code: 'autoscaler-target',
  severity: 'error',
  summary: 'an autoscaler scales something that is not in the environment',
  references,
  acknowledgeable: true,
});

/** Autoscalers against what they scale. */
export const autoscalers: Rule = {
  kinds: [autoscalerMinimum, autoscalerReplicas, autoscalerTarget],
  check: (context) => {
    for (const autoscaler of context.objects.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      const { group, kind, name } = scaleTarget(autoscaler);
      const target = context.objects.find(group, kind, namespaceOf(autoscaler), name);
      checkMinimum(context, autoscaler, target);
      if (target) checkReplicas(context, autoscaler, target);
      else reportTarget(context, autoscaler);
    }
  },
};

function checkMinimum(context: RuleContext, autoscaler: ObjectResource, target: ObjectResource | undefined): void {
  const { min, max } = autoscaledRange(autoscaler);
  if (context.tier !== 'production' || min >= 2) return;
  const given = numberAt(autoscaler.spec, 'spec', 'minReplicas');
  context.report(
    autoscalerMinimum,
    autoscaler.id,
    `${context.title(autoscaler.id)} ${given === undefined ? 'has no minReplicas, which means 1' : `has minReplicas ${given}`}, and the tier is "production": in quiet hours the loss of one node stops ${target ? context.title(target.id) : 'what it scales'}.`,
    `Write scale: Scale.between(2, ${Math.max(2, max)}).`,
  );
}

function checkReplicas(context: RuleContext, autoscaler: ObjectResource, target: ObjectResource): void {
  const replicas = numberAt(target.spec, 'spec', 'replicas');
  if (replicas === undefined) return;
  const { min, max } = autoscaledRange(autoscaler);
  context.report(
    autoscalerReplicas,
    target.id,
    `${context.title(target.id)} has replicas ${replicas}, and ${context.title(autoscaler.id)} sets between ${min} and ${max}. Every apply would set the number back, and server-side apply reports a conflict.`,
    `Remove replicas, or the autoscaler: a Microservice has either scale: Scale.fixed(${replicas}) or scale: Scale.between(${min}, ${max}).`,
  );
}

function reportTarget(context: RuleContext, autoscaler: ObjectResource): void {
  const { group, kind, name } = scaleTarget(autoscaler);
  const namespace = namespaceOf(autoscaler);
  const nearest = nearestName(name, context.objects.namesIn(group, kind, namespace));
  context.report(
    autoscalerTarget,
    autoscaler.id,
    `${context.title(autoscaler.id)} scales the ${kind} "${name}" of ${group} in the namespace "${namespace}", and there is none in the environment.`,
    nearest === undefined
      ? 'Name an object of the same namespace in spec.scaleTargetRef, with its apiVersion.'
      : `Did you mean "${nearest}"?`,
  );
}
