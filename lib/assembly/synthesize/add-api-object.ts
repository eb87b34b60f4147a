import type { ApiObject } from 'cdk8s';
import * as findings from '../findings';
import { addObject } from './add-object';
import { operationOf } from './json-patches';
import { patchText } from './patch-text';
import type { PlainDataProblem } from './plain-data';
import type { RenderedObject } from './render-object';
import { Synthesis, type Place } from './synthesis';

/** Adds one ApiObject of whatever class, or reports why it cannot be written as its author meant it. */
export function addApiObject(into: Synthesis, place: Place, object: ApiObject, rendered: RenderedObject): void {
  const title = `${object.kind} "${object.name}"`;
  for (const problem of rendered.problems) reportProblem(into, place, title, problem);
  for (const field of rendered.dropped) {
    into.report(
      place,
      findings.fieldDropped,
      `${title}: ${field} was given, but the class ${object.constructor.name} does not write it.`,
      'Check the spelling; for fields newer than the class use cdk8s ApiObject, or object.addJsonPatch(JsonPatch.add(...)).',
    );
  }
  if (!rendered.manifest) {
    const { thrown } = rendered;
    if (into.reportThrown(place, thrown)) return;
    const detail = thrown === undefined ? `${title} renders to no mapping.` : `${title}: ${messageOf(thrown)}.`;
    into.report(place, findings.objectNotRendered, detail, 'Fix the value that the message names.');
    return;
  }
  for (const operation of rendered.patches.map(operationOf)) {
    const reason = `${title}: ${patchText(operation, rendered.manifest)}`;
    into.acknowledgements.push({ code: 'json-patch', on: Synthesis.owner(place), reason });
  }
  // cdk8s gives the chart's namespace to every object; only what the author wrote counts as said.
  const namespaceFrom = object.metadata.namespace === object.chart.namespace ? 'chart' : 'author';
  addObject(into, place, rendered.manifest, {
    namespaceFrom,
    reported: new Set(rendered.problems.map(({ field }) => field)),
  });
}

function messageOf(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).replace(/\.$/, '');
}

function reportProblem(
  into: Synthesis,
  place: Place,
  title: string,
  { field, problem, value }: PlainDataProblem,
): void {
  const where = `${title}: ${field}`;
  switch (problem) {
    case 'missing':
      into.report(
        place,
        findings.valueMissing,
        `${where} is undefined and would be written as null.`,
        'Leave the item out.',
      );
      return;
    case 'not-a-number':
      into.report(place, findings.valueNotANumber, `${where} is ${value}.`, 'Check the calculation it comes from.');
      return;
    case 'not-plain':
      into.report(
        place,
        findings.valueNotPlain,
        `${where} is ${value}.`,
        'Give a string, number, boolean, list or mapping.',
      );
      return;
    case 'output':
      into.report(
        place,
        findings.valueNotPlain,
        `${where} is ${value}, whose edge nobody has recorded.`,
        'Call usedBy(construct) on it: that gives the plain value and records the edge. Refer to a secret by its name and key.',
      );
      return;
    case 'text-holds-object':
      into.report(
        place,
        findings.textHoldsObject,
        `${where} is ${value}: an object, such as cdk8s's Lazy, was put into a string.`,
        'Put the whole string into the lazy, or use the text tag with outputs.',
      );
  }
}
