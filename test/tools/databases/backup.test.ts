import { Backup, BackupDestination, PostgresCluster } from '../../../lib/constructs/databases';
import { Secret } from '../../../lib/core';
import { postgres, synthesized, type Result } from '../../constructs/databases/fixture';
import { eventually, freePort, requirePrograms } from './local';
import { PostgresServer } from './postgres-server';

// The scripts and the configuration of backups: a real PostgreSQL that archives, and a real pgBackRest that it is asked to run.

jest.setTimeout(180_000);

const server = new PostgresServer();
const { local } = server;
const passphrase = { PGBACKREST_REPO1_CIPHER_PASS: 'of-backups' };
let result: Result;

const here = (text: string): string =>
  text
    .replaceAll('/tmp/', `${local.folder}/`)
    .replaceAll('/etc/pgbackrest', local.path('pgbackrest'))
    .replaceAll('/etc/plinth/backup', local.path('backup'))
    .replaceAll('/var/lib/postgresql/data/pgdata', local.path('data'))
    .replaceAll('/var/run/postgresql', local.path('run'))
    .replaceAll('/var/lib/pgbackrest', local.path('repository'));

beforeAll(async () => {
  requirePrograms('/usr/bin/pgbackrest');
  result = synthesized((shop) => {
    const key = Secret.existing('passphrase').key('passphrase');
    const to = BackupDestination.volume({ claim: 'backups' });
    new PostgresCluster(shop, 'orders', { ...postgres, backup: Backup.daily({ to, passphrase: key }) });
  });
  local.makeFolder(local.path('repository'));
  const config = here(result.file('orders-patroni-config', 'pgbackrest.conf'));
  for (const file of ['archive.sh', 'backup-here.sh']) {
    local.write(`pgbackrest/${file}`, here(result.file('orders-patroni-config', file)));
  }
  for (const file of ['backup.sh', 'backup.sql']) {
    local.write(`backup/${file}`, here(result.file('orders-backup-config', file)));
  }
  const file = local.path('pgbackrest/pgbackrest.conf');
  local.write('pgbackrest/pgbackrest.conf', config);
  const push = /archive_command: (.*)/.exec(result.file('orders-patroni-config', 'patroni.yaml'))?.[1] ?? '';
  // In its pod a server is on 5432; in a container of the server nobody needs a password on the socket.
  const environment = { ...passphrase, PGBACKREST_CONFIG: file, PGPASSWORD: server.password };
  await server.start({ archive_mode: 'on', archive_command: here(push) }, environment);
  local.write('pgbackrest/pgbackrest.conf', `${config}pg1-port=${String(server.port)}\n`);
});
afterAll(() => server.local.end());

/** What the pod of the CronJob runs. */
const backup = (): Promise<{ status: number; output: string }> =>
  local.run('/bin/sh', [local.path('backup/backup.sh'), 'orders', 'daily'], server.env());

const archived = async (): Promise<number> => Number(await server.ask('SELECT archived_count FROM pg_stat_archiver'));

test('the first segment makes the repository, before there is a backup', async () => {
  await server.ask('CREATE TABLE item (name text)');
  await server.ask('SELECT pg_switch_wal()');

  await eventually(
    async () => (await archived()) > 0,
    () => server.log,
    30,
  );
});

test('the leader backs itself up when it is asked to, and says how it went', async () => {
  await server.ask("INSERT INTO item VALUES ('cup')");

  const { status, output } = await backup();

  expect(output).toContain('backup command end: completed successfully');
  expect(output.trimEnd().split('\n').at(-1)).toBe('exit status 0');
  expect(status).toBe(0);
});

test('what was backed up comes back, with what was archived since', async () => {
  await server.ask("INSERT INTO item VALUES ('saucer')");
  const before = await archived();
  await server.ask('SELECT pg_switch_wal()');
  await eventually(
    async () => (await archived()) > before,
    () => server.log,
    30,
  );
  const restored = local.path('restored');
  const config = local.path('pgbackrest/pgbackrest.conf');
  const env = { ...passphrase, PGBACKREST_CONFIG: config };

  const { status, output } = await local.run(
    'pgbackrest',
    ['--stanza=orders', `--pg1-path=${restored}`, 'restore'],
    env,
  );
  expect({ status, output }).toMatchObject({ status: 0 });

  const port = await freePort();
  const options = { port, unix_socket_directories: local.folder, listen_addresses: '127.0.0.1', archive_mode: 'off' };
  const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${String(value)}`]);
  const second = local.start('postgres', ['-D', restored, ...args], env);
  const ask = (): Promise<string> =>
    server.ask('SELECT name FROM item ORDER BY name', 'postgres', server.env('postgres', server.password, port));
  await eventually(async () => (await ask()) === 'cup\nsaucer', second.output, 30);
});

test('a backup that fails fails the job', async () => {
  local.write('pgbackrest/pgbackrest.conf', '[orders]\npg1-path=/nowhere\n');

  const { status, output } = await backup();

  expect(output).toMatch(/exit status [1-9]\d*\n$/);
  expect(status).toBe(1);
});

test('nothing can be read from the repository without the passphrase', async () => {
  const { status } = await local.run('grep', ['-r', 'saucer', local.path('repository')]);

  expect(status).toBe(1);
});
