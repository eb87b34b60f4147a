import { Size } from 'cdk8s';
import type { Tier } from '../../../assembly';
import type { ResourcesProps, SecurityProps } from '../../kubernetes';
import { imageText, type ImageReference } from '../image';

export interface PoolerProps {
  /** An image with PgBouncer 1.18 or newer and a shell. */
  readonly image: ImageReference | string;
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
  /** @default - 50m CPU and 64Mi memory, enough for the default number of clients */
  readonly resources?: ResourcesProps;
  /** How its pods are confined; images whose user is a name need its number here. @default - as strictly as possible */
  readonly security?: SecurityProps;
}

/** A pooler with everything filled in. */
export interface PoolerSettings {
  readonly mode: 'transaction' | 'session';
  readonly image: string;
  readonly instances: number;
  readonly size: number;
  readonly maxClients: number;
  readonly resources: ResourcesProps;
  readonly security: SecurityProps;
}

/** Fills in what an author left to the defaults. */
export function poolerSettings({ mode, props }: Pooler, tier: Tier): PoolerSettings {
  return {
    mode,
    image: imageText(props.image),
    instances: props.instances ?? (tier === 'production' ? 2 : 1),
    size: props.size ?? 10,
    maxClients: props.maxClients ?? 1000,
    resources: props.resources ?? { cpu: '50m', memory: Size.mebibytes(64) },
    security: props.security ?? {},
  };
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
