import type { Json } from '../core';
import type { FieldFacts, FieldType, ListType, TypeFacts, ValueFacts } from './facts';

/** Finds a type by its name in the data. */
export type TypeLookup = (name: string) => TypeFacts;

/** Facts of a value whose type is looked up when first asked for: types refer to each other in circles. */
class LazyValue implements ValueFacts {
  readonly type: FieldType;
  readonly of: ValueFacts | undefined;
  readonly listType: ListType | undefined;
  readonly listMapKeys: readonly string[] | undefined;
  readonly enum: readonly (string | number)[] | undefined;
  readonly #objectName: string | undefined;
  readonly #lookup: TypeLookup;
  #object: TypeFacts | undefined;

  constructor(text: string, lookup: TypeLookup) {
    this.#lookup = lookup;
    if (text.startsWith('@')) {
      this.type = 'object';
      this.#objectName = text.slice(1);
    } else if (text.startsWith('[')) {
      const close = text.indexOf(']');
      const [listType = '', keys] = text.slice(1, close).split(':');
      this.type = 'list';
      this.listType = listType === '' ? undefined : (listType as ListType);
      this.listMapKeys = keys?.split(',');
      this.of = new LazyValue(text.slice(close + 1), lookup);
    } else if (text.startsWith('{}')) {
      this.type = 'map';
      this.of = new LazyValue(text.slice(2), lookup);
    } else {
      const open = text.indexOf('(');
      this.type = (open < 0 ? text : text.slice(0, open)) as FieldType;
      this.enum = open < 0 ? undefined : enumOf(this.type, text.slice(open + 1, -1));
    }
  }

  get object(): TypeFacts | undefined {
    if (this.#object === undefined && this.#objectName !== undefined) this.#object = this.#lookup(this.#objectName);
    return this.#object;
  }
}

function enumOf(type: FieldType, text: string): readonly (string | number)[] {
  const values = text.split('|');
  return type === 'integer' ? values.map(Number) : values;
}

class LazyField extends LazyValue implements FieldFacts {
  readonly name: string;
  readonly rank: number;
  readonly required: boolean;
  readonly default: Json | undefined;

  constructor(name: string, rank: number, text: string, lookup: TypeLookup) {
    // Enum values may hold spaces, but no equals sign: ` =` always starts the default.
    const [, value = '', required, stated] = /^(.*?)(!)?(?: =(.*))?$/.exec(text) ?? [];
    super(value, lookup);
    this.name = name;
    this.rank = rank;
    this.required = required !== undefined;
    this.default = stated === undefined ? undefined : (JSON.parse(stated) as Json);
  }
}

/**
 * Reads the text of one field, as tools/kube-api/field-text.ts writes it.
 *
 * `[map:containerPort,protocol]@core/v1.ContainerPort` is a list merged by two keys, `{}quantity` a map,
 * `@core/v1.Probe` an object, `string(SCTP|TCP|UDP) ="TCP"` a string of a closed set with a default; `!` is required.
 */
export function readField(name: string, rank: number, text: string, lookup: TypeLookup): FieldFacts {
  return new LazyField(name, rank, text, lookup);
}
