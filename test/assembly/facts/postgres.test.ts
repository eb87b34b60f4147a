import { factFiles } from '../../../lib/assembly/facts';
import { Pooler, PostgresCluster } from '../../../lib/constructs/databases';
import { Client, postgres, synthesized } from '../../constructs/databases/fixture';

const pooler = Pooler.transaction({ image: 'registry.example.com/pgbouncer:1.24' });

function facts(path: string): string {
  const { assembly } = synthesized((shop) => {
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, pooler });
    new Client(shop, 'checkout', { DATABASE_URL: orders.url('checkout') });
    new Client(shop, 'report', { DATABASE_URL: orders.url('report', { access: 'read-only' }) });
  });
  return (factFiles(assembly).get(path) ?? 'no file').replace(/^#.*\n/gm, '');
}

test('the Services of a cluster lead to its pods, whose role is known at run time', () => {
  expect(facts('facts/ports.txt')).toMatchInlineSnapshot(`
    "shop/orders container postgres listens on tcp/5432 (postgres), Service shop/orders port 5432 (postgres) headless
    shop/orders container postgres listens on tcp/5432 (postgres), Service shop/orders-ro port 5432 (postgres) ClusterIP, of pods labelled role=replica at run time
    shop/orders container postgres listens on tcp/5432 (postgres), Service shop/orders-rw port 5432 (postgres) ClusterIP, of pods labelled role=primary at run time
    shop/orders container postgres listens on tcp/8008 (patroni), no Service
    shop/orders-pooler container pooler listens on tcp/6432 (pooler), Service shop/orders-pooler port 6432 (pooler) ClusterIP
    "
  `);
});

test('who may do what in its databases', () => {
  const grants = facts('facts/access.txt')
    .split('\n')
    .filter((line) => line.includes(' on database '));
  expect(grants.join('\n')).toMatchInlineSnapshot(`
    "shop/checkout -> owner on database orders of shop/orders-pooler, as role checkout
    shop/report -> read-only on database orders of shop/orders-pooler, as role report"
  `);
});
