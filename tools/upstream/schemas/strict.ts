import { mapSchemas, type Schema } from './schema';

/** A whole number or a name, as targetPort and maxUnavailable take. */
export const intOrString: Schema = { anyOf: [{ type: 'integer' }, { type: 'string' }] };

/** Words that do not change what a schema accepts, or that a JSON schema does not know. */
const idleWord = /^(?:description|default|example|title|nullable|x-.*)$/;

const int32: Schema = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

// Go reads []byte from base64 in groups of four and skips line breaks.
const letter = '[A-Za-z0-9+/][\\r\\n]*';
const padding = '=[\\r\\n]*';
const byteString: Schema = {
  pattern: `^[\\r\\n]*((${letter}){4})*((${letter}){3}${padding}|(${letter}){2}(${padding}){2})?$`,
};

/**
 * A schema that refuses fields it does not list, as a strict API server does.
 *
 * The members of allOf, anyOf, oneOf and not are left as they are: they narrow the same object and name only some of
 * its fields.
 */
export function strict(schema: Schema): Schema {
  const kept = Object.fromEntries(Object.entries(schema).filter(([word]) => !idleWord.test(word)));
  if (schema['x-kubernetes-int-or-string'] === true) return { ...without(kept, 'type'), ...intOrString };
  return {
    ...(schema.format === 'int32' && int32),
    ...kept,
    ...(schema.nullable === true && typeof schema.type === 'string' && { type: [schema.type, 'null'] }),
    ...(schema.format === 'byte' && byteString),
    ...(schema.items !== undefined && { items: strict(schema.items) }),
    ...(schema.properties !== undefined && fields(schema)),
    ...(typeof schema.additionalProperties === 'object' && {
      additionalProperties: strict(schema.additionalProperties),
    }),
  };
}

function fields(schema: Schema): Schema {
  const properties = schema.properties ?? {};
  // The server fills in defaults before it asks for required fields.
  const required = (schema.required ?? []).filter((name) => properties[name]?.default === undefined);
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    properties: mapSchemas(
      schema['x-kubernetes-embedded-resource'] === true ? { ...embedded, ...properties } : properties,
      strict,
    ),
    ...(!open && { additionalProperties: false }),
    // An empty list is not allowed by the draft that kubeconform reads.
    required: required.length > 0 ? required : undefined,
  };
}

const embedded = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } } as const;

function without(schema: Schema, word: keyof Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== word));
}
