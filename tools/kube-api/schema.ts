import type { Json } from '../../lib/core/json';

/** A value as an upstream schema describes it, before it is written as a field text. */
export interface Schema {
  readonly type: SchemaType;
  /** Full Go name of the type, for 'object'. */
  readonly ref?: string;
  /** What a list or a map holds. */
  readonly of?: Schema;
  readonly listType?: string;
  readonly listMapKeys?: readonly string[];
  readonly enum?: readonly string[];
  readonly default?: Json;
}

export type SchemaType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'int-or-string'
  | 'quantity'
  | 'bytes'
  | 'time'
  | 'object'
  | 'list'
  | 'map'
  | 'any';

/** A Go struct: its fields as declared, embedded structs in place. */
export interface SchemaStruct {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
}
