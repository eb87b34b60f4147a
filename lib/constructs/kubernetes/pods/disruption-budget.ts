import type { Construct } from 'constructs';
import type { JsonObject } from '../../../core';
import { KubernetesObject } from '../../base';

/** A number of pods, or a share of them. */
export type PodAmount = number | `${number}%`;

/** How many pods may be taken away at once by draining nodes; `none` lets them all go. */
export type DisruptionBudget = { readonly maxUnavailable: PodAmount } | { readonly minAvailable: PodAmount } | 'none';

export interface DisruptionBudgetProps {
  /** Its id in the tree, where there are several. @default 'disruption-budget' */
  readonly id?: string;
  readonly name: string;
  readonly labels: () => Readonly<Record<string, string>>;
  /** The fewest pods that there ever are. */
  readonly replicas: number;
  /** @default - one pod at a time from two pods up; none for a single pod, which could never be drained */
  readonly budget?: DisruptionBudget | undefined;
}

/** Makes the PodDisruptionBudget of a component, unless there is none. */
export function addDisruptionBudget(scope: Construct, props: DisruptionBudgetProps): void {
  const {
    id = 'disruption-budget',
    name,
    labels,
    replicas,
    budget = replicas >= 2 ? { maxUnavailable: 1 } : 'none',
  } = props;
  if (budget === 'none') return;
  new KubernetesObject(scope, id, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    name,
    body: (): JsonObject => ({
      spec: {
        ...budget,
        selector: { matchLabels: { ...labels() } },
        // Otherwise a pod that never becomes ready keeps its node from being drained for ever.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
  });
}

/** How many pods of a number may be away at once; as the API server rounds: shares of what must stay are rounded up. */
export function allowedDisruptions(budget: DisruptionBudget | undefined, replicas: number): number {
  const effective = budget ?? (replicas >= 2 ? { maxUnavailable: 1 } : 'none');
  if (effective === 'none') return replicas;
  return 'maxUnavailable' in effective
    ? Math.min(replicas, count(effective.maxUnavailable, replicas))
    : Math.max(0, replicas - count(effective.minAvailable, replicas));
}

function count(amount: PodAmount, replicas: number): number {
  if (typeof amount === 'number') return amount;
  return Math.ceil((replicas * Number.parseFloat(amount)) / 100);
}
