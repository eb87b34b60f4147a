/** Whether a commit waits for standbys. */
export class Synchronous {
  /** It does not: fastest, and a failover may lose the last commits. */
  static async(): Synchronous {
    return new Synchronous('async', 0);
  }

  /** It waits for any `standbys` of them: no failover loses a commit, and one slow standby slows nobody. From Patroni 4.0. */
  static quorum(standbys: number): Synchronous {
    return new Synchronous('quorum', standbys);
  }

  /** It waits for the first `standbys` of them, the same ones as long as they are there. */
  static first(standbys: number): Synchronous {
    return new Synchronous('first', standbys);
  }

  readonly method: 'async' | 'quorum' | 'first';
  readonly standbys: number;

  private constructor(method: 'async' | 'quorum' | 'first', standbys: number) {
    this.method = method;
    this.standbys = standbys;
  }

  /** As its author wrote it: `Synchronous.quorum(1)`. */
  get text(): string {
    return `Synchronous.${this.method}(${this.method === 'async' ? '' : String(this.standbys)})`;
  }
}
