import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const boutique = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/boutique.ts', from, to, imports }, 'staging');

const imports =
  "import { Secret } from '../lib/core'; import { Backup, BackupDestination, PostgresBackend, PostgresCluster, Synchronous } from '../lib/constructs/databases';";
const backup =
  "backup: Backup.daily({ to: BackupDestination.s3({ bucket: 'orders', endpoint: 's3.example.com', cidrs: ['203.0.113.8/32'], credentials: Secret.existing('s3', { keys: ['access-key', 'secret-key'] }) }) }),";

/** The production of stacks/boutique.ts with a PostgresCluster as it should be, but for one property. */
const postgres = (property: string, copies = backup): Promise<string> => {
  const anchor = "const shop = new Stack(this, 'boutique');";
  const orders = `new PostgresCluster(shop, 'orders', { version: '17', image: 'registry.example.com/patroni@sha256:${'0'.repeat(64)}', backend: PostgresBackend.patroni({ version: '4.1' }), storage: Size.gibibytes(10), ${copies} ${property} });`;
  const acknowledged = "shop.acknowledge('api-without-controller', 'Volumes are made by hand.');";
  const to = [anchor, orders, acknowledged].join(' ');
  return newcomer.edits({ file: 'stacks/boutique.ts', from: anchor, to, imports }, 'production');
};

test('a cluster as it should be', async () => {
  expect(await postgres('')).toBe('');
});

test('two instances that wait for each other', async () => {
  expect(await postgres('instances: 2, synchronous: Synchronous.quorum(1)')).toMatchInlineSnapshot(`
    "error  postgres-synchronous-impossible: commits would wait for standbys that there are not
      at    production/boutique/orders   stacks/boutique.ts:34
      why   synchronous is Synchronous.quorum(1) with 2 instances: a quorum among one standby is that standby.
      fix   Use 3 instances, or say what it is: Synchronous.first(1)."
  `);
});

test('more standbys to wait for than there are', async () => {
  expect(await postgres('synchronous: Synchronous.quorum(3)')).toMatchInlineSnapshot(`
    "error  postgres-synchronous-impossible: commits would wait for standbys that there are not
      at    production/boutique/orders   stacks/boutique.ts:34
      why   synchronous is Synchronous.quorum(3), and 3 instances have 2 standbys: every commit would wait for ever.
      fix   Use at least 4 instances, better 5, or fewer standbys."
  `);
});

test('one instance in production', async () => {
  expect(await postgres('instances: 1')).toMatchInlineSnapshot(`
    "error  postgres-single-instance: a database in production has one instance
      at    production/boutique/orders   stacks/boutique.ts:34
      why   instances is 1 in an environment of the tier "production": while its node or its pod is restarted, nobody can
            read or write.
      fix   Use 3 instances, or acknowledge that the database may be away."
  `);
});

test('no backup in production', async () => {
  expect(await postgres('', '')).toMatchInlineSnapshot(`
    "error  postgres-backup-missing: a database in production has no backup
      at    production/boutique/orders   stacks/boutique.ts:34
      why   There is no backup, in an environment of the tier "production": replicas repeat a mistake within a second.
      fix   Give one, backup: Backup.daily({ to: BackupDestination.s3({ ... }) }), or acknowledge that the data may be lost."
  `);
});

test('a parameter that Patroni sets itself', async () => {
  expect(await postgres('parameters: { hot_standby: false }')).toMatchInlineSnapshot(`
    "error  postgres-parameter-managed: a parameter follows from something else in the program
      at    production/boutique/orders   stacks/boutique.ts:34
      why   parameters.hot_standby cannot be set: Patroni needs it on.
      fix   Leave it out."
  `);
});

test('a database whose name has to be quoted everywhere', async () => {
  expect(await postgres("databases: ['Orders-2026']")).toMatchInlineSnapshot(`
    "error  postgres-name-invalid: a name cannot be one of a role or a database
      at    production/boutique/orders   stacks/boutique.ts:34
      why   The database "Orders-2026" may hold only lower-case letters, digits and "_", beginning with a letter and not
            ending with "_".
      fix   Did you mean "orders_2026"?"
  `);
});

test('a cache that may store more than its memory', async () => {
  expect(await boutique("auth: 'none',", "auth: 'none', maxMemory: Size.mebibytes(512),")).toMatchInlineSnapshot(`
    "error  redis-memory-too-large: a cache may store more than its memory bears
      at    staging/boutique/redis-cart   stacks/boutique.ts:60
      why   maxMemory is 512 MiB and the memory's limit 256 MiB: connections and copies need a quarter of it, or the server
            is killed when it is full.
      fix   Write maxMemory: Size.mebibytes(192) or less, or resources: { memory: Size.mebibytes(683) }."
  `);
});

test('a volume too small for what a cache appends', async () => {
  const edit = {
    file: 'stacks/lab.ts',
    from: 'Persistence.appendOnly(Size.gibibytes(2))',
    to: 'Persistence.appendOnly(Size.mebibytes(100))',
  };
  expect(await newcomer.edits(edit, 'lab')).toMatchInlineSnapshot(`
    "error  redis-storage-too-small: a volume cannot hold what a cache appends to it
      at    lab/guests/visits   stacks/lab.ts:117
      why   The volume has 100 MiB, and maxMemory is 96 MiB: while the file is written anew, both versions of it are there.
      fix   Write Persistence.appendOnly(Size.mebibytes(192)) or more."
  `);
});
