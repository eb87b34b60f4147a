import { Size } from 'cdk8s';
import { allowedOr, choiceProblems, madeOtherwise, type Report } from '../../../core';
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

const evictions: readonly EvictionPolicy[] = [
  'allkeys-lfu',
  'allkeys-lru',
  'allkeys-random',
  'noeviction',
  'volatile-lfu',
  'volatile-lru',
  'volatile-random',
  'volatile-ttl',
];

export function redisSettings(props: RedisCacheProps): RedisSettings {
  const { resources = {} } = props;
  const persistence = props.persistence instanceof Persistence ? props.persistence : Persistence.none();
  const memory = mebibytes(resources.memoryLimit ?? resources.memory ?? Size.mebibytes(128));
  return {
    resources,
    memory,
    maxMemory: props.maxMemory ? mebibytes(props.maxMemory) : Math.floor(memory * storedShare),
    eviction: allowedOr(props.eviction ?? (persistence.size ? 'noeviction' : 'allkeys-lru'), evictions, 'noeviction'),
    persistence,
    // Only the exact word leaves the password out.
    auth: props.auth === 'none' ? 'none' : 'password',
    security: { user: 999, ...props.security },
  };
}

/** Values that the types do not allow, and that arrive all the same. */
export function redisChoiceProblems(props: RedisCacheProps): readonly Report[] {
  const { auth = 'password', eviction = 'noeviction', persistence } = props;
  const given: unknown = persistence;
  const fix = 'Write Persistence.none(), or Persistence.appendOnly(Size.gibibytes(1)).';
  return [
    ...choiceProblems('auth', auth, ['password', 'none']),
    ...choiceProblems('eviction', eviction, evictions),
    ...(given === undefined || given instanceof Persistence
      ? []
      : [madeOtherwise('persistence', given, 'Persistence', fix)]),
  ];
}

export function mebibytes(size: Size): number {
  return Math.floor(size.toKibibytes() / 1024);
}
