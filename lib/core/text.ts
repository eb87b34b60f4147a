import type { IConstruct } from 'constructs';
import { outputInPlainText } from './consumable';
import { findingKind } from './finding';
import { Output, type Scalar } from './output';
import { PlinthError } from './plinth-error';
import { SecretValue } from './secret';

const secretInText = findingKind({
  code: 'secret-in-text',
  severity: 'error',
  summary: 'a secret stands inside a text',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables'],
  acknowledgeable: false,
});

/** Text with outputs inside, whose edges are kept. Made by the `text` tag. */
export class Text {
  readonly #parts: readonly (Scalar | Output)[];

  constructor(parts: readonly (Scalar | Output)[]) {
    this.#parts = parts;
  }

  get outputs(): readonly Output[] {
    return this.#parts.filter((part): part is Output => part instanceof Output);
  }

  /** The text as a consumer reads it. Does not record the edges. */
  valueFor(consumer: IConstruct): string {
    return this.#parts
      .map((part) => (part instanceof Output ? String(part.valueFor(consumer)) : String(part)))
      .join('');
  }

  /** Records the edges of all outputs inside. */
  consumeBy(consumer: IConstruct): void {
    for (const output of this.outputs) output.consumeBy(consumer);
  }

  /** For constructs that are not ours: records the edges and returns the text. */
  usedBy(consumer: IConstruct): string {
    this.consumeBy(consumer);
    return this.valueFor(consumer);
  }

  /** The pieces, for a text inside a text. */
  get parts(): readonly (Scalar | Output)[] {
    return this.#parts;
  }

  toString(): never {
    throw this.#refusal();
  }

  toJSON(): never {
    throw this.#refusal();
  }

  #refusal(): PlinthError {
    const inside = this.outputs.map((output) => `"${output.description}"`).join(', ');
    return PlinthError.of(
      outputInPlainText,
      `A text with the outputs ${inside || '(none)'} was put into a plain template string or JSON, which would lose its edges.`,
      'Nest texts with the tag, text`...${text}...`, pass the text itself, or call text.usedBy(construct).',
    );
  }
}

/**
 * Combines outputs and plain values into one value: text`http://${cart.ports.http.host}:${cart.ports.http.port}/api`.
 *
 * @throws PlinthError `secret-in-text` for a secret value: text ends up in the open.
 */
export function text(strings: TemplateStringsArray, ...values: readonly (Scalar | Output | Text)[]): Text {
  const parts: (Scalar | Output)[] = [];
  strings.forEach((string, index) => {
    if (string !== '') parts.push(string);
    const value: unknown = values[index];
    if (value === undefined) {
      if (index < values.length) throw new TypeError('text`...` was given undefined');
      return;
    }
    parts.push(...partsOf(value));
  });
  return new Text(parts);
}

function partsOf(value: unknown): readonly (Scalar | Output)[] {
  if (value instanceof Text) return value.parts;
  if (value instanceof Output || typeof value === 'string' || typeof value === 'number') return [value];
  if (value instanceof SecretValue) {
    throw PlinthError.of(
      secretInText,
      `The ${value.description} was put into a text, which is written in the open.`,
      'Give it an environment variable or a file of its own, and let the program join them.',
    );
  }
  throw new TypeError(`text\`...\` takes strings, numbers, outputs and texts, not ${typeof value}`);
}
