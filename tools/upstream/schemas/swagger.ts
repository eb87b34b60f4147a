import { mapSchemas, type GroupVersionKind, type KindSchema, type Schema, type Schemas } from './schema';
import { intOrString, strict } from './strict';

const prefix = '#/definitions/';
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
const extensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.';
const objectMeta = `${meta}ObjectMeta`;

// The grammar of quantity.go in k8s.io/apimachinery.
const quantity = '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';

const anyJsonSchema: Schema = { $ref: `${prefix}${extensions}JSONSchemaProps` };

/** Types that marshal themselves: the document says less about them, or something else, than the server accepts. */
const selfMade: Schemas = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    anyOf: [{ type: 'string', pattern: quantity }, { type: 'number' }],
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': intOrString,
  // Written as null by every Go program that marshals an object which does not exist yet.
  [`${meta}Time`]: { type: ['string', 'null'], format: 'date-time' },
  [`${meta}FieldsV1`]: { type: 'object' },
  [`${meta}Patch`]: { type: 'object' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
  [`${extensions}JSON`]: {},
  [`${extensions}JSONSchemaPropsOrArray`]: { anyOf: [anyJsonSchema, { type: 'array', items: anyJsonSchema }] },
  [`${extensions}JSONSchemaPropsOrBool`]: { anyOf: [anyJsonSchema, { type: 'boolean' }] },
  [`${extensions}JSONSchemaPropsOrStringArray`]: {
    anyOf: [anyJsonSchema, { type: 'array', items: { type: 'string' } }],
  },
};

/** Strict definitions out of the `definitions` of an API server's OpenAPI document. */
export function strictDefinitions(definitions: Schemas): Schemas {
  // A type without fields, such as CustomResourceSubresourceStatus, accepts only the empty object.
  return mapSchemas(definitions, (schema, name) => selfMade[name] ?? strict({ properties: {}, ...schema }));
}

/** One schema for every kind that has metadata, which is every kind that a manifest can hold. */
export function kindsOf(definitions: Schemas): readonly KindSchema[] {
  const strictly = strictDefinitions(definitions);
  return Object.entries(definitions)
    .filter(([, schema]) => schema.properties?.['metadata']?.$ref === `${prefix}${objectMeta}`)
    .flatMap(([name, schema]) =>
      (schema['x-kubernetes-group-version-kind'] ?? []).map((kind) => ({
        ...kind,
        schema: ofKind(kind, strictly[name] ?? {}, strictly),
      })),
    );
}

/** A schema for exactly this kind, with the definitions that it refers to. */
export function ofKind(kind: GroupVersionKind, schema: Schema, definitions: Schemas): Schema {
  const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const root: Schema = {
    ...schema,
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string', enum: [apiVersion] },
      kind: { type: 'string', enum: [kind.kind] },
      metadata: { $ref: `${prefix}${objectMeta}` },
    },
    required: [...new Set([...(schema.required ?? []), 'apiVersion', 'kind', 'metadata'])],
  };
  return { ...root, definitions: reachable(root, definitions) };
}

function reachable(root: Schema, definitions: Schemas): Schemas {
  const found: Record<string, Schema> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [word, member] of Object.entries(value)) {
      // A field of a custom resource's schema can itself be called $ref: then the member is a schema.
      if (word !== '$ref' || typeof member !== 'string') visit(member);
      else if (member.startsWith(prefix)) collect(member.slice(prefix.length));
    }
  };
  const collect = (name: string): void => {
    const definition = definitions[name];
    if (definition === undefined)
      throw new Error(`The OpenAPI document refers to "${name}", which it does not define.`);
    if (name in found) return;
    found[name] = definition;
    visit(definition);
  };
  visit(root);
  return found;
}
