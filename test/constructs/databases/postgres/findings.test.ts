import { Duration, Size } from 'cdk8s';
import {
  Backup,
  BackupDestination,
  PostgresBackend,
  PostgresCluster,
  Synchronous,
  type PatroniProps,
  type PostgresClusterProps,
} from '../../../../lib/constructs/databases';
import { Secret } from '../../../../lib/core';
import { Client, postgres, s3, said, storeSecret, synthesized, type Surroundings } from '../fixture';

/** What is said of a cluster in production with other properties. */
function findings(props: Partial<PostgresClusterProps>, surroundings: Surroundings = {}): string {
  const result = synthesized((shop) => {
    new PostgresCluster(shop, 'orders', { ...postgres, ...props });
  }, surroundings);
  return said(result.findings);
}

const patroni = (props: Partial<PatroniProps>): Partial<PostgresClusterProps> => ({
  backend: PostgresBackend.patroni({ version: '4.1', ...props }),
});
const fine = '';

test('a version that is not known', () => {
  // @ts-expect-error: programs in JavaScript, and widened types, get here too
  expect(findings({ version: '17.2' })).toMatchInlineSnapshot(`
    "postgres-version-unsupported at production/shop/orders
      version is "17.2"; this Plinth knows PostgreSQL 15, 16, 17, 18.
      Write the major version alone, such as version: '17'."
  `);
  expect(findings({ version: '17' })).toBe(fine);
});

test('a line of Patroni that is not known', () => {
  // @ts-expect-error: programs in JavaScript, and widened types, get here too
  expect(findings(patroni({ version: '4.1.4' }))).toMatchInlineSnapshot(`
    "postgres-version-unsupported at production/shop/orders
      The version of Patroni is "4.1.4"; this Plinth knows 3.0, 3.1, 3.2, 3.3, 4.0, 4.1.
      Write its line, such as PostgresBackend.patroni({ version: '4.1' })."
  `);
});

test('a Patroni that does not know the PostgreSQL', () => {
  expect(findings({ version: '17', ...patroni({ version: '3.2' }) })).toMatchInlineSnapshot(`
    "postgres-version-unsupported at production/shop/orders
      Patroni 3.2 supports PostgreSQL up to 16; version is "17".
      Use an image with Patroni 3.3 or newer, or PostgreSQL 16."
  `);
  expect(findings({ version: '16', ...patroni({ version: '3.2' }) })).toBe(fine);
});

test('a number of instances that is none', () => {
  expect(findings({ instances: 2.5 })).toMatchInlineSnapshot(`
    "field-type at production/shop/orders
      StatefulSet "orders": spec.replicas must be an integer, not the number 2.5.
      Write an integer.
    postgres-instances-invalid at production/shop/orders
      instances is 2.5.
      Write a whole number from 1 up."
  `);
  expect(findings({ instances: 2 })).toBe(fine);
});

test('one instance in production', () => {
  expect(findings({ instances: 1 })).toMatchInlineSnapshot(`
    "postgres-single-instance at production/shop/orders
      instances is 1 in an environment of the tier "production": while its node or its pod is restarted, nobody can read or write.
      Use 3 instances, or acknowledge that the database may be away."
  `);
  expect(findings({ instances: 1 }, { tier: 'staging' })).toBe(fine);
});

test('as many synchronous standbys as there are instances', () => {
  expect(findings({ instances: 3, synchronous: Synchronous.quorum(3) })).toMatchInlineSnapshot(`
    "postgres-synchronous-impossible at production/shop/orders
      synchronous is Synchronous.quorum(3), and 3 instances have 2 standbys: every commit would wait for ever.
      Use at least 4 instances, better 5, or fewer standbys."
  `);
  expect(findings({ instances: 3, synchronous: Synchronous.quorum(2) })).toBe(fine);
});

test('a number of standbys that is none', () => {
  expect(findings({ synchronous: Synchronous.quorum(0) })).toMatchInlineSnapshot(`
    "postgres-synchronous-impossible at production/shop/orders
      synchronous is Synchronous.quorum(0), which is no number of standbys.
      Write Synchronous.quorum(1), or Synchronous.async()."
  `);
  expect(findings({ synchronous: Synchronous.async() })).toBe(fine);
});

test('a quorum of one standby', () => {
  expect(findings({ instances: 2, synchronous: Synchronous.quorum(1) })).toMatchInlineSnapshot(`
    "postgres-synchronous-impossible at production/shop/orders
      synchronous is Synchronous.quorum(1) with 2 instances: a quorum among one standby is that standby.
      Use 3 instances, or say what it is: Synchronous.first(1)."
  `);
  expect(findings({ instances: 2, synchronous: Synchronous.first(1) })).toBe(fine);
});

test('a quorum before Patroni 4', () => {
  const old = { version: '16', ...patroni({ version: '3.3' }) } as const;
  expect(findings({ ...old, synchronous: Synchronous.quorum(1) })).toMatchInlineSnapshot(`
    "postgres-synchronous-impossible at production/shop/orders
      synchronous is Synchronous.quorum(1), and Patroni 3.3 knows no quorum; it came with 4.0.
      Write Synchronous.first(1), or use an image with Patroni 4.0 or newer."
  `);
  expect(findings({ ...old, synchronous: Synchronous.first(1) })).toBe(fine);
});

test('a volume too small for an empty cluster', () => {
  expect(findings({ storage: Size.mebibytes(100) })).toMatchInlineSnapshot(`
    "postgres-storage-invalid at production/shop/orders
      storage is 100 MiB; an empty cluster with its first WAL takes 256.
      Write storage: Size.gibibytes(1) or more."
  `);
  expect(findings({ storage: Size.mebibytes(256) })).toBe(fine);
});

test('more WAL than its volume holds', () => {
  expect(findings({ walStorage: Size.gibibytes(2), parameters: { max_wal_size: '2GB' } })).toMatchInlineSnapshot(`
    "postgres-wal-too-large at production/shop/orders
      max_wal_size is 2GB, and walStorage has 2048MB: WAL would fill it before a checkpoint frees any.
      Write at most a quarter of it, or give more walStorage."
  `);
  expect(findings({ walStorage: Size.gibibytes(2), parameters: { max_wal_size: '1GB' } })).toBe(fine);
});

test('a least WAL above the most', () => {
  expect(findings({ parameters: { min_wal_size: '8GB' } })).toMatchInlineSnapshot(`
    "postgres-wal-too-large at production/shop/orders
      min_wal_size is 8GB, and max_wal_size is 4096MB.
      Raise max_wal_size, or lower min_wal_size."
  `);
  expect(findings({ parameters: { min_wal_size: '2GB' } })).toBe(fine);
});

test('parameters that need more memory than there is', () => {
  const resources = { memory: Size.gibibytes(1) };
  expect(findings({ resources, parameters: { work_mem: '32MB' } })).toMatchInlineSnapshot(`
    "postgres-memory-too-small at production/shop/orders
      With shared_buffers 256MB, maintenance_work_mem 64MB, work_mem 32MB, max_connections 102 the server may need 4018MB, and its limit is 1024MB: then it is killed, with all its sessions.
      Give it more, resources: { memory: Size.mebibytes(4018) }, or lower the parameters."
  `);
  expect(findings({ resources, parameters: { work_mem: '2MB' } })).toBe(fine);
});

test('less memory than any server needs', () => {
  expect(findings({ resources: { memory: Size.mebibytes(128) } })).toMatchInlineSnapshot(`
    "postgres-memory-too-small at production/shop/orders
      With shared_buffers 32MB, maintenance_work_mem 16MB, work_mem 1280kB, max_connections 25 the server may need 187MB, and its limit is 128MB: then it is killed, with all its sessions.
      Give it more, resources: { memory: Size.mebibytes(187) }, or lower the parameters."
  `);
  expect(findings({ resources: { memory: Size.mebibytes(256) } })).toBe(fine);
});

test('parameters that follow from something else', () => {
  const parameters = { archive_command: 'cp %p /archive', synchronous_standby_names: '*', listen_addresses: '*' };
  expect(findings({ parameters })).toMatchInlineSnapshot(`
    "postgres-parameter-managed at production/shop/orders
      parameters.archive_command cannot be set: \`backup\` decides it.
      Leave it out, and set \`backup\`.
    postgres-parameter-managed at production/shop/orders
      parameters.listen_addresses cannot be set: network policies decide who connects.
      Leave it out.
    postgres-parameter-managed at production/shop/orders
      parameters.synchronous_standby_names cannot be set: \`synchronous\` decides it.
      Leave it out, and set \`synchronous\`."
  `);
  expect(findings({ parameters: { statement_timeout: '30s' } })).toBe(fine);
});

test('parameters that cannot be', () => {
  const parameters = { 'shared-buffers': '1GB', max_connections: 10, wal_level: 'minimal', max_wal_size: 'large' };
  expect(findings({ parameters })).toMatchInlineSnapshot(`
    "postgres-parameter-invalid at production/shop/orders
      "shared-buffers" is no name of a parameter.
      Did you mean "shared_buffers"?
    postgres-parameter-invalid at production/shop/orders
      parameters.max_connections is 10; Patroni takes whole numbers from 25 up and ignores others.
      Write max_connections: 25 or more.
    postgres-parameter-invalid at production/shop/orders
      parameters.max_wal_size is "large", which is no size.
      Write a number with kB, MB, GB or TB, such as '1GB'.
    postgres-parameter-invalid at production/shop/orders
      parameters.wal_level is "minimal"; replicas need more.
      Write 'replica' or 'logical'."
  `);
  expect(
    findings({ parameters: { max_connections: 25, wal_level: 'logical', 'auto_explain.log_analyze': true } }),
  ).toBe(fine);
});

test('times that let a leader lose its place while it retries', () => {
  const times = (ttl: number): Partial<PostgresClusterProps> =>
    patroni({ ttl: Duration.seconds(ttl), loopWait: Duration.seconds(10), retryTimeout: Duration.seconds(15) });
  expect(findings(times(30))).toMatchInlineSnapshot(`
    "patroni-times-impossible at production/shop/orders
      loopWait 10 and twice retryTimeout 15 are 40 seconds, and ttl is 30: a leader that still retries would already have lost its place.
      Write ttl: Duration.seconds(40), or shorten the others."
  `);
  expect(findings(times(40))).toBe(fine);
});

test('times that Patroni would raise', () => {
  expect(findings(patroni({ loopWait: Duration.seconds(1) }))).toMatchInlineSnapshot(`
    "patroni-times-impossible at production/shop/orders
      loopWait is 1 seconds; Patroni raises it to 2 without a word.
      Write loopWait: Duration.seconds(2) or more."
  `);
  expect(findings(patroni({ loopWait: Duration.seconds(2) }))).toBe(fine);
});

test('no backup in production', () => {
  const { backup, ...rest } = postgres;
  const without = (surroundings: Surroundings): string =>
    said(
      synthesized((shop) => {
        new PostgresCluster(shop, 'orders', rest);
      }, surroundings).findings,
    );
  expect(backup).toBeDefined();
  expect(without({})).toMatchInlineSnapshot(`
    "postgres-backup-missing at production/shop/orders
      There is no backup, in an environment of the tier "production": replicas repeat a mistake within a second.
      Give one, backup: Backup.daily({ to: BackupDestination.s3({ ... }) }), or acknowledge that the data may be lost."
  `);
  expect(without({ tier: 'development' })).toBe(fine);
});

test('backups in the cluster whose data they hold', () => {
  const to = (endpoint: string): BackupDestination =>
    BackupDestination.s3({ bucket: 'b', endpoint, cidrs: ['10.0.0.0/8'], credentials: storeSecret });
  expect(findings({ backup: Backup.daily({ to: to('minio.storage.svc:9000') }) })).toMatchInlineSnapshot(`
    "postgres-backup-beside-data at production/shop/orders
      Backups go to "minio.storage.svc:9000", a service of the same cluster: what takes the cluster away may take them along.
      Use a store elsewhere, or acknowledge it and say where its disks really are."
  `);
  expect(findings({ backup: Backup.daily({ to: BackupDestination.volume({ claim: 'nfs' }) }) })).toMatchInlineSnapshot(`
    "postgres-backup-beside-data at production/shop/orders
      Backups go to the volume "nfs" of the same cluster: what takes the cluster away may take them along.
      Use BackupDestination.s3 elsewhere, or acknowledge it and say where the volume really is."
  `);
  expect(findings({ backup: Backup.daily({ to: to('store.example.com:9000') }) })).toBe(fine);
});

test('backups that cannot be made', () => {
  const to = BackupDestination.s3({
    bucket: 'b',
    endpoint: 'https://s3.example.com/',
    cidrs: ['203.0.113.7'],
    credentials: Secret.existing('store', { keys: ['user', 'secret-key'] }),
  });
  const nowhere = BackupDestination.s3({
    bucket: 'b',
    endpoint: 's3.example.com',
    cidrs: [],
    credentials: storeSecret,
  });
  expect(findings({ backup: Backup.daily({ to, retention: Duration.hours(36) }) })).toMatchInlineSnapshot(`
    "postgres-backup-invalid at production/shop/orders
      "203.0.113.7" has no prefix length.
      Did you mean "203.0.113.7/32"?
    postgres-backup-invalid at production/shop/orders
      The endpoint is "https://s3.example.com/".
      Write the host alone, with its port where it is not 443: "s3.example.com".
    postgres-backup-invalid at production/shop/orders
      The secret "store" has the keys user, secret-key, and not "access-key".
      Store it under "access-key"; both access-key and secret-key are needed.
    postgres-backup-invalid at production/shop/orders
      retention is 1.5 days; pgBackRest counts whole days from 1 up.
      Write retention: Duration.days(14)."
  `);
  expect(findings({ backup: Backup.daily({ to: nowhere }) })).toMatchInlineSnapshot(`
    "postgres-backup-invalid at production/shop/orders
      cidrs is empty, so no policy lets backups out.
      Give the addresses of the store: cidrs: ["203.0.113.0/24"]."
  `);
  expect(findings({ backup: Backup.daily({ to: s3, retention: Duration.days(1) }) })).toBe(fine);
});

test('a cluster that does not say where its API server is', () => {
  expect(findings({}, { cluster: { apiServer: undefined } as unknown as NonNullable<Surroundings['cluster']> }))
    .toMatchInlineSnapshot(`
    "api-server-unknown at production/shop/orders
      Patroni keeps its state in the API server, and the cluster "cluster" does not say where that is: the pods of "orders" are let out to any address on the ports 443 and 6443.
      Say where it answers, apiServer: ['10.20.0.0/29'] on the cluster, or acknowledge it."
  `);
  expect(findings({}, { cluster: { apiServer: ['10.20.0.0/29'] } })).toBe(fine);
});

test('a consumer of replicas that there are not', () => {
  const reads = (instances: number): string =>
    said(
      synthesized(
        (shop) => {
          const orders = new PostgresCluster(shop, 'orders', { ...postgres, instances });
          new Client(shop, 'reports', { DATABASE_HOST: orders.ports.replicas.host });
        },
        { tier: 'staging' },
      ).findings,
    );
  expect(reads(1)).toMatchInlineSnapshot(`
    "postgres-replicas-none at production/shop/orders
      "reports" reads from replicas, and the cluster has 1 instance: nobody would answer.
      Use ports.postgres, or 2 instances and more."
  `);
  expect(reads(2)).toBe(fine);
});

test('a name too long for what is derived from it', () => {
  const named = (name: string): string =>
    said(
      synthesized((shop) => {
        new PostgresCluster(shop, name, postgres);
      }).findings,
    );
  expect(named('orders-of-the-shop-in-the-western-part-of-town')).toMatchInlineSnapshot(`
    "name-invalid at production/shop/orders-of-the-shop-in-the-western-part-of-town
      The name of a PostgresCluster, "orders-of-the-shop-in-the-western-part-of-town" has 46 characters; 45 are allowed.
      Did you mean "orders-of-the-shop-in-the-western-part-of-tow"?
    name-invalid at production/shop/orders-of-the-shop-in-the-western-part-of-town-backup
      The name of a CronJob, "orders-of-the-shop-in-the-western-part-of-town-backup" has 53 characters; 52 are allowed.
      Did you mean "orders-of-the-shop-in-the-western-part-of-town-backu"?"
  `);
  expect(named('orders-of-the-shop-in-the-western-part-of-tow')).toBe(fine);
});

test('findings that a person may decide on can be acknowledged', () => {
  const { assembly } = synthesized((shop) => {
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, instances: 1 });
    orders.acknowledge('postgres-single-instance', 'An hour without it is fine: it is read by one nightly job.');
  });
  expect(assembly.acknowledgements).toEqual([
    {
      code: 'postgres-single-instance',
      on: 'shop/orders',
      reason: 'An hour without it is fine: it is read by one nightly job.',
    },
  ]);
});
