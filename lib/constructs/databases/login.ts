import type { IConstruct } from 'constructs';
import { EdgeBook, report, SecretValue, type EdgeRequest, type Secret } from '../../core';
import { environmentOf, stackOf, type Component } from '../base';
import { databaseSecretElsewhere } from './findings';

/** What a consumer logs in with. Pods read secrets of their own namespace only, and the owner's is where it is made. */
export class Login extends SecretValue {
  readonly #owner: Component;
  readonly #after: IConstruct | undefined;

  /** `after` is what a consumer waits for besides the target of the edge. */
  constructor(secret: Secret, key: string, edge: EdgeRequest, owner: Component, after?: IConstruct) {
    super(secret, key, edge);
    this.#owner = owner;
    this.#after = after;
  }

  override consumeBy(consumer: IConstruct): void {
    super.consumeBy(consumer);
    if (this.#after) EdgeBook.of(consumer).record({ kind: 'needs', consumer, target: this.#after });
    const [here, there] = [stackOf(consumer).namespace, this.#owner.stack.namespace];
    // An edge between environments is refused by itself.
    if (here === there || environmentOf(consumer) !== environmentOf(this.#owner)) return;
    report(
      consumer,
      databaseSecretElsewhere,
      `It runs in the namespace "${here}" and uses the secret "${this.secret.name}" of "${this.#owner.title}", which is made in "${there}": pods read secrets of their own namespace only.`,
      'Put the consumer and the database into one stack.',
    );
  }
}
