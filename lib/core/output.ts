import type { IConstruct } from 'constructs';
import { Consumable } from './consumable';
import type { EdgeRequest } from './edge-book';

/** What an output can be worth. */
export type Scalar = string | number;

/** A value that may stand in the open: a host name, a port number. */
export class Output<T extends Scalar = Scalar> extends Consumable {
  readonly #value: (consumer: IConstruct) => T;

  /** `value` is asked once per consumer, because a host name depends on where it is dialled from. */
  constructor(description: string, edge: EdgeRequest | undefined, value: (consumer: IConstruct) => T) {
    super(description, edge);
    this.#value = value;
  }

  /** What the output is worth to a consumer. Does not record the edge. */
  valueFor(consumer: IConstruct): T {
    return this.#value(consumer);
  }

  /** For constructs that are not ours: records the edge and returns the value. */
  usedBy(consumer: IConstruct): T {
    this.consumeBy(consumer);
    return this.#value(consumer);
  }
}
