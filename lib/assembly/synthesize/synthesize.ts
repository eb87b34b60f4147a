import type { IConstruct } from 'constructs';
import { deepFreeze, sortFindings, SourceLines, type Finding } from '../../core';
import * as findings from '../findings';
import { assemblySchema, type Assembly, type Edge, type Resource } from '../model/assembly';
import type { ResourceId } from '../model/identity';
import { addObject } from './add-object';
import { PlacedContribution } from './contribution';
import { known } from './known';
import type { PlainDataProblem } from './plain-data';
import { renderObject } from './render-object';
import { stackEdges } from './stack-edges';
import { Synthesis, type Place } from './synthesis';
import { walk } from './walk';

/** Where a resource comes from: the construct's path in the tree and the line that made it. */
export interface Origin {
  readonly path: string;
  readonly source?: string;
}

/** Where each resource comes from. Stands beside the assembly, never in it. */
export type Provenance = Readonly<Record<ResourceId, Origin>>;

/** An environment as data, what is wrong with it so far, and where everything comes from. */
export interface Synthesized {
  readonly assembly: Assembly;
  readonly findings: readonly Finding[];
  readonly provenance: Provenance;
}

export interface SynthesizeOptions {
  /** The folder that source lines are given relative to. */
  readonly sourceRoot: string;
  /** Releases that must not change, by name. @default - none are locked */
  readonly locked?: Readonly<Record<string, string>>;
}

/** Turns the construct tree of one environment into an assembly. Pure: reads the tree, writes nothing. */
export function synthesizeTree(root: IConstruct, options: SynthesizeOptions): Synthesized {
  const into = new Synthesis(new SourceLines(options.sourceRoot), options.locked ?? {});
  const walked = walk(root, into);
  const facts = known(root, walked, into);
  for (const { from, to, kind, request } of facts.edges) {
    const { port, grant } = request;
    into.edges.push({ kind, from: from.id, to: to.id, ...(port && { port }), ...(grant && { grant }) });
  }
  for (const { contributor, place } of walked.contributors)
    contributor.derive?.(new PlacedContribution(into, place), facts);
  for (const { object, place } of walked.objects) {
    const rendered = renderObject(object);
    reportProblems(into, place, rendered.problems);
    for (const field of rendered.dropped) {
      into.report(
        place,
        findings.fieldDropped,
        `${object.kind} "${object.name}": ${field} was given, but the class ${object.constructor.name} does not write it.`,
        'Check the spelling; for fields newer than the class use cdk8s ApiObject, or object.addJsonPatch(JsonPatch.add(...)).',
      );
    }
    if (rendered.error !== undefined || !rendered.manifest) {
      into.report(
        place,
        findings.objectNotRendered,
        rendered.error ?? 'It renders to no object.',
        'Fix the value that the message names.',
      );
      continue;
    }
    for (const { op, path } of rendered.patches) {
      const contribution = new PlacedContribution(into, place);
      contribution.deviation('json-patch', `${object.kind} ${object.name}: ${String(op)} ${String(path)}`);
    }
    addObject(into, place, rendered.manifest, authorsNamespace(object));
  }
  into.edges.push(...stackEdges(walked));
  reportUnknownKinds(into);
  return finish(into);
}

/** cdk8s gives the chart's namespace to every object; only what the author wrote counts as said. */
function authorsNamespace(object: {
  readonly metadata: { readonly namespace?: string };
  readonly chart: { readonly namespace?: string };
}): 'author' | 'chart' {
  return object.metadata.namespace === object.chart.namespace ? 'chart' : 'author';
}

function reportProblems(into: Synthesis, place: Place, problems: readonly PlainDataProblem[]): void {
  for (const { field, problem, value } of problems) {
    switch (problem) {
      case 'missing':
        into.report(
          place,
          findings.valueMissing,
          `${field} is undefined and would be written as null.`,
          'Leave the item out.',
        );
        break;
      case 'not-a-number':
        into.report(place, findings.valueNotANumber, `${field} is ${value}.`, 'Check the calculation it comes from.');
        break;
      case 'not-plain':
        into.report(
          place,
          findings.valueNotPlain,
          `${field} is ${value}.`,
          'Give a string, number, boolean, list or mapping.',
        );
        break;
      case 'text-holds-object':
        into.report(
          place,
          findings.textHoldsObject,
          `${field} is ${value}: an object, such as cdk8s's Lazy, was put into a string.`,
          'Put the whole string into the lazy, or use the text tag with outputs.',
        );
    }
  }
}

/** A custom kind is fine when this environment defines it, or when its author says who does. */
function reportUnknownKinds(into: Synthesis): void {
  const defined = new Set<string>();
  for (const resource of into.resources.values()) {
    if (resource.kind !== 'object' || resource.spec.kind !== 'CustomResourceDefinition') continue;
    const spec = resource.spec['spec'] as { readonly group?: string; readonly names?: { readonly kind?: string } };
    defined.add(`${spec.group ?? ''} ${spec.names?.kind ?? ''}`);
  }
  for (const { place, apiVersion, kind } of into.unknownKinds) {
    const [group = ''] = apiVersion.split('/');
    if (defined.has(`${group} ${kind}`)) continue;
    into.report(
      place,
      findings.apiUnknown,
      `Nothing in this environment defines ${apiVersion} ${kind}, so its fields cannot be checked and applying it may fail.`,
      'Add its CustomResourceDefinition with Manifests.fromFile, or acknowledge "api-unknown" and say who installs it.',
    );
  }
}

function finish(into: Synthesis): Synthesized {
  const environment = into.environment;
  if (!environment) throw new Error('the tree is no environment: nothing in it contributes one');
  const byId = (a: Resource, b: Resource): number => (a.id < b.id ? -1 : 1);
  const resources = [...into.resources.values()].sort(byId).map((resource) => [resource.id, resource] as const);
  const provenance: Record<ResourceId, Origin> = {};
  for (const [id] of resources) {
    const construct = into.constructs.get(id);
    if (!construct) continue;
    const source = into.lines.of(construct);
    provenance[id] = { path: construct.node.path, ...(source !== undefined && { source }) };
  }
  const assembly: Assembly = {
    schema: assemblySchema,
    environment: {
      ...environment,
      versions: Object.fromEntries([...into.versions].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    resources: Object.fromEntries(resources),
    edges: sortedUnique(into.edges),
    acknowledgements: sortedUnique(into.acknowledgements),
  };
  return { assembly: deepFreeze(assembly), findings: sortFindings(into.findings), provenance };
}

function sortedUnique<T extends Edge | Assembly['acknowledgements'][number]>(values: readonly T[]): readonly T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value] as const));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
