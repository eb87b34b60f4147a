// Databases and caches in the cluster: PostgresCluster (Patroni, without an operator) and RedisCache. What their consumers ask
// for becomes roles and grants; passwords are references to secrets that are made at apply.
// It knows no application, and nothing here ever sees the bytes of a password.
export type { ImageReference } from './image';
export type { Access } from './postgres/access';
export {
  Backup,
  BackupDestination,
  type BackupProps,
  type S3DestinationProps,
  type VolumeDestinationProps,
} from './postgres/backup';
export type { PatroniVersion, PostgresVersion } from './postgres/patroni-versions';
export { Pooler, type PoolerProps } from './postgres/pooler';
export { PostgresBackend, type PatroniProps } from './postgres/postgres-backend';
export { PostgresCluster, type GrantOptions } from './postgres/postgres-cluster';
export type { Parameters, ParameterValue } from './postgres/postgres-parameters';
export type {
  ConnectOptions,
  PostgresClusterProps,
  PostgresMonitoring,
  SessionFeature,
} from './postgres/postgres-props';
export { Synchronous } from './postgres/synchronous';
export { Persistence } from './redis/persistence';
export { RedisCache } from './redis/redis-cache';
export type { EvictionPolicy, RedisCacheProps } from './redis/redis-props';
