import type { IConstruct } from 'constructs';
import { EdgeBook, SecretValue, type EdgeRequest, type Secret } from '../../../core';

/** A URL of a database. Its consumer waits for the leader, and for the role that it logs in with. */
export class DatabaseUrl extends SecretValue {
  readonly #grants: IConstruct;

  constructor(secret: Secret, key: string, edge: EdgeRequest, grants: IConstruct) {
    super(secret, key, edge);
    this.#grants = grants;
  }

  override consumeBy(consumer: IConstruct): void {
    super.consumeBy(consumer);
    EdgeBook.of(consumer).record({ kind: 'needs', consumer, target: this.#grants });
  }
}
