import type { FieldFacts, TypeFacts } from './facts';
import { readField, type TypeLookup } from './field-text';

/** A struct of the API whose fields are read when first asked for: a program touches few of the hundreds of types. */
export class KubeType implements TypeFacts {
  readonly name: string;
  readonly #texts: Readonly<Record<string, string>>;
  readonly #lookup: TypeLookup;
  #fields: ReadonlyMap<string, FieldFacts> | undefined;
  #required: readonly string[] | undefined;

  constructor(name: string, texts: Readonly<Record<string, string>>, lookup: TypeLookup) {
    this.name = name;
    this.#texts = texts;
    this.#lookup = lookup;
  }

  get fields(): ReadonlyMap<string, FieldFacts> {
    this.#fields ??= new Map(
      Object.entries(this.#texts).map(([name, text], rank) => [name, readField(name, rank, text, this.#lookup)]),
    );
    return this.#fields;
  }

  get required(): readonly string[] {
    this.#required ??= [...this.fields.values()].filter((field) => field.required).map((field) => field.name);
    return this.#required;
  }
}
