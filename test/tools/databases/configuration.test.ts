import { PostgresBackend, PostgresCluster, Pooler } from '../../../lib/constructs/databases';
import { postgres, synthesized } from '../../constructs/databases/fixture';
import { Local, requirePrograms } from './local';

const local = new Local();
afterAll(() => local.end());

const result = synthesized((shop) => {
  const pooler = Pooler.transaction({ image: 'registry.example.com/pgbouncer:1.24' });
  const backend = PostgresBackend.patroni({ version: '3.0' });
  new PostgresCluster(shop, 'orders', { ...postgres, version: '15', backend, pooler });
});

test('Patroni of Debian validates its configuration', async () => {
  requirePrograms('/usr/bin/patroni');
  const data = local.makeFolder(local.path('pgdata'));
  const config = result.file('orders-patroni-config', 'patroni.yaml').replace('/var/lib/postgresql/data/pgdata', data);
  const address = '192.0.2.1';

  const { output } = await local.run('/usr/bin/patroni', ['--validate-config', local.write('patroni.yaml', config)], {
    PATRONI_NAME: 'orders-0',
    PATRONI_KUBERNETES_POD_IP: address,
    PATRONI_POSTGRESQL_CONNECT_ADDRESS: `${address}:5432`,
    PATRONI_RESTAPI_CONNECT_ADDRESS: `${address}:8008`,
    PATRONI_SUPERUSER_USERNAME: 'postgres',
    PATRONI_SUPERUSER_PASSWORD: 'a',
    PATRONI_REPLICATION_USERNAME: 'standby',
    PATRONI_REPLICATION_PASSWORD: 'b',
    PATRONI_REWIND_USERNAME: 'rewind',
    PATRONI_REWIND_PASSWORD: 'c',
  });

  // The validator of 3.0 asks for bootstrap.pg_hba, which Patroni itself does not need where postgresql.pg_hba is given.
  expect(output.trim()).toBe('bootstrap.pg_hba  is not defined.');
});

test('Patroni of Debian finds a planted fault', async () => {
  const config = result.file('orders-patroni-config', 'patroni.yaml').replace('ttl: 30', 'ttl: soon');

  const { output } = await local.run('/usr/bin/patroni', ['--validate-config', local.write('faulty.yaml', config)]);

  expect(output).toContain('bootstrap.dcs.ttl soon is not');
});

test.each([
  ['orders-patroni-config', 'start.sh'],
  ['orders-patroni-config', 'archive.sh'],
  ['orders-patroni-config', 'backup-here.sh'],
  ['orders-grants-config', 'grants.sh'],
  ['orders-backup-config', 'backup.sh'],
  ['orders-pooler-config', 'pooler.sh'],
])('the shell reads %s %s', async (configMap, file) => {
  expect(await local.run('/bin/sh', ['-n', local.write(file, result.file(configMap, file))])).toEqual({
    status: 0,
    output: '',
  });
});
