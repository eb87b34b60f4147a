import { deepFreeze, isJsonObject, nameProblem, nameRule, suggestedName, type Json, type JsonObject } from '../../core';
import { conform, type KindFacts } from '../../kube-api';
import * as findings from '../findings';
import { manifestPath } from '../dist/files';
import { apiGroup, clusterStack, objectId, type ResourceId } from '../model/identity';
import type { Manifest } from '../model/object';
import { reportField } from './report-field';
import { Synthesis, type Place } from './synthesis';
import { servedKind } from './served-kind';

/** Kinds that others depend on by existing: they are applied before everything else. */
const appliedFirst: ReadonlySet<string> = new Set([
  'Namespace',
  'CustomResourceDefinition',
  'PriorityClass',
  'StorageClass',
  'RuntimeClass',
]);

/** What is known of an object besides its manifest. */
export interface ObjectOrigin {
  /** Whether the object's author wrote its namespace or cdk8s filled in the chart's. */
  readonly namespaceFrom: 'author' | 'chart' | 'derived';
  /** Fields about which something was said already; nothing is said twice. */
  readonly reported?: ReadonlySet<string>;
}

/** Checks one object against the cluster's API, puts its keys in order, and adds it to the environment. */
export function addObject(into: Synthesis, place: Place, given: JsonObject, origin: ObjectOrigin): void {
  const { apiVersion, kind } = given;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isJsonObject(given['metadata'])) {
    into.report(
      place,
      findings.objectNotRendered,
      'The manifest lacks apiVersion, kind or metadata.',
      'Give all three.',
    );
    return;
  }
  const facts = servedKind(into, place, apiVersion, kind);
  const metadata = scopedMetadata(into, place, given['metadata'], facts, origin.namespaceFrom, kind);
  const name = metadata['name'];
  if (typeof name !== 'string') {
    into.report(
      place,
      findings.nameInvalid,
      `A ${kind} has no name.`,
      'Give metadata.name; generateName cannot be reviewed.',
    );
    return;
  }
  checkName(into, place, kind, name);
  const body = { ...given, metadata };
  const ordered = facts ? conformed(into, place, facts, body, origin.reported) : unknownOrder(body);
  const namespace = metadata['namespace'];
  const own = place.stack?.namespace;
  const stack = appliedFirst.has(kind) ? clusterStack : (place.stack?.name ?? clusterStack);
  const relative = environmentRelative(into, facts, name);
  const scoped = typeof namespace === 'string' && namespace !== own ? `${relative}@${namespace}` : relative;
  const id = objectId({ stack, group: apiGroup(apiVersion), kind, name: scoped });
  checkFileName(into, place, id);
  const resource = {
    id,
    kind: 'object',
    owner: Synthesis.owner(place),
    stack,
    spec: deepFreeze(ordered) as Manifest,
  } as const;
  into.add(place, resource, findings.objectDuplicate);
}

/** The longest name of a file, in bytes, on the file systems that people use. */
const longestFileName = 255;

function checkFileName(into: Synthesis, place: Place, id: ResourceId): void {
  // Only a long identity can have a long file name; most are not worth making the path.
  if (id.length < longestFileName / 4) return;
  const path = manifestPath(id);
  const length = Buffer.byteLength(path.slice(path.lastIndexOf('/') + 1));
  if (length <= longestFileName) return;
  const detail = `The file of "${id}" would have a name of ${String(length)} bytes; file systems take ${String(longestFileName)}.`;
  into.report(place, findings.nameInvalid, detail, 'Choose a shorter name.');
}

/** A tenant's cluster-wide names begin with its environment; without it two environments compare. */
function environmentRelative(into: Synthesis, facts: KindFacts | undefined, name: string): string {
  const { environment } = into;
  const prefix = `${environment?.name ?? ''}-`;
  const isTenant = environment?.tenantOf !== undefined;
  return isTenant && facts?.namespaced === false && name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function scopedMetadata(
  into: Synthesis,
  place: Place,
  given: JsonObject,
  facts: KindFacts | undefined,
  namespaceFrom: 'author' | 'chart' | 'derived',
  kind: string,
): JsonObject {
  const { namespace, ...rest } = given;
  if (facts?.namespaced !== false || namespace === undefined) return given;
  if (namespaceFrom === 'author') {
    into.report(
      place,
      findings.namespaceOnClusterScoped,
      `The ${kind} ${JSON.stringify(given['name'])} has the namespace ${JSON.stringify(namespace)}, but a ${kind} belongs to the whole cluster.`,
      'Leave metadata.namespace out.',
    );
  }
  return rest;
}

/** Whether the name comes from a component or stack whose own name was refused already. */
function isNamedAfterReported(into: Synthesis, { component, stack, ...place }: Place, name: string): boolean {
  const isNamedAfter = name === stack?.namespace || (component !== undefined && name.startsWith(component));
  return isNamedAfter && into.hasReported({ component, stack, ...place }, findings.nameInvalid);
}

function checkName(into: Synthesis, place: Place, kind: string, name: string): void {
  const rule = nameRule(kind);
  const problem = nameProblem(name, rule);
  if (problem === undefined || isNamedAfterReported(into, place, name)) return;
  const fix = `Did you mean "${suggestedName(name, rule)}"?`;
  into.report(place, findings.nameInvalid, `The name of a ${kind}, ${problem}.`, fix);
}

function conformed(
  into: Synthesis,
  place: Place,
  facts: KindFacts,
  body: JsonObject,
  reported: ReadonlySet<string> = new Set(),
): JsonObject {
  const result = conform(facts, body);
  for (const problem of result.problems) {
    if (!reported.has(problem.path)) reportField(into, place, facts, body as Manifest, problem);
  }
  return result.body as JsonObject;
}

/** Without facts about a kind: the common head first, everything else by name. */
function unknownOrder(body: JsonObject): JsonObject {
  const { apiVersion, kind, metadata, ...rest } = body;
  const { name, namespace, ...more } = metadata as JsonObject;
  const head = { ...(name !== undefined && { name }), ...(namespace !== undefined && { namespace }) };
  return { apiVersion, kind, metadata: { ...head, ...sortedMembers(more) }, ...sortedMembers(rest) } as JsonObject;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  return isJsonObject(value) ? sortedMembers(value) : value;
}

function sortedMembers(value: JsonObject): JsonObject {
  const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
