import { Deployment } from 'cdk8s-plus-27';
import { resourcesOf } from '../../../../lib/assembly';
import { Workload } from '../../../../lib/constructs/base';
import { Pooler, PostgresCluster } from '../../../../lib/constructs/databases';
import { Client, postgres, synthesized } from '../fixture';

const pooler = Pooler.transaction({ image: 'registry.example.com/pgbouncer:1.24' });

test('consuming a URL is the variable, the secret, the grant, the order and both policies', () => {
  const { assembly, findings, yaml, file } = synthesized((shop) => {
    const orders = new PostgresCluster(shop, 'orders', postgres);
    new Client(shop, 'checkout', { DATABASE_URL: orders.url('checkout') });
  });

  expect(findings).toEqual([]);
  expect(yaml('Pod', 'checkout')).toContain('name: orders-checkout\n              key: url\n');
  expect(assembly.edges.filter(({ from }) => from === 'shop/plinth/component/checkout')).toEqual([
    {
      kind: 'needs',
      from: 'shop/plinth/component/checkout',
      to: 'shop/plinth/component/orders',
      port: { name: 'postgres', number: 5432, protocol: 'TCP' },
      grant: { database: 'orders', role: 'checkout', access: 'owner' },
    },
    { kind: 'needs', from: 'shop/plinth/component/checkout', to: 'shop/plinth/component/orders-grants' },
  ]);
  const secret = resourcesOf(assembly, 'secret').find(({ spec }) => spec.name === 'orders-checkout');
  expect(secret?.spec).toMatchObject({
    maker: 'generatedAtApply',
    keys: {
      username: { template: 'checkout' },
      password: { random: { length: 32 } },
      url: { template: 'postgresql://{username}:{password}@orders-rw:5432/orders' },
    },
    usedBy: ['shop/plinth/component/checkout', 'shop/plinth/component/orders-grants'],
  });
  expect(file('orders-grants-config', 'grants.sql')).toContain(
    "SELECT pg_temp.login_role('checkout', 'orders_owner');",
  );
  expect(yaml('NetworkPolicy', 'checkout')).toMatchInlineSnapshot(`
    "apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata:
      name: checkout
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
    spec:
      podSelector:
        matchLabels:
          app.kubernetes.io/name: checkout
      egress:
        - ports:
            - protocol: TCP
              port: 5432
          to:
            - podSelector:
                matchLabels:
                  app.kubernetes.io/name: orders
      policyTypes:
        - Egress
    "
  `);
  expect(yaml('NetworkPolicy', 'orders')).toContain('app.kubernetes.io/name: checkout');
});

test('with a pooler the URL, the order and the policies lead to it', () => {
  const { assembly, yaml } = synthesized((shop) => {
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, pooler });
    new Client(shop, 'checkout', { DATABASE_URL: orders.url('checkout') });
    new Client(shop, 'migrate', { DATABASE_URL: orders.url('migrate', { pooled: false, access: 'owner' }) });
  });
  const keysOf = (name: string): unknown =>
    resourcesOf(assembly, 'secret').find(({ spec }) => spec.name === name)?.spec.keys;

  expect(keysOf('orders-checkout')).toMatchObject({
    url: { template: 'postgresql://{username}:{password}@orders-pooler:6432/orders' },
    'direct-url': { template: 'postgresql://{username}:{password}@orders-rw:5432/orders' },
  });
  expect(yaml('NetworkPolicy', 'orders-pooler')).toContain('app.kubernetes.io/name: checkout');
  expect(yaml('NetworkPolicy', 'orders')).not.toContain('app.kubernetes.io/name: checkout');
  expect(yaml('Pod', 'migrate')).toContain('key: direct-url');
  expect(yaml('NetworkPolicy', 'orders')).toContain('app.kubernetes.io/name: migrate');
});

test('a workload that is not ours is granted a role, and gets the secret to read in its own way', () => {
  let name = '';
  const { assembly, file, yaml } = synthesized((shop) => {
    const orders = new PostgresCluster(shop, 'orders', postgres);
    const web = new Deployment(shop, 'web', { containers: [{ image: 'web' }] });
    name = orders.grantConnect(Workload.of(web), { role: 'web', access: 'read-write' }).name;
    orders.grantConnect(web, { role: 'web', access: 'read-write' });
  });

  expect(name).toBe('orders-web');
  expect(assembly.edges.filter(({ grant }) => grant !== undefined)).toEqual([
    {
      kind: 'needs',
      from: 'shop/plinth/component/web',
      to: 'shop/plinth/component/orders',
      port: { name: 'postgres', number: 5432, protocol: 'TCP' },
      grant: { database: 'orders', role: 'web', access: 'read-write' },
    },
  ]);
  expect(file('orders-grants-config', 'grants.sql')).toContain("login_role('web', 'orders_read_write')");
  expect(yaml('NetworkPolicy', 'web')).toContain('port: 5432');
});

test('a URL that nobody consumes leaves no trace', () => {
  const without = synthesized((shop) => {
    new PostgresCluster(shop, 'orders', postgres);
  });
  const unused = synthesized((shop) => {
    new PostgresCluster(shop, 'orders', postgres).url('checkout');
  });

  expect(unused.assembly).toEqual(without.assembly);
});

test('a new consumer touches neither the servers nor the pooler', () => {
  const build = (roles: readonly string[]): ReturnType<typeof synthesized> =>
    synthesized((shop) => {
      const orders = new PostgresCluster(shop, 'orders', { ...postgres, pooler });
      for (const role of roles) new Client(shop, role, { URL: orders.url(role, { access: 'read-write' }) });
    });
  const [before, after] = [build(['checkout']), build(['checkout', 'reports'])];

  expect(after.yaml('StatefulSet', 'orders')).toBe(before.yaml('StatefulSet', 'orders'));
  expect(after.yaml('Deployment', 'orders-pooler')).toBe(before.yaml('Deployment', 'orders-pooler'));
  expect(after.yaml('Deployment', 'orders-grants')).not.toBe(before.yaml('Deployment', 'orders-grants'));
});

test('replicas have a name of their own', () => {
  const { yaml } = synthesized((shop) => {
    const orders = new PostgresCluster(shop, 'orders', postgres);
    new Client(shop, 'reports', { DATABASE_HOST: orders.ports.replicas.host });
  });

  expect(yaml('Pod', 'reports')).toContain('value: orders-ro');
});
