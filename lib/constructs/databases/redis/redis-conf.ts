import type { RedisSettings } from './redis-settings';

export const redisPort = 6379;

/** Where the password lies: a file of the secret, so that it is on no command line. */
export const authFile = '/etc/redis/auth.conf';

/** The configuration of the server. Source: https://redis.io/docs/latest/operate/oss_and_stack/management/config/ */
export function redisConf({ maxMemory, eviction, persistence, auth }: RedisSettings): string {
  return [
    `port ${String(redisPort)}`,
    '# All addresses of the pod; the one of IPv6 only where there is one.',
    'bind * -::*',
    '# It would refuse everybody but the pod itself. Network policies and the password keep others out.',
    'protected-mode no',
    'dir /data',
    `maxmemory ${String(maxMemory)}mb`,
    `maxmemory-policy ${eviction}`,
    '# No snapshots: each is a copy in memory, and the appended file holds more.',
    'save ""',
    ...(persistence.size ? ['appendonly yes', 'appendfsync everysec'] : ['appendonly no']),
    ...(auth === 'password' ? [`include ${authFile}`] : []),
    '',
  ].join('\n');
}
