import { type Json, objectsAt, textAt, textMapAt, textsAt } from '../../core';

/** Labels of a pod or a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** One requirement of a selector. An operator that Kubernetes does not know is met by nothing. */
interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * Which labels something must have; the empty one selects everything.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly LabelExpression[];
}

/** The label by which an API server marks every namespace with its name. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** Reads a selector from a manifest; absent and empty are the same here. */
export function labelSelector(given: Json | undefined): LabelSelector {
  const matchExpressions = objectsAt(given, 'matchExpressions').map((one) => ({
    key: textAt(one, 'key') ?? '',
    operator: textAt(one, 'operator') ?? '',
    values: textsAt(one, 'values'),
  }));
  return { matchLabels: textMapAt(given, 'matchLabels'), matchExpressions };
}

/** Whether all requirements of a selector are met. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  return (
    hasLabels(labels, selector.matchLabels) &&
    selector.matchExpressions.every((expression) => isMet(expression, labelOf(labels, expression.key)))
  );
}

/** Whether something has all of some labels: what a Service's selector asks. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const key in wanted) if (labelOf(labels, key) !== wanted[key]) return false;
  return true;
}

/** Whether a selector has no requirement. */
export function selectsAll(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0;
}

/** Labels as people write them: `app=cart,tier=web`; empty for none. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** A selector as `kubectl get -l` takes it: `app=cart,tier in (db,web),!legacy`. */
export function selectorText(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels).map(([key, value]) => `${key}=${value}`);
  return [...equal, ...selector.matchExpressions.map(expressionText)].sort().join(',');
}

/** `NotIn` is also met by what lacks the label: upstream's `labels.Requirement.Matches`. */
function isMet({ operator, values }: LabelExpression, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function expressionText({ key, operator, values }: LabelExpression): string {
  const list = [...values].sort().join(',');
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return `${key} ${operator.toLowerCase()} (${list})`;
  }
}

/** Own members only: "constructor" is a label like any other. */
function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
