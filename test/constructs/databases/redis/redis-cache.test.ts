import { Size } from 'cdk8s';
import { resourcesOf } from '../../../../lib/assembly';
import { Stack } from '../../../../lib/constructs/base';
import { Persistence, RedisCache, type RedisCacheProps } from '../../../../lib/constructs/databases';
import { Client, said, synthesized, type Result } from '../fixture';

const image = 'registry.example.com/redis:7.4';
const cache = (props: Partial<RedisCacheProps> = {}): Result =>
  synthesized((shop) => {
    new RedisCache(shop, 'cart', { image, ...props });
  });
const findings = (props: Partial<RedisCacheProps>): string => said(cache(props).findings);
const fine = '';

test.each([
  ['Deployment', cache()],
  ['Service', cache()],
  ['ConfigMap', cache()],
  ['StatefulSet', cache({ persistence: Persistence.appendOnly(Size.gibibytes(1), { storageClass: 'fast' }) })],
] as const)('%s', (kind, result) => {
  expect(result.findings).toEqual([]);
  expect(result.yaml(kind, kind === 'ConfigMap' ? 'cart-config' : 'cart')).toMatchSnapshot();
});

test('the configuration with persistence and without a password', () => {
  const result = cache({ persistence: Persistence.appendOnly(Size.gibibytes(1)), auth: 'none' });

  expect(result.file('cart-config', 'redis.conf')).toMatchInlineSnapshot(`
    "port 6379
    # All addresses of the pod; the one of IPv6 only where there is one.
    bind * -::*
    # It would refuse everybody but the pod itself. Network policies and the password keep others out.
    protected-mode no
    dir /data
    maxmemory 96mb
    maxmemory-policy noeviction
    # No snapshots: each is a copy in memory, and the appended file holds more.
    save ""
    appendonly yes
    appendfsync everysec
    "
  `);
});

test('a cache is one pod that restarts with a gap, and data that stays', () => {
  const spec = (props: Partial<RedisCacheProps>): unknown =>
    resourcesOf(cache(props).assembly, 'component').find(({ owner }) => owner === 'shop/cart')?.spec;

  expect(spec({})).toMatchObject({
    type: 'redis-cache',
    disruption: { kind: 'single' },
    procedures: { update: 'restart-with-gap', remove: 'delete' },
  });
  expect(spec({ persistence: Persistence.appendOnly(Size.gibibytes(1)) })).toMatchObject({
    procedures: { update: 'restart-with-gap', remove: 'retain' },
  });
});

test('consuming the URL is the variable, the secret, the order and both policies', () => {
  const { assembly, yaml } = synthesized((shop) => {
    const cart = new RedisCache(shop, 'cart', { image });
    new Client(shop, 'web', { REDIS_URL: cart.url() });
  });

  expect(yaml('Pod', 'web')).toContain('name: cart-redis\n              key: url');
  expect(assembly.edges).toEqual([
    {
      kind: 'needs',
      from: 'shop/plinth/component/web',
      to: 'shop/plinth/component/cart',
      port: { name: 'redis', number: 6379, protocol: 'TCP' },
    },
  ]);
  const secret = resourcesOf(assembly, 'secret').find(({ spec }) => spec.name === 'cart-redis');
  expect(secret?.spec.keys).toEqual({
    password: { random: { length: 32 } },
    url: { template: 'redis://:{password}@cart:6379/0' },
    'auth.conf': { template: 'requirepass {password}\n' },
  });
  expect(yaml('NetworkPolicy', 'cart')).toContain('app.kubernetes.io/name: web');
  expect(yaml('NetworkPolicy', 'web')).toContain('port: 6379');
});

test('without a password the URL is a text, and there is no secret', () => {
  const { assembly, yaml } = synthesized((shop) => {
    const cart = new RedisCache(shop, 'cart', { image, auth: 'none' });
    new Client(shop, 'web', { REDIS_URL: cart.url(), REDIS_ADDR: cart.ports.redis.address, PASSWORD: cart.password });
  });

  expect(yaml('Pod', 'web')).toContain('value: redis://cart:6379/0');
  expect(yaml('Pod', 'web')).toContain('value: cart:6379');
  expect(yaml('Pod', 'web')).not.toContain('PASSWORD');
  expect(resourcesOf(assembly, 'secret')).toEqual([]);
});

test('more than three quarters of its memory', () => {
  const resources = { memory: Size.mebibytes(400) };
  expect(findings({ resources, maxMemory: Size.mebibytes(301) })).toMatchInlineSnapshot(`
    "redis-memory-too-large at production/shop/cart
      maxMemory is 301 MiB and the memory's limit 400 MiB: connections and copies need a quarter of it, or the server is killed when it is full.
      Write maxMemory: Size.mebibytes(300) or less, or resources: { memory: Size.mebibytes(402) }."
  `);
  expect(findings({ resources, maxMemory: Size.mebibytes(300) })).toBe(fine);
});

test('no limit', () => {
  expect(findings({ maxMemory: Size.kibibytes(100) })).toMatchInlineSnapshot(`
    "redis-memory-too-large at production/shop/cart
      maxMemory is 0 MiB, which Redis takes for "no limit".
      Write at least Size.mebibytes(1)."
  `);
  expect(findings({ maxMemory: Size.mebibytes(1) })).toBe(fine);
});

test('eviction of what was promised to be kept', () => {
  const persistence = Persistence.appendOnly(Size.gibibytes(1));
  expect(findings({ persistence, eviction: 'allkeys-lru' })).toMatchInlineSnapshot(`
    "redis-eviction-loses-data at production/shop/cart
      eviction is allkeys-lru, which gives up any key, and persistence promises to keep them.
      Write eviction: 'noeviction' or 'volatile-lru', or Persistence.none(), or acknowledge it for a cache that only starts warm."
  `);
  expect(findings({ persistence, eviction: 'volatile-lru' })).toBe(fine);
  expect(findings({ eviction: 'allkeys-lru' })).toBe(fine);
});

test('a volume too small for two versions of the file', () => {
  expect(findings({ persistence: Persistence.appendOnly(Size.mebibytes(191)) })).toMatchInlineSnapshot(`
    "redis-storage-too-small at production/shop/cart
      The volume has 191 MiB, and maxMemory is 96 MiB: while the file is written anew, both versions of it are there.
      Write Persistence.appendOnly(Size.mebibytes(192)) or more."
  `);
  expect(findings({ persistence: Persistence.appendOnly(Size.mebibytes(192)) })).toBe(fine);
});

test('a consumer of the password in another namespace', () => {
  const { findings: found } = synthesized((shop) => {
    const cart = new RedisCache(shop, 'cart', { image });
    new Client(new Stack(shop.environment, 'web'), 'web', { REDIS_URL: cart.url() });
  });

  expect(said(found)).toMatchInlineSnapshot(`
    "database-secret-elsewhere at production/web/web
      It runs in the namespace "web" and uses the secret "cart-redis" of "shop/cart", which is made in "shop": pods read secrets of their own namespace only.
      Put the consumer and the database into one stack."
  `);
});
