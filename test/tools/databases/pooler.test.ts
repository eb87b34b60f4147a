import { Pooler, PostgresCluster } from '../../../lib/constructs/databases';
import { Client, postgres, synthesized } from '../../constructs/databases/fixture';
import { eventually, freePort, requirePrograms } from './local';
import { PostgresServer } from './postgres-server';

// The configuration of the pooler, with the script that starts it, in Debian's PgBouncer in front of a real PostgreSQL.

jest.setTimeout(120_000);

const server = new PostgresServer();
let port = 0;

beforeAll(async () => {
  requirePrograms('/usr/sbin/pgbouncer');
  await server.start();
  port = await freePort();
  const { local } = server;
  const result = synthesized((shop) => {
    const pooler = Pooler.transaction({ image: 'registry.example.com/pgbouncer:1.24' });
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, pooler });
    new Client(shop, 'checkout', { URL: orders.url('checkout') });
  });
  const here = (text: string): string =>
    text
      .replaceAll('/tmp/', `${local.folder}/`)
      .replaceAll('/etc/plinth/grants', local.path('grants'))
      .replaceAll('/etc/pgbouncer', local.path('pooler'));
  for (const file of ['grants.sql', 'library.sql', 'password.sql', 'roles.txt', 'grants.sh']) {
    local.write(`grants/${file}`, here(result.file('orders-grants-config', file)));
  }
  const passwords = { PASSWORD_CHECKOUT: 'of-checkout', PASSWORD_POOLER: 'of-pooler' };
  const grants = await local.run('/bin/sh', [local.path('grants/grants.sh'), 'once'], {
    ...server.env(),
    ...passwords,
  });
  if (grants.status !== 0) throw new Error(grants.output);
  local.write('pooler/pooler.sh', here(result.file('orders-pooler-config', 'pooler.sh')));
  const ini = here(result.file('orders-pooler-config', 'pgbouncer.ini'))
    .replace('host=orders-rw port=5432', `host=127.0.0.1 port=${String(server.port)}`)
    .replace('listen_addr = *', 'listen_addr = 127.0.0.1')
    .replace('listen_port = 6432', `listen_port = ${String(port)}`);
  const file = local.write('pooler/pgbouncer.ini', ini);
  const pooler = local.start('/bin/sh', [local.path('pooler/pooler.sh'), 'pgbouncer', file], passwords);
  await eventually(async () => (await ask('checkout', 'of-checkout')) === 'checkout', pooler.output, 20);
});
afterAll(() => server.local.end());

const ask = (user: string, password: string, database = 'orders'): Promise<string> =>
  server.ask('SELECT session_user', database, server.env(user, password, port));

test('a consumer gets in with the password of its role', async () => {
  expect(await ask('checkout', 'of-checkout')).toBe('checkout');
});

test('an owner acts as its group through the pooler too', async () => {
  expect(await server.ask('SHOW role', 'orders', server.env('checkout', 'of-checkout', port))).toBe('orders_owner');
});

test.each([
  ['with another password', 'checkout', 'wrong', 'orders'],
  ['as superuser', 'postgres', 'of-superuser', 'orders'],
  ['to a database that was not declared', 'checkout', 'of-checkout', 'postgres'],
])('nobody gets in %s', async (_how, user, password, database) => {
  expect(await ask(user, password, database)).toMatch(
    /FATAL: {2}(SASL authentication failed|no such user|no such database)/,
  );
});

test('a role that came later gets in without a restart', async () => {
  await server.ask("CREATE ROLE late LOGIN PASSWORD 'of-late' IN ROLE orders_read_only");

  expect(await ask('late', 'of-late')).toBe('late');
});
