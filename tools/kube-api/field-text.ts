import type { Json } from '../../lib/core/json';
import type { Schema, SchemaStruct } from './schema';

/**
 * Writes a value's facts as the short text that lib/kube-api/field-text.ts reads.
 *
 * `[map:containerPort,protocol]@core/v1.ContainerPort` is a list, `{}quantity` a map, `@core/v1.Probe` an object,
 * `string(SCTP|TCP|UDP)` a string of a closed set.
 */
function valueText(schema: Schema): string {
  switch (schema.type) {
    case 'object':
      return `@${shortName(schema.ref ?? '')}`;
    case 'list': {
      const keys = schema.listMapKeys === undefined ? '' : `:${schema.listMapKeys.join()}`;
      return `[${schema.listType ?? ''}${keys}]${valueText(schema.of ?? { type: 'any' })}`;
    }
    case 'map':
      return `{}${valueText(schema.of ?? { type: 'any' })}`;
    default:
      return schema.type + enumText(schema.enum);
  }
}

function enumText(values: readonly string[] | undefined): string {
  if (values === undefined) return '';
  const odd = values.find((value) => /[|()]/.test(value));
  if (odd !== undefined) throw new Error(`cannot write the enum value ${JSON.stringify(odd)}`);
  return `(${values.join('|')})`;
}

/** `integer!` is required, `string =\"TCP\"` has a default. */
export function fieldText(schema: Schema, required: boolean): string {
  const stated = statedDefault(schema.default, required);
  return `${valueText(schema)}${required ? '!' : ''}${stated === undefined ? '' : ` =${JSON.stringify(stated)}`}`;
}

/** The zero that openapi-gen gives to each required field that is no pointer is no default: the field must be written. */
function statedDefault(value: Json | undefined, required: boolean): Json | undefined {
  return required && (value === 0 || value === '' || value === false) ? undefined : value;
}

/** `k8s.io/api/apps/v1.Deployment` becomes `apps/v1.Deployment`: the last two parts of a Go path tell types apart. */
export function shortName(goName: string): string {
  const parts = goName.split('/').filter((part) => part !== 'apis');
  return parts.slice(-2).join('/');
}

/** The fields of a struct as texts, in the order in which Kubernetes writes them. */
export function fieldTexts(struct: SchemaStruct, leading: readonly string[]): Record<string, string> {
  const names = [...struct.fields.keys()];
  const first = leading.filter((name) => struct.fields.has(name));
  const texts: Record<string, string> = {};
  for (const name of [...first, ...names.filter((other) => !first.includes(other))]) {
    const schema = struct.fields.get(name);
    if (schema !== undefined) texts[name] = fieldText(schema, struct.required.has(name));
  }
  return texts;
}

/** Full Go names of the structs that a struct refers to. */
export function references(struct: SchemaStruct): string[] {
  const found: string[] = [];
  const visit = (schema: Schema | undefined): void => {
    if (schema?.ref !== undefined) found.push(schema.ref);
    if (schema?.of !== undefined) visit(schema.of);
  };
  for (const schema of struct.fields.values()) visit(schema);
  return found;
}
