import type { Size } from 'cdk8s';

export interface PoolerProps {
  /** An image with PgBouncer 1.18 or newer and a shell. */
  readonly image: string;
  /**
   * How many poolers run.
   *
   * @default - 2 in production, 1 elsewhere
   */
  readonly instances?: number;
  /**
   * Connections to the server that one pooler holds for one role: PgBouncer's `default_pool_size`.
   *
   * @default 10
   */
  readonly size?: number;
  /**
   * Connections of clients that one pooler takes: PgBouncer's `max_client_conn`.
   *
   * @default 1000
   */
  readonly maxClients?: number;
  /** @default - 64Mi, which is enough for the default number of clients */
  readonly memory?: Size;
}

/** A connection pooler in front of the leader. */
export class Pooler {
  /**
   * A connection of the server is lent for one transaction: serves most clients with fewest connections.
   *
   * What belongs to a session (LISTEN, session-level advisory locks, SET, temporary tables) does not work through it.
   */
  static transaction(props: PoolerProps): Pooler {
    return new Pooler('transaction', props);
  }

  /** A connection of the server is lent for a whole session: everything works, and idle clients hold connections. */
  static session(props: PoolerProps): Pooler {
    return new Pooler('session', props);
  }

  readonly mode: 'transaction' | 'session';
  readonly props: PoolerProps;

  private constructor(mode: 'transaction' | 'session', props: PoolerProps) {
    this.mode = mode;
    this.props = props;
  }
}
