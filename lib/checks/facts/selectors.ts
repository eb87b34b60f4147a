import type { Labels } from '../../assembly';
import type { Json } from '../../core';
import { objectsAt, textAt, textMapAt, textsAt } from './fields';

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * Which labels something must have; the empty one selects everything.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface Selector {
  readonly labels: Labels;
  readonly expressions: readonly Expression[];
}

/** Reads a `LabelSelector`. */
export function selectorOf(given: Json | undefined): Selector {
  const expressions = objectsAt(given, 'matchExpressions').map((one) => ({
    key: textAt(one, 'key') ?? '',
    operator: textAt(one, 'operator') ?? '',
    values: textsAt(one, 'values'),
  }));
  return { labels: textMapAt(given, 'matchLabels'), expressions };
}

export function selectsAll({ labels, expressions }: Selector): boolean {
  return Object.keys(labels).length === 0 && expressions.length === 0;
}

export function selects(selector: Selector, labels: Labels): boolean {
  return (
    Object.entries(selector.labels).every(([key, value]) => labelOf(labels, key) === value) &&
    selector.expressions.every((expression) => isMet(expression, labelOf(labels, expression.key)))
  );
}

/** As `kubectl get -l` takes it: `app=cart,tier in (db,web)`. */
export function selectorText(selector: Selector): string {
  return [labelsText(selector.labels), ...selector.expressions.map(expressionText)].filter(Boolean).join(',');
}

/** Labels as people write them: `app=cart,tier=web`; empty for none. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** `NotIn` is also met by what lacks the label. An operator that Kubernetes does not know is met by nothing. */
function isMet({ operator, values }: Expression, value: string | undefined): boolean {
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

function expressionText({ key, operator, values }: Expression): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator === 'NotIn' ? 'notin' : operator.toLowerCase()} (${values.join(',')})`;
}

/** Own members only: "constructor" is a label like any other. */
function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
