import type { IConstruct } from 'constructs';
import { deepFreeze, sortFindings, SourceLines, type Finding } from '../../core';
import * as findings from '../findings';
import { assemblySchema, type Assembly, type Edge, type Resource } from '../model/assembly';
import type { ResourceId } from '../model/identity';
import { addApiObject } from './add-api-object';
import { PlacedContribution } from './contribution';
import { known } from './known';
import { renderObjects } from './render-object';
import { stackEdges } from './stack-edges';
import { Synthesis } from './synthesis';
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
  // Before edges are looked at: a lazy value may be what uses an output.
  const rendered = renderObjects(walked.objects.map(({ object }) => object));
  const facts = known(root, walked, into);
  for (const { from, to, kind, request } of facts.edges) {
    const { port, grant } = request;
    into.edges.push({ kind, from: from.id, to: to.id, ...(port && { port }), ...(grant && { grant }) });
  }
  for (const { contributor, place } of walked.contributors) {
    into.ask(place, () => contributor.derive?.(new PlacedContribution(into, place), facts));
  }
  walked.objects.forEach(({ object, place }, index) => {
    const manifest = rendered[index];
    if (manifest) addApiObject(into, place, object, manifest);
  });
  into.edges.push(...stackEdges(walked));
  reportUnknownKinds(into);
  return finish(into);
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
  const { name, tier, cluster, tenantOf } = environment;
  const resources: Record<ResourceId, Resource> = {};
  const provenance: Record<ResourceId, Origin> = {};
  for (const id of [...into.resources.keys()].sort()) {
    const resource = into.resources.get(id);
    const construct = into.constructs.get(id);
    if (!resource || !construct) continue;
    resources[id] = resource;
    const source = into.lines.of(construct);
    provenance[id] = { path: construct.node.path, ...(source !== undefined && { source }) };
  }
  const assembly: Assembly = {
    schema: assemblySchema,
    environment: {
      name,
      tier,
      ...(tenantOf !== undefined && cluster && { tenancy: { environment: tenantOf, facts: cluster } }),
      versions: Object.fromEntries([...into.versions].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    resources,
    edges: sortedUnique(into.edges),
    acknowledgements: sortedUnique(into.acknowledgements),
  };
  return { assembly: deepFreeze(assembly), findings: sortFindings(into.findings), provenance };
}

function sortedUnique<T extends Edge | Assembly['acknowledgements'][number]>(values: readonly T[]): readonly T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value] as const));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
