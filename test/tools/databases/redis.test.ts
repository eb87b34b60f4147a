import { Size } from 'cdk8s';
import { Persistence, RedisCache, type RedisCacheProps } from '../../../lib/constructs/databases';
import { synthesized } from '../../constructs/databases/fixture';
import { eventually, freePort, Local, requirePrograms } from './local';

// The configuration of a cache in Debian's Redis 7.

jest.setTimeout(60_000);

let local: Local;
let port = 0;
beforeAll(() => {
  requirePrograms('/usr/bin/redis-server', '/usr/bin/redis-cli');
});
beforeEach(() => {
  local = new Local();
});
afterEach(() => local.end());

async function start(props: Partial<RedisCacheProps>): Promise<void> {
  const image = 'registry.example.com/redis:7.4';
  const result = synthesized((shop) => {
    new RedisCache(shop, 'cart', { image, ...props });
  });
  port = await freePort();
  local.makeFolder(local.path('data'));
  // What the secret holds: `requirepass {password}`.
  local.write('auth.conf', 'requirepass of-cart\n');
  const conf = result
    .file('cart-config', 'redis.conf')
    .replace('port 6379', `port ${String(port)}`)
    .replace('bind * -::*', 'bind 127.0.0.1')
    .replace('/data', local.path('data'))
    .replace('/etc/redis/auth.conf', local.path('auth.conf'));
  const { output } = local.start('redis-server', [local.write('redis.conf', conf)]);
  await eventually(async () => (await cli(['ping'], 'of-cart')).includes('PONG'), output, 20);
}

/** What the probe of the pod runs, and other commands. */
async function cli(command: readonly string[], password?: string): Promise<string> {
  const env: Record<string, string> = password === undefined ? {} : { REDISCLI_AUTH: password };
  return (await local.run('redis-cli', ['-e', '-h', '127.0.0.1', '-p', String(port), ...command], env)).output.trim();
}

test('a cache has its limit and its policy, and lets in whoever has the password', async () => {
  await start({});

  expect(await cli(['config', 'get', 'maxmemory'], 'of-cart')).toBe(`maxmemory\n${String(96 * 1024 * 1024)}`);
  expect(await cli(['config', 'get', 'maxmemory-policy'], 'of-cart')).toBe('maxmemory-policy\nallkeys-lru');
  expect(await cli(['config', 'get', 'save'], 'of-cart')).toBe('save');
  expect(await cli(['set', 'a', '1'])).toContain('NOAUTH');
});

test('the probe fails without the password and passes with it', async () => {
  await start({});
  const args = ['-e', '-h', '127.0.0.1', '-p', String(port), 'ping'];

  expect((await local.run('redis-cli', args)).status).toBe(1);
  expect((await local.run('redis-cli', args, { REDISCLI_AUTH: 'of-cart' })).status).toBe(0);
});

test('without a password everybody is let in', async () => {
  await start({ auth: 'none' });

  expect(await cli(['set', 'a', '1'])).toBe('OK');
});

test('with persistence every write is in the file', async () => {
  await start({ persistence: Persistence.appendOnly(Size.gibibytes(1)) });

  expect(await cli(['config', 'get', 'appendonly'], 'of-cart')).toBe('appendonly\nyes');
  expect(await cli(['config', 'get', 'maxmemory-policy'], 'of-cart')).toBe('maxmemory-policy\nnoeviction');
  expect(await cli(['info', 'persistence'], 'of-cart')).toContain('aof_enabled:1');
});
