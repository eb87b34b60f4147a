import { Size } from 'cdk8s';
import type { ResourcesProps, SecurityProps } from '../../kubernetes';
import { Persistence } from './persistence';
import type { EvictionPolicy, RedisCacheProps } from './redis-props';

/** A cache with everything filled in. Sizes are in MiB. */
export interface RedisSettings {
  readonly resources: ResourcesProps;
  /** The limit of its memory. */
  readonly memory: number;
  readonly maxMemory: number;
  readonly eviction: EvictionPolicy;
  readonly persistence: Persistence;
  readonly auth: 'password' | 'none';
  readonly security: SecurityProps;
}

/** The share of the memory that may be stored in: the rest is for connections and for copies while the file is rewritten. */
export const storedShare = 0.75;

export function redisSettings(props: RedisCacheProps): RedisSettings {
  const { resources = {}, persistence = Persistence.none() } = props;
  const memory = mebibytes(resources.memoryLimit ?? resources.memory ?? Size.mebibytes(128));
  return {
    resources,
    memory,
    maxMemory: props.maxMemory ? mebibytes(props.maxMemory) : Math.floor(memory * storedShare),
    eviction: props.eviction ?? (persistence.size ? 'noeviction' : 'allkeys-lru'),
    persistence,
    auth: props.auth ?? 'password',
    security: { user: 999, ...props.security },
  };
}

export function mebibytes(size: Size): number {
  return Math.floor(size.toKibibytes() / 1024);
}
