import { apiGroup, type ObjectResource } from '../../assembly';
import {
  findingKind,
  isJsonObject,
  type Json,
  type JsonObject,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
} from '../../core';
import { keyProblem, valueProblem } from '../facts/label-form';
import type { Rule } from '../rule';

const labelInvalid = findingKind({
  code: 'label-invalid',
  severity: 'error',
  summary: 'a label or an annotation breaks the rules for them',
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
  ],
  acknowledgeable: false,
});

/** `TotalAnnotationSizeLimitB` of k8s.io/apimachinery: keys and values together. */
const mostAnnotationBytes = 256 * 1024;

/** Fields that hold labels, or ask for them, wherever they stand in an object of Kubernetes' own. */
const labelFields: ReadonlySet<string> = new Set(['labels', 'matchLabels', 'nodeSelector']);

/** Large parts of pods that hold no labels. */
const withoutLabels: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/** Labels and annotations of objects and templates, and the labels that selectors ask for. */
export const labels: Rule = {
  kinds: [labelInvalid],
  check: ({ objects, report, title }) => {
    const problemOf = remembered();
    for (const object of objects.all) {
      const problems = problemsOf(object, problemOf);
      if (problems.length === 0) continue;
      report(
        labelInvalid,
        object.id,
        `${title(object.id)}: ${[...new Set(problems)].join('; ')}. The API server refuses it.`,
        'Shorten or rename it; names that are made of others grow with them, so keep the ids of stacks and components short.',
      );
    }
  },
};

type ProblemOf = (key: string, value: string | undefined) => string | undefined;

/** The same few labels stand on every object: each is looked at once. */
function remembered(): ProblemOf {
  const fine = new Set<string>();
  return (key, value) => {
    const label = value === undefined ? key : `${key}=${value}`;
    if (fine.has(label)) return undefined;
    const problem = keyProblem(key) ?? (value === undefined ? undefined : valueProblem(key, value));
    if (problem === undefined) fine.add(label);
    return problem;
  };
}

function problemsOf({ spec }: ObjectResource, problemOf: ProblemOf): readonly string[] {
  const found: string[] = [];
  checkMetadata(spec, [], problemOf, found);
  if (isOwn(spec.apiVersion) && spec.kind !== 'CustomResourceDefinition') {
    const body = objectAt(spec, 'spec');
    if (spec.kind === 'Service') checkLabels(objectAt(body, 'selector'), ['spec', 'selector'], problemOf, found);
    if (body) visit(body, ['spec'], problemOf, found);
  }
  return found;
}

/** The path is a list that is joined only for a problem: most objects have none. */
function visit(value: JsonObject, path: (string | number)[], problemOf: ProblemOf, found: string[]): void {
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== 'object' || member === null || withoutLabels.has(name)) continue;
    path.push(name);
    if (name === 'matchExpressions') {
      checkExpressions(objectsAt(value, name), path, problemOf, found);
    } else if (Array.isArray(member)) {
      for (const [index, item] of (member as readonly Json[]).entries()) {
        if (!isJsonObject(item)) continue;
        path.push(index);
        visit(item, path, problemOf, found);
        path.pop();
      }
    } else if (name === 'metadata') {
      checkMetadata(value, path.slice(0, -1), problemOf, found);
    } else if (isJsonObject(member)) {
      if (labelFields.has(name)) checkLabels(member, path, problemOf, found);
      else visit(member, path, problemOf, found);
    }
    path.pop();
  }
}

type Path = readonly (string | number)[];

function pathText(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
}

function checkMetadata(holder: JsonObject, path: Path, problemOf: ProblemOf, found: string[]): void {
  const metadata = objectAt(holder, 'metadata');
  checkLabels(objectAt(metadata, 'labels'), [...path, 'metadata', 'labels'], problemOf, found);
  const annotations = objectAt(metadata, 'annotations');
  if (annotations === undefined) return;
  const field = pathText([...path, 'metadata', 'annotations']);
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value !== 'string') continue;
    size += Buffer.byteLength(key) + Buffer.byteLength(value);
    // Upstream asks for the form of a label's key, in any case of letters.
    const problem = problemOf(key.toLowerCase(), undefined);
    if (problem !== undefined) found.push(`${field}: ${problem}`);
  }
  if (size > mostAnnotationBytes) {
    found.push(`${field} have ${size} bytes together; ${mostAnnotationBytes} are allowed`);
  }
}

function checkExpressions(given: readonly JsonObject[], path: Path, problemOf: ProblemOf, found: string[]): void {
  for (const expression of given) {
    const key = textAt(expression, 'key') ?? '';
    const problems = [undefined, ...textsAt(expression, 'values')].map((value) => problemOf(key, value));
    for (const problem of problems) if (problem !== undefined) found.push(`${pathText(path)}: ${problem}`);
  }
}

function checkLabels(given: JsonObject | undefined, path: Path, problemOf: ProblemOf, found: string[]): void {
  for (const [key, value] of Object.entries(given ?? {})) {
    const problem = typeof value === 'string' ? problemOf(key, value) : undefined;
    if (problem !== undefined) found.push(`${pathText(path)}: ${problem}`);
  }
}

/** Kubernetes' own groups have no dot, or end in k8s.io. */
function isOwn(apiVersion: string): boolean {
  const group = apiGroup(apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io');
}
