import { Size } from 'cdk8s';
import { Pooler, PostgresBackend, PostgresCluster } from '../../../../lib/constructs/databases';
import { resourcesOf } from '../../../../lib/assembly';
import { Client, postgres, synthesized } from '../fixture';

const image = 'registry.example.com/exporter:0.17';

/** A cluster with everything that adds objects. */
const whole = synthesized((shop) => {
  const orders = new PostgresCluster(shop, 'orders', {
    ...postgres,
    walStorage: Size.gibibytes(10),
    storageClass: 'fast',
    databases: ['orders', 'audit'],
    monitoring: { image },
    pooler: Pooler.transaction({ image: 'registry.example.com/pgbouncer:1.24', security: { user: 70 } }),
  });
  new Client(shop, 'checkout', { DATABASE_URL: orders.url('checkout') });
  new Client(shop, 'reports', { DATABASE_URL: orders.url('reports', { access: 'read-only', database: 'audit' }) });
});

test('a whole cluster is without findings', () => {
  expect(whole.findings).toEqual([]);
});

const objects = resourcesOf(whole.assembly, 'object')
  .filter(({ owner }) => owner.startsWith('shop/orders'))
  .map(({ spec }) => [spec.kind, spec.metadata.name] as const);

test('it consists of these objects', () => {
  expect(objects.map((object) => object.join(' '))).toEqual([
    'Deployment orders-grants',
    'Deployment orders-pooler',
    'StatefulSet orders',
    'CronJob orders-backup',
    'ConfigMap orders-backup-config',
    'ConfigMap orders-grants-config',
    'ConfigMap orders-patroni-config',
    'ConfigMap orders-pooler-config',
    'Service orders',
    'Service orders-pooler',
    'Service orders-ro',
    'Service orders-rw',
    'ServiceAccount orders',
    'ServiceAccount orders-backup',
    'ServiceAccount orders-grants',
    'ServiceAccount orders-pooler',
    'NetworkPolicy orders',
    'NetworkPolicy orders-backup',
    'NetworkPolicy orders-grants',
    'NetworkPolicy orders-pooler',
    'PodDisruptionBudget orders',
    'PodDisruptionBudget orders-pooler',
    'Role orders',
    'RoleBinding orders',
  ]);
});

test.each(objects)('%s %s', (kind, name) => {
  expect(whole.yaml(kind, name)).toMatchSnapshot();
});

test('components', () => {
  const components = resourcesOf(whole.assembly, 'component').map(({ owner, spec }) => [owner, spec]);

  expect(Object.fromEntries(components)).toMatchSnapshot();
});

test('secrets, none of which anybody has to make', () => {
  const secrets = resourcesOf(whole.assembly, 'secret').map(({ spec }) => spec);

  expect(secrets.filter(({ maker }) => maker !== 'generatedAtApply').map(({ name }) => name)).toEqual(['store']);
  expect(secrets).toMatchSnapshot();
});

test('Patroni 3.0 cannot be told how to label the leader, so the service asks for its own word', () => {
  const { yaml, file } = synthesized((shop) => {
    const backend = PostgresBackend.patroni({ version: '3.0' });
    new PostgresCluster(shop, 'orders', { ...postgres, version: '15', backend });
  });

  expect(yaml('Service', 'orders-rw')).toContain('role: master');
  expect(file('orders-patroni-config', 'patroni.yaml')).not.toContain('leader_label_value');
});

test('a small cluster elsewhere than in production has one instance and no more than it needs', () => {
  const { assembly, findings, object } = synthesized(
    (shop) => {
      const { backup, ...rest } = postgres;
      expect(backup).toBeDefined();
      new PostgresCluster(shop, 'orders', rest);
    },
    { tier: 'development' },
  );

  expect(findings).toEqual([]);
  expect(object('StatefulSet', 'orders')['spec']).toMatchObject({ replicas: 1 });
  expect(resourcesOf(assembly, 'object').map(({ spec }) => spec.kind)).not.toContain('PodDisruptionBudget');
  expect(resourcesOf(assembly, 'component').find(({ owner }) => owner === 'shop/orders')?.spec).toMatchObject({
    disruption: { kind: 'single' },
    procedures: { update: 'restart-with-gap', remove: 'retain' },
  });
});
