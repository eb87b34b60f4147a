import type { Report } from '../../../core';
import { resourceProblems, securityProblems } from '../../kubernetes';
import { redisEvictionLosesData, redisMemoryTooLarge, redisStorageTooSmall } from './findings';
import { mebibytes, storedShare, type RedisSettings } from './redis-settings';

/** What is wrong with a cache. */
export function redisProblems(settings: RedisSettings): readonly Report[] {
  return [
    ...memoryProblems(settings),
    ...persistenceProblems(settings),
    ...resourceProblems(settings.resources),
    ...securityProblems(settings.security),
  ];
}

function memoryProblems({ memory, maxMemory }: RedisSettings): readonly Report[] {
  const most = Math.floor(memory * storedShare);
  const problem = (detail: string, fix: string): readonly Report[] => [{ kind: redisMemoryTooLarge, detail, fix }];
  if (maxMemory < 1) {
    return problem(
      `maxMemory is ${String(maxMemory)} MiB, which Redis takes for "no limit".`,
      'Write at least Size.mebibytes(1).',
    );
  }
  if (maxMemory <= most) return [];
  const needed = Math.ceil(maxMemory / storedShare);
  return problem(
    `maxMemory is ${String(maxMemory)} MiB and the memory's limit ${String(memory)} MiB: connections and copies need a quarter of it, or the server is killed when it is full.`,
    `Write maxMemory: Size.mebibytes(${String(most)}) or less, or resources: { memory: Size.mebibytes(${String(needed)}) }.`,
  );
}

function persistenceProblems({ eviction, persistence, maxMemory }: RedisSettings): readonly Report[] {
  if (!persistence.size) return [];
  const storage = mebibytes(persistence.size);
  const needed = 2 * maxMemory;
  return [
    ...(eviction.startsWith('allkeys-')
      ? [
          {
            kind: redisEvictionLosesData,
            detail: `eviction is ${eviction}, which gives up any key, and persistence promises to keep them.`,
            fix: "Write eviction: 'noeviction' or 'volatile-lru', or Persistence.none(), or acknowledge it for a cache that only starts warm.",
          },
        ]
      : []),
    ...(storage < needed
      ? [
          {
            kind: redisStorageTooSmall,
            detail: `The volume has ${String(storage)} MiB, and maxMemory is ${String(maxMemory)} MiB: while the file is written anew, both versions of it are there.`,
            fix: `Write Persistence.appendOnly(Size.mebibytes(${String(needed)})) or more.`,
          },
        ]
      : []),
  ];
}
