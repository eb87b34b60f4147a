import { labelSelector, labelsText, selects, selectsAll, selectorText } from '../../assembly';
import { findingKind, objectAt, textMapAt } from '../../core';
import type { Rule } from '../rule';

const selectorMismatch = findingKind({
  code: 'selector-mismatch',
  severity: 'error',
  summary: 'a workload does not select the pods that it makes',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  acknowledgeable: false,
});

const selecting: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** Selectors of workloads against the labels of their own pod templates; the API server refuses a mismatch. */
export const workloadSelectors: Rule = {
  kinds: [selectorMismatch],
  check: ({ pods, report, title }) => {
    for (const { id, kind, labels, object } of pods) {
      const given = selecting.has(kind) ? objectAt(object.spec, 'spec', 'selector') : undefined;
      const old = kind === 'ReplicationController' ? textMapAt(object.spec, 'spec', 'selector') : {};
      const selector = given ? labelSelector(given) : { matchLabels: old, matchExpressions: [] };
      if (!given && Object.keys(old).length === 0) continue;
      if (!selectsAll(selector) && selects(selector, labels)) continue;
      const [wanted, own] = [selectorText(selector) || 'everything', labelsText(labels) || 'none'];
      report(
        selectorMismatch,
        id,
        `${title(id)} selects ${wanted}; its pod template has the labels ${own}. It would never count the pods that it makes.`,
        Object.keys(labels).length === 0
          ? 'Give the pod template labels, and select them in spec.selector.matchLabels.'
          : `Write the labels of the template that never change into spec.selector.matchLabels: ${JSON.stringify(labels)}.`,
      );
    }
  },
};
