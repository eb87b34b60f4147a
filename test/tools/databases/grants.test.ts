import type { Stack } from '../../../lib/constructs/base';
import { PostgresCluster, type ConnectOptions } from '../../../lib/constructs/databases';
import { Client, postgres, synthesized } from '../../constructs/databases/fixture';
import { PostgresServer } from './postgres-server';

// The files of the ConfigMap `orders-grants-config` against a real PostgreSQL.

jest.setTimeout(120_000);

const server = new PostgresServer();
beforeAll(() => server.start());
afterAll(() => server.local.end());

const passwordOf = (role: string): string => `of-${role}`;

/** Runs grants.sh once, as its pod does when it starts, for the consumers given. */
async function apply(roles: Readonly<Record<string, ConnectOptions>>): Promise<{ status: number; output: string }> {
  const result = synthesized((shop: Stack) => {
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, databases: ['orders', 'audit'] });
    for (const [role, options] of Object.entries(roles))
      new Client(shop, `of-${role}`, { URL: orders.url(role, options) });
  });
  const here = (text: string): string =>
    text
      .replaceAll('/tmp/ready', server.local.path('ready'))
      .replaceAll('/etc/plinth/grants', server.local.path('grants'));
  for (const file of ['grants.sql', 'library.sql', 'password.sql', 'roles.txt', 'grants.sh']) {
    server.local.write(`grants/${file}`, here(result.file('orders-grants-config', file)));
  }
  const passwords = Object.keys(roles).map((role) => [`PASSWORD_${role.toUpperCase()}`, passwordOf(role)]);
  const env = { ...server.env(), ...(Object.fromEntries(passwords) as Record<string, string>) };
  return server.local.run('/bin/sh', [server.local.path('grants/grants.sh'), 'once'], env);
}

const as = (role: string, sql: string, database = 'orders'): Promise<string> =>
  server.ask(sql, database, server.env(role, passwordOf(role)));

const done = { status: 0, output: 'roles, databases and grants are in place\n' };

test('roles, databases and grants come to be, and applying them again changes nothing', async () => {
  const roles = {
    checkout: { access: 'owner' },
    worker: { access: 'read-write' },
    reports: { access: 'read-only' },
    auditor: { access: 'owner', database: 'audit' },
  } as const;
  const catalogue = `SELECT string_agg(concat_ws(' ', rolname, rolcanlogin, rolsuper, rolpassword), ',' ORDER BY rolname) FROM pg_authid`;

  expect(await apply(roles)).toEqual(done);
  const before = await server.ask(catalogue);
  expect(await apply(roles)).toEqual(done);

  // Passwords too: a new salt would break the sessions that a pooler resumes.
  expect(await server.ask(catalogue)).toBe(before);
});

test('an owner makes tables, which belong to all owners', async () => {
  expect(await as('checkout', 'CREATE TABLE item (id serial PRIMARY KEY, name text)')).toBe('');
  expect(await as('checkout', 'CREATE SCHEMA stock; CREATE TABLE stock.level (amount int)')).toBe('');

  expect(await as('checkout', 'SELECT tableowner FROM pg_tables WHERE tablename = $$item$$')).toBe('orders_owner');
});

test('a writer changes rows in tables that came later, and no structure', async () => {
  expect(await as('worker', "INSERT INTO item (name) VALUES ('cup')")).toBe('');
  expect(await as('worker', 'INSERT INTO stock.level VALUES (3)')).toBe('');

  expect(await as('worker', 'CREATE TABLE mine (x int)')).toContain('permission denied for schema public');
  expect(await as('worker', 'DROP TABLE item')).toContain('must be owner of table item');
});

test('a reader reads, and does not write', async () => {
  expect(await as('reports', 'SELECT name FROM item')).toBe('cup');
  expect(await as('reports', 'SELECT amount FROM stock.level')).toBe('3');

  expect(await as('reports', "INSERT INTO item (name) VALUES ('x')")).toContain('permission denied for table item');
});

test('a role gets into its own database alone', async () => {
  expect(await as('auditor', 'SELECT current_database()', 'audit')).toBe('audit');

  expect(await as('auditor', 'SELECT 1')).toContain('permission denied for database "orders"');
  expect(await as('checkout', 'SELECT 1', 'audit')).toContain('permission denied for database "audit"');
});

test('less access takes effect, also in sessions that are open', async () => {
  const session = server.local.start('psql', ['-X', '-d', 'orders'], server.env('checkout', passwordOf('checkout')));
  await apply({
    checkout: { access: 'read-only' },
    reports: { access: 'read-only' },
    worker: { access: 'read-write' },
  });

  session.child.stdin?.end('INSERT INTO item (name) VALUES ($$late$$);\n');
  await new Promise((resolve) => session.child.once('close', resolve));
  expect(session.output()).toContain('terminating connection due to administrator command');
  expect(await as('checkout', 'SELECT current_user')).toBe('checkout');
  expect(await as('checkout', "INSERT INTO item (name) VALUES ('x')")).toContain('permission denied for table item');
});

test('a role that is gone from the program may not log in, and nothing of it is dropped', async () => {
  await apply({ checkout: { access: 'owner' } });

  expect(await as('worker', 'SELECT 1')).toContain('authentication failed');
  expect(await as('auditor', 'SELECT 1', 'audit')).toContain('authentication failed');
  expect(await as('checkout', 'SELECT count(*) FROM item')).toBe('1');
  const retired = `SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_authid WHERE shobj_description(oid, 'pg_authid') = 'plinth: retired'`;
  expect(await server.ask(retired)).toBe('auditor,reports,worker');
});

test('it may come back', async () => {
  await apply({ checkout: { access: 'owner' }, worker: { access: 'read-only' } });

  expect(await as('worker', 'SELECT name FROM item')).toBe('cup');
});

test('a password that was changed in the secret is set', async () => {
  await server.ask("ALTER ROLE worker PASSWORD 'another'");
  await apply({ checkout: { access: 'owner' }, worker: { access: 'read-only' } });

  expect(await as('worker', 'SELECT 1')).toBe('1');
});

test('no password reaches the log, though every statement is logged', () => {
  expect(server.log).toContain('SELECT pg_temp.login_role');
  for (const role of ['checkout', 'worker', 'reports', 'auditor']) expect(server.log).not.toContain(passwordOf(role));
});

test('a role that somebody else made is refused, and keeps its rights', async () => {
  await server.ask("CREATE ROLE admin LOGIN SUPERUSER PASSWORD 'x'");
  const { status, output } = await apply({ checkout: { access: 'owner' }, admin: { access: 'read-only' } });

  expect(status).toBe(1);
  expect(output).toContain('The role "admin" exists and was not made by Plinth.');
  expect(await server.ask('SELECT rolsuper FROM pg_authid WHERE rolname = $$admin$$')).toBe('t');
});

test('a database that somebody else made is refused', async () => {
  await server.ask('ALTER DATABASE audit OWNER TO postgres');
  const { status, output } = await apply({ checkout: { access: 'owner' } });

  expect(status).toBe(1);
  expect(output).toContain('The database "audit" exists and was not made by Plinth.');
});
