import { findingKind } from '../../../core';

const redis = 'https://redis.io/docs/latest';

export const redisMemoryTooLarge = findingKind({
  code: 'redis-memory-too-large',
  severity: 'error',
  summary: 'a cache may store more than its memory bears',
  references: [`${redis}/operate/oss_and_stack/management/optimization/memory-optimization/`],
  acknowledgeable: false,
});

export const redisEvictionLosesData = findingKind({
  code: 'redis-eviction-loses-data',
  severity: 'error',
  summary: 'a cache keeps its data on a volume and gives any of it up when memory is full',
  references: [`${redis}/develop/reference/eviction/`],
  acknowledgeable: true,
});

export const redisStorageTooSmall = findingKind({
  code: 'redis-storage-too-small',
  severity: 'error',
  summary: 'a volume cannot hold what a cache appends to it',
  references: [`${redis}/operate/oss_and_stack/management/persistence/`],
  acknowledgeable: false,
});
