import { type Labels, type LabelSelector, type PodGroup, selectorText, selects } from '../../assembly';
import { addTo } from './add-to';

/**
 * Finds the pods that a selector selects without asking every pod: only those are asked that have the rarest of its labels.
 *
 * Each answer is kept: the same selector stands in a Service, a budget and several constraints.
 */
export class PodSelection {
  readonly #byNamespace = new Map<string, PodGroup[]>();
  readonly #byLabel = new Map<string, PodGroup[]>();
  readonly #answers = new Map<string, readonly PodGroup[]>();

  constructor(groups: readonly PodGroup[]) {
    for (const group of groups) {
      addTo(this.#byNamespace, group.namespace, group);
      for (const [key, value] of Object.entries(group.labels)) addTo(this.#byLabel, labelKey(group, key, value), group);
    }
  }

  select(namespace: string, selector: LabelSelector): readonly PodGroup[] {
    const question = `${namespace} ${selectorText(selector)}`;
    let answer = this.#answers.get(question);
    if (answer === undefined) {
      answer = this.#candidates(namespace, selector.matchLabels).filter(({ labels }) => selects(selector, labels));
      this.#answers.set(question, answer);
    }
    return answer;
  }

  /** Pods that have at least one of some labels: what a selector that selects nothing may have meant. */
  nearest(namespace: string, labels: Labels): PodGroup | undefined {
    const lists = this.#lists(namespace, labels).filter((list) => list.length > 0);
    return shortest(lists)?.[0];
  }

  #candidates(namespace: string, labels: Labels): readonly PodGroup[] {
    return shortest(this.#lists(namespace, labels)) ?? this.#byNamespace.get(namespace) ?? [];
  }

  #lists(namespace: string, labels: Labels): readonly (readonly PodGroup[])[] {
    return Object.entries(labels).map(([key, value]) => this.#byLabel.get(labelKey({ namespace }, key, value)) ?? []);
  }
}

function labelKey({ namespace }: Pick<PodGroup, 'namespace'>, key: string, value: string): string {
  return `${namespace} ${key}=${value}`;
}

function shortest(lists: readonly (readonly PodGroup[])[]): readonly PodGroup[] | undefined {
  return lists.length === 0 ? undefined : lists.reduce((least, next) => (next.length < least.length ? next : least));
}
