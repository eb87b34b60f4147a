import { Stack } from '../../../../lib/constructs/base';
import {
  Pooler,
  PostgresCluster,
  type ConnectOptions,
  type PoolerProps,
  type PostgresClusterProps,
} from '../../../../lib/constructs/databases';
import { Client, postgres, said, synthesized } from '../fixture';

type Roles = Readonly<Record<string, ConnectOptions>>;

const image = 'registry.example.com/pgbouncer:1.24';
const transaction = (props: Partial<PoolerProps> = {}): Pooler => Pooler.transaction({ image, ...props });

/** What is said when these roles are asked for, each by a consumer of its own. */
function findings(roles: Roles, props: Partial<PostgresClusterProps> = {}): string {
  const result = synthesized((shop) => {
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, ...props });
    for (const [role, options] of Object.entries(roles)) {
      new Client(shop, `client-${role.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, { URL: orders.url(role, options) });
    }
  });
  return said(result.findings);
}
const fine = '';

test('a role with a name that needs quotes', () => {
  expect(findings({ 'Check-Out': {} })).toMatchInlineSnapshot(`
    "postgres-name-invalid at production/shop/orders
      The role "Check-Out" may hold only lower-case letters, digits and "_", beginning with a letter and not ending with "_".
      Did you mean "check_out"?"
  `);
  expect(findings({ check_out: {} })).toBe(fine);
});

test('a role with a name of the cluster itself', () => {
  expect(findings({ postgres: {} })).toMatchInlineSnapshot(`
    "postgres-name-reserved at production/shop/orders
      The role "postgres" is one of PostgreSQL or of the cluster itself.
      Name it after the consumer, such as "checkout"."
  `);
  expect(findings({ orders_owner: {} })).toMatchInlineSnapshot(`
    "postgres-name-reserved at production/shop/orders
      The role "orders_owner" is one of PostgreSQL or of the cluster itself.
      Name it after the consumer, such as "checkout"."
  `);
  expect(findings({ owner: {} })).toBe(fine);
});

test('a database with a name that needs quotes, is too long or taken', () => {
  const databases = ['Orders', 'o'.repeat(53), 'template1'];
  expect(findings({}, { databases })).toMatchInlineSnapshot(`
    "postgres-name-invalid at production/shop/orders
      The database "Orders" may hold only lower-case letters, digits and "_", beginning with a letter and not ending with "_".
      Did you mean "orders"?
    postgres-name-invalid at production/shop/orders
      The database "ooooooooooooooooooooooooooooooooooooooooooooooooooooo" has 53 characters; 52 are allowed.
      Did you mean "oooooooooooooooooooooooooooooooooooooooooooooooooooo"?
    postgres-name-reserved at production/shop/orders
      The database "template1" is one of PostgreSQL itself.
      Name it after what it holds, such as "orders"."
  `);
  expect(findings({}, { databases: ['orders', 'o'.repeat(52)] })).toBe(fine);
});

test('a database that the cluster does not have', () => {
  expect(findings({ checkout: { database: 'ordres' } })).toMatchInlineSnapshot(`
    "postgres-database-unknown at production/shop/orders
      "production/shop/client-checkout" asks for the database "ordres"; the cluster has "orders".
      Did you mean "orders"?"
  `);
  expect(findings({ checkout: { database: 'audit' } })).toMatchInlineSnapshot(`
    "postgres-database-unknown at production/shop/orders
      "production/shop/client-checkout" asks for the database "audit"; the cluster has "orders".
      Add it: databases: [..., 'audit']."
  `);
  expect(findings({ checkout: { database: 'audit' } }, { databases: ['orders', 'audit'] })).toBe(fine);
});

test('a role that two consumers want in different ways', () => {
  const twice = (first: ConnectOptions, second: ConnectOptions): string =>
    said(
      synthesized((shop) => {
        const orders = new PostgresCluster(shop, 'orders', postgres);
        new Client(shop, 'web', { URL: orders.url('shop', first) });
        new Client(shop, 'worker', { URL: orders.url('shop', second) });
      }).findings,
    );
  expect(twice({ access: 'owner' }, { access: 'read-only' })).toMatchInlineSnapshot(`
    "postgres-role-conflict at production/shop/orders
      The role "shop" has one database and one access: "production/shop/web" asks for it as owner of "orders", and "production/shop/worker" asks for it as read-only of "orders".
      Give each consumer a role of its own."
  `);
  expect(twice({ access: 'owner' }, { access: 'owner' })).toBe(fine);
});

test('two roles that would both own a database by default', () => {
  expect(findings({ checkout: {}, reports: {} })).toMatchInlineSnapshot(`
    "postgres-owner-unstated at production/shop/orders
      "checkout" and "reports" would own "orders", and "reports" does not say that it wants to.
      Say what each may do: url('reports', { access: 'read-only' }), 'read-write' or 'owner'."
  `);
  expect(findings({ checkout: {}, reports: { access: 'read-only' } })).toBe(fine);
  expect(findings({ checkout: { access: 'owner' }, reports: { access: 'owner' } })).toBe(fine);
});

test('a consumer in another namespace', () => {
  const from = (stack: 'shop' | 'web'): string =>
    said(
      synthesized((shop) => {
        const orders = new PostgresCluster(shop, 'orders', postgres);
        const other = stack === 'shop' ? shop : new Stack(shop.environment, 'web');
        new Client(other, 'checkout', { URL: orders.url('checkout') });
      }).findings,
    );
  expect(from('web')).toMatchInlineSnapshot(`
    "database-secret-elsewhere at production/web/checkout
      It runs in the namespace "web" and uses the secret "orders-checkout" of "shop/orders", which is made in "shop": pods read secrets of their own namespace only.
      Put the consumer and the database into one stack."
  `);
  expect(from('shop')).toBe(fine);
});

test('a pooled connection without a pooler', () => {
  expect(findings({ checkout: { pooled: true } })).toMatchInlineSnapshot(`
    "postgres-pooler-missing at production/shop/orders
      "production/shop/client-checkout" asks for a pooled connection, and the cluster has no pooler.
      Give the cluster one, pooler: Pooler.transaction({ image }), or leave \`pooled\` out."
  `);
  expect(findings({ checkout: { pooled: true } }, { pooler: transaction() })).toBe(fine);
});

test('a consumer that needs its session, through a pooler that lends connections for one transaction', () => {
  const checkout: ConnectOptions = { session: ['listen-notify', 'advisory-locks'] };
  expect(findings({ checkout }, { pooler: transaction() })).toMatchInlineSnapshot(`
    "postgres-pooler-session at production/shop/orders
      "production/shop/client-checkout" needs listen-notify, advisory-locks, and the pooler lends a connection for one transaction.
      Connect past it, url('checkout', { pooled: false }), or use Pooler.session."
  `);
  expect(findings({ checkout }, { pooler: Pooler.session({ image }) })).toBe(fine);
  expect(findings({ checkout: { ...checkout, pooled: false } }, { pooler: transaction() })).toBe(fine);
  expect(findings({ checkout })).toBe(fine);
});

test('poolers that may open more connections than the server takes', () => {
  const roles: Roles = { checkout: {}, reports: { access: 'read-only' } };
  expect(findings(roles, { pooler: transaction({ size: 25 }) })).toMatchInlineSnapshot(`
    "postgres-pooler-too-large at production/shop/orders
      2 poolers with 25 connections for each of 2 roles are 100; max_connections is 102, of which 10 are kept for the cluster itself.
      Write size: 23, or give the servers more memory."
  `);
  expect(findings(roles, { pooler: transaction({ size: 25, instances: 50 }) })).toMatchInlineSnapshot(`
    "postgres-pooler-too-large at production/shop/orders
      50 poolers with 25 connections for each of 2 roles are 2500; max_connections is 102, of which 10 are kept for the cluster itself.
      Give the servers more memory: max_connections must be at least 2510."
  `);
  expect(findings(roles, { pooler: transaction({ size: 23 }) })).toBe(fine);
});

test('numbers of a pooler that are none', () => {
  expect(findings({}, { pooler: transaction({ size: 0, maxClients: 1.5 }) })).toMatchInlineSnapshot(`
    "postgres-pooler-invalid at production/shop/orders
      pooler.maxClients is 1.5.
      Write a whole number from 1 up.
    postgres-pooler-invalid at production/shop/orders
      pooler.size is 0.
      Write a whole number from 1 up."
  `);
  expect(findings({}, { pooler: transaction({ size: 1, maxClients: 1 }) })).toBe(fine);
});
