import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { deepFreeze, isJsonObject, PlinthError, shortDigest, type Json, type JsonObject } from '../../core';
import { assemblySchema, resourceKinds, type Assembly, type Resource } from '../model/assembly';
import type { Body } from '../model/body';
import { identityParts } from '../model/identity';
import { hostFilePath, parseBody } from '../hosts';
import { parseYaml } from '../yaml';
import { indexOfDist, manifestPath } from './files';
import { distNewer, distUnreadable } from './findings';

/**
 * The names of the environments in a dist folder; none when there is no dist.
 *
 * @throws PlinthError `dist-unreadable` when the index is damaged, `dist-newer` when a later Plinth wrote it
 */
export function readEnvironments(dist: string): readonly string[] {
  const text = indexText(dist);
  if (text === undefined) return [];
  refuseNewerSchema(text);
  const index = parsed(dist, indexOfDist, text);
  const environments = isJsonObject(index) ? index['environments'] : undefined;
  if (!Array.isArray(environments)) throw unreadable(dist, indexOfDist, 'lists no environments');
  return (environments as readonly Json[]).map(String);
}

/**
 * Reads the assembly of one environment from dist/ alone.
 *
 * @throws PlinthError `dist-unreadable` when a file is missing, damaged or edited by hand, `dist-newer` when a later Plinth wrote it
 */
export function readAssembly(dist: string, environment: string): Assembly {
  const at = (path: string): string => `${environment}/${path}`;
  const header = at('graph/environment.json');
  const text = contentOf(dist, header);
  if (text === undefined) throw unreadable(dist, header, 'is missing');
  refuseNewerSchema(text);
  const { schema, ...facts } = mapping(dist, header, text);
  if (schema !== assemblySchema) throw unreadable(dist, header, 'has no schema');
  if (facts['name'] !== environment) throw unreadable(dist, header, `says that it is ${JSON.stringify(facts['name'])}`);
  const resources: [string, unknown][] = [];
  for (const kind of resourceKinds) {
    const file = at(`graph/${kind}.json`);
    for (const [id, entry] of Object.entries(mapping(dist, file, contentOf(dist, file) ?? '{}'))) {
      if (!isJsonObject(entry)) throw unreadable(dist, file, `says nothing of "${id}"`);
      resources.push([id, resource(dist, environment, kind, id, entry)]);
    }
  }
  resources.sort(([a], [b]) => (a < b ? -1 : 1));
  const assembly = {
    schema: assemblySchema,
    environment: facts,
    resources: Object.fromEntries(resources),
    edges: list(dist, at('graph/edges.json')),
    acknowledgements: list(dist, at('graph/acknowledgements.json')),
  };
  return deepFreeze(assembly) as object as Assembly;
}

function resource(dist: string, environment: string, kind: Resource['kind'], id: string, entry: JsonObject): unknown {
  const { stack } = identityParts(id);
  const { digest, format, ...common } = entry;
  if (digest === undefined) return { id, kind, stack, ...common };
  const file = `${environment}/${kind === 'object' ? manifestPath(id) : hostFilePath(id)}`;
  const content = contentOf(dist, file);
  if (content === undefined) throw unreadable(dist, file, 'is missing');
  if (shortDigest(content) !== digest) throw unreadable(dist, file, `does not have the digest in graph/${kind}.json`);
  if (kind === 'object') return { id, kind, stack, ...common, spec: parseYaml(content)[0] };
  const body = parseBody(kind === 'unit' ? 'unit' : (format as Body['format']), content);
  if (!body) throw unreadable(dist, file, 'is no file of its format');
  return {
    id,
    kind,
    stack,
    ...common,
    spec: { ...(common['spec'] as JsonObject), body: kind === 'unit' ? body.value : body },
  };
}

/** The text of `plinth.json`, undefined when there is none. */
export function indexText(dist: string): string | undefined {
  return contentOf(dist, indexOfDist);
}

/** Understands texts with merge conflicts as well. */
export function refuseNewerSchema(text: string): void {
  const newest = Math.max(0, ...[...text.matchAll(/"schema":\s*(\d+)/g)].map(([, schema]) => Number(schema)));
  if (newest <= assemblySchema) return;
  throw PlinthError.of(
    distNewer,
    `It has the schema ${String(newest)}; this Plinth reads and writes ${String(assemblySchema)}.`,
    'Install the version of Plinth that wrote it, or a later one.',
  );
}

function list(dist: string, file: string): readonly Json[] {
  const value = parsed(dist, file, contentOf(dist, file) ?? '[]');
  if (!Array.isArray(value)) throw unreadable(dist, file, 'is no list');
  return value as readonly Json[];
}

function mapping(dist: string, file: string, text: string): JsonObject {
  const value = parsed(dist, file, text);
  if (!isJsonObject(value)) throw unreadable(dist, file, 'is no mapping');
  return value;
}

function parsed(dist: string, file: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const isConflict = /^(<{7}|>{7}) /m.test(text);
    throw unreadable(dist, file, isConflict ? 'holds the marks of a merge conflict' : 'is no JSON');
  }
}

function contentOf(dist: string, file: string): string | undefined {
  const place = join(dist, file);
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
}

function unreadable(dist: string, file: string, problem: string): PlinthError {
  return PlinthError.of(
    distUnreadable,
    `${basename(resolve(dist))}/${file} ${problem}.`,
    'Do not edit or merge these files by hand: run `plinth synth`, which writes them anew, also over a merge conflict.',
  );
}
