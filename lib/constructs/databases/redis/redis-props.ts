import type { Size } from 'cdk8s';
import type { ComponentProps } from '../../base';
import type { ResourcesProps, SecurityProps } from '../../kubernetes';
import type { ImageReference } from '../image';
import type { Persistence } from './persistence';

/** What is given up when memory is full. Source: https://redis.io/docs/latest/develop/reference/eviction/ */
export type EvictionPolicy =
  | 'allkeys-lfu'
  | 'allkeys-lru'
  | 'allkeys-random'
  | 'noeviction'
  | 'volatile-lfu'
  | 'volatile-lru'
  | 'volatile-random'
  | 'volatile-ttl';

export interface RedisCacheProps extends ComponentProps {
  /** An image with Redis 7 or newer, or Valkey: `redis-server` and `redis-cli`. */
  readonly image: ImageReference | string;
  /**
   * What the server gets. How much it may store follows from its memory.
   *
   * @default - 100m CPU and 128Mi memory
   */
  readonly resources?: ResourcesProps;
  /**
   * How much it may store; the rest of its memory is for connections, and for copies while it writes its file anew.
   *
   * @default - three quarters of the memory's limit, which is also the most
   */
  readonly maxMemory?: Size;
  /**
   * What is given up when memory is full.
   *
   * @default - allkeys-lru; noeviction with persistence, where nothing may be lost silently
   */
  readonly eviction?: EvictionPolicy;
  /**
   * Whether what it holds outlives its pod.
   *
   * @default Persistence.none()
   */
  readonly persistence?: Persistence;
  /**
   * `password` makes clients give one, which is part of `cache.url()`. `none` is for clients that cannot; then only the network
   * policy keeps others out.
   *
   * @default 'password'
   */
  readonly auth?: 'password' | 'none';
  /**
   * How its pod is confined.
   *
   * @default - { user: 999 }, the user of the official image, and otherwise as strictly as possible
   */
  readonly security?: SecurityProps;
}
