import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deepFreeze, findingKind, isJsonObject, PlinthError, shortDigest, type Json, type JsonObject } from '../../core';
import { assemblySchema, resourceKinds, type Assembly, type Resource } from '../model/assembly';
import { identityParts } from '../model/identity';
import { parseYaml } from '../yaml';
import { manifestPath } from './files';

export const distUnreadable = findingKind({
  code: 'dist-unreadable',
  severity: 'error',
  summary: 'the synthesized files are not what Plinth wrote',
  references: ['docs/architecture.md#output'],
  acknowledgeable: false,
});

/** The names of the environments in a dist folder; none when there is no dist. */
export function readEnvironments(dist: string): readonly string[] {
  const file = join(dist, 'plinth.json');
  if (!existsSync(file)) return [];
  const index = json(file);
  if (!isJsonObject(index) || !Array.isArray(index['environments'])) throw unreadable(file, 'it lists no environments');
  refuseOtherSchema(file, index['schema']);
  return (index['environments'] as readonly Json[]).map(String);
}

/**
 * Reads the assembly of one environment from dist/ alone.
 *
 * @throws PlinthError `dist-unreadable` when a file is missing, damaged, edited by hand or of another schema.
 */
export function readAssembly(dist: string, environment: string): Assembly {
  const folder = join(dist, environment);
  const header = json(join(folder, 'graph/environment.json'));
  if (!isJsonObject(header)) throw unreadable(join(folder, 'graph/environment.json'), 'it is no mapping');
  const { schema, ...facts } = header;
  refuseOtherSchema(join(folder, 'graph/environment.json'), schema);
  const resources: Record<string, unknown> = {};
  for (const kind of resourceKinds) {
    const entries = optionalJson(join(folder, `graph/${kind}.json`), {});
    for (const [id, entry] of Object.entries(entries as JsonObject)) resources[id] = resource(folder, kind, id, entry as JsonObject);
  }
  const byId = Object.entries(resources).sort(([a], [b]) => (a < b ? -1 : 1));
  const assembly = {
    schema: assemblySchema,
    environment: facts,
    resources: Object.fromEntries(byId),
    edges: optionalJson(join(folder, 'graph/edges.json'), []),
    acknowledgements: optionalJson(join(folder, 'graph/acknowledgements.json'), []),
  };
  return deepFreeze(assembly) as object as Assembly;
}

function resource(folder: string, kind: Resource['kind'], id: string, entry: JsonObject): unknown {
  const { stack } = identityParts(id);
  if (kind !== 'object') return { id, kind, stack, ...entry };
  const { digest, ...common } = entry;
  const file = join(folder, manifestPath(id));
  if (!existsSync(file)) throw unreadable(file, 'it is missing');
  const content = readFileSync(file, 'utf8');
  if (shortDigest(content) !== digest) throw unreadable(file, 'its content does not match the digest in graph/object.json');
  return { id, kind, stack, ...common, spec: parseYaml(content)[0] };
}

function refuseOtherSchema(file: string, schema: unknown): void {
  if (schema !== assemblySchema) throw unreadable(file, `its schema is ${JSON.stringify(schema)}, this Plinth reads ${String(assemblySchema)}`);
}

function optionalJson(file: string, otherwise: Json): Json {
  return existsSync(file) ? json(file) : otherwise;
}

function json(file: string): Json {
  if (!existsSync(file)) throw unreadable(file, 'it is missing');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(file: string, reason: string): PlinthError {
  return PlinthError.of(
    distUnreadable,
    `${file}: ${reason}.`,
    'Do not edit or merge dist/ by hand: take one side and run `plinth synth` again (or delete dist/ first).',
  );
}
