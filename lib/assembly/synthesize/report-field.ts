import type { JsonObject } from '../../core';
import { compareMinors, conform, kubeApi, kubernetesMinors, type FieldProblem, type KindFacts } from '../../kube-api';
import * as findings from '../findings';
import type { Synthesis, Place } from './synthesis';

type TypeName = Extract<FieldProblem, { kind: 'wrong-type' }>['expected'];

const inWords: Readonly<Record<TypeName, string>> = {
  any: 'a value',
  boolean: 'true or false',
  bytes: 'base64 text',
  'int-or-string': 'an integer or a text',
  integer: 'an integer',
  list: 'a list',
  map: 'a mapping',
  number: 'a number',
  object: 'a mapping',
  quantity: 'a quantity such as 250m or 128Mi',
  string: 'a text',
  time: 'a time such as 2026-01-31T12:00:00Z',
};

/** Reports what an object's API does not take. */
export function reportField(
  into: Synthesis,
  place: Place,
  facts: KindFacts,
  body: JsonObject & { readonly metadata: { readonly name: string } },
  problem: FieldProblem,
): void {
  const where = `${facts.kind} "${body.metadata.name}": ${problem.path}`;
  switch (problem.kind) {
    case 'unknown-field': {
      const version = into.environment?.cluster?.version ?? '';
      const detail = `${where} does not exist in ${facts.apiVersion} of Kubernetes ${version}.`;
      const since = servedSince(facts, body, problem.path, version);
      const fix =
        since === undefined
          ? didYouMean(problem.suggestion)
          : `Kubernetes ${since} has it: move to that version, or leave it out.`;
      into.report(place, findings.fieldUnknown, detail, fix ?? 'Remove it.');
      return;
    }
    case 'wrong-type': {
      const { actual, expected, value } = problem;
      const shown = value === undefined ? `a ${actual}` : `the ${actual} ${JSON.stringify(value)}`;
      const wanted = inWords[expected];
      into.report(place, findings.fieldType, `${where} must be ${wanted}, not ${shown}.`, `Write ${wanted}.`);
      return;
    }
    case 'unknown-value': {
      const detail = `${where} is ${JSON.stringify(problem.value)}; allowed are ${problem.allowed.join(', ')}.`;
      into.report(
        place,
        findings.fieldValue,
        detail,
        didYouMean(problem.suggestion) ?? 'Write one of the allowed values.',
      );
      return;
    }
    case 'duplicate-item':
      into.report(
        place,
        findings.listKeyDuplicate,
        `${where} has the same ${problem.item} as ${problem.first}.`,
        'Kubernetes merges such items into one: rename or remove one of them.',
      );
      return;
    case 'missing-field':
      into.report(place, findings.fieldRequired, `${where} is required and missing.`, 'Give it a value.');
  }
}

/** The first later minor that has a field. */
function servedSince(facts: KindFacts, body: JsonObject, path: string, version: string): string | undefined {
  return kubernetesMinors.find((minor) => {
    if (compareMinors(minor, version) <= 0) return false;
    const later = kubeApi(minor).tryKind(facts.apiVersion, facts.kind);
    return later && !conform(later, body).problems.some((one) => one.kind === 'unknown-field' && one.path === path);
  });
}

function didYouMean(suggestion: string | undefined): string | undefined {
  return suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`;
}
