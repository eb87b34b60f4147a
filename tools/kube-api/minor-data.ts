import type { KindData, MinorData } from '../../lib/kube-api/data';
import { fieldTexts, references, shortName } from './field-text';
import type { SchemaStruct } from './schema';
import { assertAgreement, definitionName, servedKinds, type Swagger } from './swagger';

/**
 * What people read first, in the order in which they and kubectl write it.
 *
 * Go declares kind before apiVersion, and labels and annotations after what the API server fills in.
 */
const leadingFields: Readonly<Record<string, readonly string[]>> = {
  'k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta': ['name', 'namespace', 'labels', 'annotations'],
};
const leadingOfKinds = ['apiVersion', 'kind', 'metadata'];

/** Joins the upstream sources of one minor into its data file. */
export function minorData(
  patch: string,
  structs: ReadonlyMap<string, SchemaStruct>,
  swagger: Swagger,
  disabled: ReadonlySet<string>,
): MinorData {
  const byDefinition = new Map([...structs.values()].map((struct) => [definitionName(struct.name), struct]));
  const kinds: KindData[] = [];
  const wanted: string[] = [];
  for (const served of servedKinds(swagger)) {
    const struct = byDefinition.get(served.definition);
    if (struct === undefined) throw new Error(`no Go type for ${served.definition}`);
    const { apiVersion, kind, plural, namespaced } = served;
    const off = disabled.has(apiVersion) ? { enabled: false } : {};
    kinds.push({ apiVersion, kind, plural, namespaced, type: shortName(struct.name), ...off });
    wanted.push(struct.name);
  }
  return { patch, kinds, types: reachableTypes(wanted, structs, swagger) };
}

function reachableTypes(
  roots: readonly string[],
  structs: ReadonlyMap<string, SchemaStruct>,
  swagger: Swagger,
): Record<string, Record<string, string>> {
  const full = new Map<string, string>();
  const texts = new Map<string, Record<string, string>>();
  const kinds = new Set(roots);
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const short = shortName(name);
    if (full.get(short) === name) continue;
    if (full.has(short)) throw new Error(`two types are called ${short}: ${full.get(short) ?? ''} and ${name}`);
    const struct = structs.get(name);
    if (struct === undefined) throw new Error(`nothing declares ${name}`);
    assertAgreement(struct, swagger);
    full.set(short, name);
    texts.set(short, fieldTexts(struct, leadingFields[name] ?? (kinds.has(name) ? leadingOfKinds : [])));
    queue.push(...references(struct));
  }
  return Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
