import { createHash } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import type { Json } from '../../lib/core/json';
import type { CrdData, GatewayApiData, KindData } from '../../lib/kube-api/data';
import { fieldTexts, shortName } from './field-text';
import type { Schema, SchemaStruct } from './schema';

/** One value in the schema of a CustomResourceDefinition. */
interface CrdSchema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema;
  readonly items?: CrdSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly default?: Json;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
}

interface Crd {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: string;
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: CrdSchema };
    }[];
  };
}

const leadingOfKinds = ['apiVersion', 'kind', 'metadata'];
const objectMeta = 'k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta';

/**
 * Joins the CRD files with the Go types that they were generated from.
 *
 * The CRD files have the last word on fields, defaults and enums (they are what a cluster checks); the Go types give names
 * and the order of fields, which CRD files sort by name.
 *
 * @param goPackage import path of the types, without the version: `sigs.k8s.io/gateway-api/apis`
 */
export function gatewayApiData(
  version: string,
  files: ReadonlyMap<string, string>,
  goPackage: string,
  structs: ReadonlyMap<string, SchemaStruct>,
): GatewayApiData {
  const crds: CrdData[] = [];
  const kinds: KindData[] = [];
  const types = new Map<string, Record<string, string>>();
  for (const [path, text] of files) {
    const sha256 = createHash('sha256').update(text).digest('hex');
    for (const crd of crdsOf(text)) {
      const { group, names, scope, versions } = crd.spec;
      crds.push({ name: crd.metadata.name, kind: names.kind, path, sha256 });
      for (const { name, schema } of versions.filter((each) => each.served)) {
        const goName = `${goPackage}/${name}.${names.kind}`;
        addType(goName, schema.openAPIV3Schema, structs, types, leadingOfKinds);
        const apiVersion = `${group}/${name}`;
        const type = shortName(goName);
        kinds.push({ apiVersion, kind: names.kind, plural: names.plural, namespaced: scope === 'Namespaced', type });
      }
    }
  }
  return { version, crds, kinds, types: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function crdsOf(text: string): Crd[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Crd)
    .filter((object) => object.kind === 'CustomResourceDefinition');
}

function addType(
  goName: string,
  crd: CrdSchema,
  structs: ReadonlyMap<string, SchemaStruct>,
  types: Map<string, Record<string, string>>,
  leading: readonly string[] = [],
): void {
  const struct = structs.get(goName);
  if (struct === undefined) throw new Error(`nothing declares ${goName}`);
  const properties = crd.properties ?? {};
  const unknown = Object.keys(properties).find((name) => !struct.fields.has(name));
  if (unknown !== undefined) throw new Error(`${goName} has no field ${unknown}, but its CRD has`);

  const fields = new Map<string, Schema>();
  for (const [name, declared] of struct.fields) {
    const property = properties[name];
    // Fields of the experimental channel are in the Go types only.
    if (property !== undefined) fields.set(name, joined(declared, property, structs, types));
  }
  const texts = fieldTexts({ name: goName, fields, required: new Set(crd.required) }, leading);
  const short = shortName(goName);
  const known = types.get(short);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(texts))
    throw new Error(`${short} differs from place to place: ${JSON.stringify(known)}, ${JSON.stringify(texts)}`);
  types.set(short, texts);
}

function joined(
  declared: Schema,
  crd: CrdSchema,
  structs: ReadonlyMap<string, SchemaStruct>,
  types: Map<string, Record<string, string>>,
): Schema {
  const listType = crd['x-kubernetes-list-type'];
  const listMapKeys = crd['x-kubernetes-list-map-keys'];
  const rest = {
    ...(crd.enum !== undefined && { enum: crd.enum }),
    ...(crd.default !== undefined && { default: crd.default }),
    ...(listType !== undefined && { listType }),
    ...(listMapKeys !== undefined && { listMapKeys }),
  };
  switch (crd.type) {
    case 'array':
      return { type: 'list', of: joined(declared.of ?? { type: 'any' }, crd.items ?? {}, structs, types), ...rest };
    case 'object':
      if (crd.additionalProperties !== undefined)
        return { type: 'map', of: joined(declared.of ?? { type: 'any' }, crd.additionalProperties, structs, types) };
      if (declared.ref === undefined) throw new Error(`an object without a Go type: ${JSON.stringify(crd)}`);
      if (declared.ref !== objectMeta) addType(declared.ref, crd, structs, types);
      return { type: 'object', ref: declared.ref, ...rest };
    case 'string':
      return { type: crd.format === 'date-time' ? 'time' : 'string', ...rest };
    case 'integer':
    case 'number':
    case 'boolean':
      return { type: crd.type, ...rest };
    default:
      throw new Error(`unknown type in a CRD: ${JSON.stringify(crd)}`);
  }
}
