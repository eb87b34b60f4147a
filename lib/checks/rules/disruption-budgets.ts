import { labelSelector, namespaceOf, type ObjectResource, type PodGroup, selectorText } from '../../assembly';
import { counted, fieldAt, findingKind, objectAt } from '../../core';
import { countOf, podAmount, type PodAmount } from '../facts/pod-amount';
import { isWorkload } from '../facts/pods';
import type { Rule, RuleContext } from '../rule';

const references = ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'];

const budgetBlocks = findingKind({
  code: 'disruption-budget-blocks',
  severity: 'error',
  summary: 'a disruption budget never lets a pod go, so that its node cannot be drained',
  references: [...references, 'https://github.com/keikoproj/upgrade-manager/issues/122'],
  acknowledgeable: true,
});

const budgetSelectsNothing = findingKind({
  code: 'disruption-budget-selects-nothing',
  severity: 'error',
  summary: 'a disruption budget selects no pod of the environment',
  references,
  acknowledgeable: true,
});

/** Budgets against the fewest pods that there ever are. */
export const disruptionBudgets: Rule = {
  kinds: [budgetBlocks, budgetSelectsNothing],
  check: (context) => {
    const budgets = new Map<PodGroup, ObjectResource>();
    for (const budget of context.objects.ofKind('policy', 'PodDisruptionBudget')) {
      // In policy/v1 an empty selector selects every pod of the namespace, an absent one none.
      const given = objectAt(budget.spec, 'spec', 'selector');
      const pods = given ? context.selection.select(namespaceOf(budget), labelSelector(given)) : [];
      if (pods.length === 0) reportNothing(context, budget);
      else checkAllowed(context, budget, pods);
      for (const pod of pods) {
        const first = budgets.get(pod);
        if (first) reportSecond(context, budget, first, pod);
        else budgets.set(pod, budget);
      }
    }
  },
};

function reportNothing(context: RuleContext, budget: ObjectResource): void {
  const given = objectAt(budget.spec, 'spec', 'selector');
  const selected = given ? selectorText(labelSelector(given)) || 'every pod' : 'nothing: it has no selector';
  context.report(
    budgetSelectsNothing,
    budget.id,
    `${context.title(budget.id)} selects ${selected}, and no pod in the namespace "${namespaceOf(budget)}" is among them. It protects nothing.`,
    'Select labels of a pod template, or remove it: a Microservice with two pods or more has a budget of its own (disruptionBudget).',
  );
}

function checkAllowed(context: RuleContext, budget: ObjectResource, pods: readonly PodGroup[]): void {
  const fewest = pods.map((pod) => fewestPods(context, pod));
  const total = fewest.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (fewest.includes(undefined) || total === 0) return;
  const allowed = allowedOf(budget, total);
  if (allowed === undefined || allowed.count > 0) return;
  const [first] = pods;
  const whose = first ? `${context.title(first.id)}${pods.length > 1 ? ` and ${pods.length - 1} more` : ''}` : '';
  context.report(
    budgetBlocks,
    budget.id,
    `${context.title(budget.id)} has ${allowed.text}, and ${whose} may have as few as ${counted(total, 'pod')}: 0 of them may be taken away, so draining a node that has one waits for ever.`,
    total === 1
      ? "Run two pods, scale: Scale.fixed(2), or write disruptionBudget: 'none': a single pod cannot be moved without a gap."
      : 'Write disruptionBudget: { maxUnavailable: 1 }, which lets one pod go however many there are.',
  );
}

/** Upstream refuses the eviction of a pod that has two budgets. */
function reportSecond(context: RuleContext, budget: ObjectResource, first: ObjectResource, pod: PodGroup): void {
  context.report(
    budgetBlocks,
    budget.id,
    `${context.title(budget.id)} and ${context.title(first.id)} both select the pods of ${context.title(pod.id)}. The eviction API refuses a pod with two budgets, so draining its node waits for ever.`,
    'Remove one of them, or select different pods.',
  );
}

/** The least number of pods; undefined where it is not known, as of a DaemonSet, which a drain passes over. */
function fewestPods(context: RuleContext, pod: PodGroup): number | undefined {
  if (isWorkload(pod)) return context.scales.of(pod.object)?.min;
  const component = context.assembly.resources[pod.id];
  if (component?.kind !== 'component') return undefined;
  const { disruption } = component.spec;
  return disruption.kind === 'single' ? 1 : disruption.members;
}

function allowedOf(
  { spec }: ObjectResource,
  total: number,
): { readonly count: number; readonly text: string } | undefined {
  const least = podAmount(fieldAt(spec, 'spec', 'minAvailable'));
  if (least !== undefined)
    return { count: total - countOf(least, total), text: `minAvailable ${amountText(least, total)}` };
  const most = podAmount(fieldAt(spec, 'spec', 'maxUnavailable'));
  return most === undefined
    ? undefined
    : { count: countOf(most, total), text: `maxUnavailable ${amountText(most, total)}` };
}

function amountText(amount: PodAmount, total: number): string {
  return typeof amount === 'number' ? String(amount) : `${amount}, which is ${counted(countOf(amount, total), 'pod')}`;
}
