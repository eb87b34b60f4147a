import type { Json } from '../../lib/core/json';
import { goMember, goText, goTexts, parseGoLiteral, type GoValue } from './go-literal';
import type { Schema, SchemaStruct, SchemaType } from './schema';

/** Resolves the name of a Go constant, such as corev1.AzureSharedBlobDisk, in the package at an import path. */
export type ConstantLookup = (importPath: string, constant: string) => string;

/**
 * Types that marshal themselves: their struct says nothing about their JSON.
 *
 * Source: the OpenAPISchemaType and UnmarshalJSON methods in k8s.io/apimachinery and k8s.io/apiextensions-apiserver.
 */
const selfMarshaling: Readonly<Record<string, SchemaType>> = {
  'k8s.io/apimachinery/pkg/api/resource.Quantity': 'quantity',
  'k8s.io/apimachinery/pkg/util/intstr.IntOrString': 'int-or-string',
  'k8s.io/apimachinery/pkg/apis/meta/v1.Time': 'time',
  'k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime': 'time',
  'k8s.io/apimachinery/pkg/apis/meta/v1.Duration': 'string',
  'k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1': 'any',
  'k8s.io/apimachinery/pkg/runtime.RawExtension': 'any',
  'k8s.io/apimachinery/pkg/runtime.Object': 'any',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSON': 'any',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrArray': 'any',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrBool': 'any',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrStringArray': 'any',
};

/**
 * Reads the structs of a file that openapi-gen wrote (zz_generated.openapi.go).
 *
 * This file, not swagger.json, is the source of field order: openapi-gen emits the properties of a struct in the order of
 * its Go declaration, while JSON documents made from it are sorted by name. It also states defaults and enums, which
 * swagger.json leaves out.
 *
 * @returns the structs by full Go name, such as `k8s.io/api/core/v1.Container`
 */
export function parseGoOpenapi(source: string, constant: ConstantLookup): Map<string, SchemaStruct> {
  const imports = importsOf(source);
  const names = namesOf(source, imports);
  const structs = new Map<string, SchemaStruct>();
  for (const [, functionName, body] of source.matchAll(/^func (schema_\w+)\(.*\n\treturn ([\s\S]*?)^}$/gm)) {
    const name = names.get(functionName ?? '');
    // Unexported types have no model name. A reference to one would be noticed later, as a type that nothing declares.
    if (name === undefined || name in selfMarshaling) continue;
    structs.set(name, structOf(name, parseGoLiteral(body ?? ''), new Resolver(imports, constant)));
  }
  return structs;
}

function importsOf(source: string): Map<string, string> {
  const block = /^import \(([\s\S]*?)^\)/m.exec(source)?.[1] ?? '';
  return new Map([...block.matchAll(/(\w+) "([^"]+)"/g)].map(([, alias, path]) => [alias ?? '', path ?? '']));
}

/** Function names to full Go names, from the table at the top: by text until 1.34, by OpenAPIModelName() since. */
function namesOf(source: string, imports: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map<string, string>();
  const line = /^\t\t(?:"([^"]+)"|(\w+)\.(\w+)\{\}\.OpenAPIModelName\(\)):\s+(schema_\w+)\(ref\),$/gm;
  for (const [, full, alias, type, functionName] of source.matchAll(line))
    names.set(functionName ?? '', full ?? `${imports.get(alias ?? '') ?? ''}.${type ?? ''}`);
  return names;
}

class Resolver {
  readonly #imports: ReadonlyMap<string, string>;
  readonly #lookup: ConstantLookup;

  constructor(imports: ReadonlyMap<string, string>, lookup: ConstantLookup) {
    this.#imports = imports;
    this.#lookup = lookup;
  }

  /** Full Go name behind `ref("...")` or `ref(alias.Type{}.OpenAPIModelName())`. */
  reference(value: GoValue): string {
    const target = value.kind === 'call' ? value.values[0] : undefined;
    if (target?.kind === 'text') return target.value;
    const method = target?.kind === 'call' ? target.function : undefined;
    const literal = method?.kind === 'member' ? method.of : undefined;
    if (literal?.kind !== 'literal') throw new Error(`cannot read a reference: ${JSON.stringify(value)}`);
    return this.#qualified(literal.type);
  }

  constant(name: string): string {
    const [path, constant] = splitName(this.#qualified(name));
    return this.#lookup(path, constant);
  }

  #qualified(name: string): string {
    const [alias = '', member = ''] = name.split('.');
    const path = this.#imports.get(alias);
    if (path === undefined) throw new Error(`unknown import: ${name}`);
    return `${path}.${member}`;
  }
}

function splitName(name: string): [string, string] {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

function structOf(name: string, definition: GoValue, resolver: Resolver): SchemaStruct {
  const literal = definition.kind === 'call' ? definition.values[0] : definition;
  const props = goMember(goMember(literal, 'Schema'), 'SchemaProps');
  const properties = goMember(props, 'Properties');
  const fields = new Map<string, Schema>();
  if (properties?.kind === 'literal')
    for (const { key, value } of properties.entries) fields.set(goText(key) ?? '', schemaOf(value, resolver));
  return { name, fields, required: new Set(goTexts(goMember(props, 'Required'))) };
}

function schemaOf(value: GoValue | undefined, resolver: Resolver): Schema {
  const props = goMember(value, 'SchemaProps');
  const extensions = goMember(goMember(value, 'VendorExtensible'), 'Extensions');
  const values = goTexts(goMember(props, 'Enum'));
  const constant = defaultOf(goMember(props, 'Default'), resolver);
  return {
    ...shapeOf(props, extensions, resolver),
    ...(values.length > 0 && { enum: values }),
    ...(constant !== undefined && { default: constant }),
  };
}

function shapeOf(props: GoValue | undefined, extensions: GoValue | undefined, resolver: Resolver): Schema {
  const reference = goMember(props, 'Ref');
  if (reference !== undefined) {
    const ref = resolver.reference(reference);
    const own = selfMarshaling[ref];
    return own === undefined ? { type: 'object', ref } : { type: own };
  }
  const type = goTexts(goMember(props, 'Type'))[0];
  const format = goText(goMember(props, 'Format')) ?? '';
  if (type === 'array') {
    const listType = goText(goMember(extensions, 'x-kubernetes-list-type'));
    const listMapKeys = goTexts(goMember(extensions, 'x-kubernetes-list-map-keys'));
    return {
      type: 'list',
      of: schemaOf(goMember(goMember(props, 'Items'), 'Schema'), resolver),
      ...(listType !== undefined && { listType }),
      ...(listMapKeys.length > 0 && { listMapKeys }),
    };
  }
  if (type === 'object') {
    const of = goMember(goMember(props, 'AdditionalProperties'), 'Schema');
    return of === undefined ? { type: 'any' } : { type: 'map', of: schemaOf(of, resolver) };
  }
  if (type === 'string') return { type: format === 'byte' ? 'bytes' : format === 'date-time' ? 'time' : 'string' };
  if (type === 'integer' || type === 'number' || type === 'boolean') return { type };
  if (type === undefined) return { type: 'any' };
  throw new Error(`unknown type in a schema: ${type}`);
}

function defaultOf(value: GoValue | undefined, resolver: Resolver): Json | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'text' || value.kind === 'number') return value.value;
  if (value.kind === 'name') {
    if (value.value === 'true' || value.value === 'false') return value.value === 'true';
    return resolver.constant(value.value);
  }
  // A struct that is no pointer has the default {}: its own fields say what that means.
  if (value.kind === 'literal' && value.entries.length === 0) return undefined;
  throw new Error(`cannot read a default: ${JSON.stringify(value)}`);
}
