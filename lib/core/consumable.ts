import type { IConstruct } from 'constructs';
import { EdgeBook, type EdgeRequest } from './edge-book';
import { findingKind } from './finding';
import { PlinthError } from './plinth-error';

export const outputInPlainText = findingKind({
  code: 'output-in-plain-text',
  severity: 'error',
  summary: 'an output was turned into plain text',
  references: ['docs/guide.md#outputs'],
  acknowledgeable: false,
});

/**
 * A value of one construct that another may consume; consuming it is the edge.
 *
 * It refuses to become a plain string or JSON, because then the edge would be lost without a trace.
 */
export abstract class Consumable {
  /** How messages call it: `shop/cart ports.grpc.host`. */
  readonly description: string;
  readonly edge: EdgeRequest | undefined;

  protected constructor(description: string, edge: EdgeRequest | undefined) {
    this.description = description;
    this.edge = edge;
  }

  /** Records the edge from a consumer; constructs of ours do it for every output that they are given. */
  consumeBy(consumer: IConstruct): void {
    if (this.edge) EdgeBook.of(consumer).record({ ...this.edge, consumer });
  }

  toString(): never {
    throw this.#refusal();
  }

  toJSON(): never {
    throw this.#refusal();
  }

  [Symbol.toPrimitive](): never {
    throw this.#refusal();
  }

  /** What to write instead of a plain string. */
  protected get waysOut(): string {
    return 'Write text`...${output}...` with the tag from plinth/core, pass the output itself, or call output.usedBy(construct).';
  }

  /** What would come of it. */
  protected get loss(): string {
    return `The output "${this.description}" was put into a plain template string or JSON, which would lose the edge to its owner.`;
  }

  #refusal(): PlinthError {
    return PlinthError.of(outputInPlainText, this.loss, this.waysOut);
  }
}
