import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Duration, Size } from 'cdk8s';
import { toYaml } from '../../../lib/assembly';
import {
  Backup,
  BackupDestination,
  PostgresBackend,
  PostgresCluster,
  Synchronous,
  type PostgresClusterProps,
} from '../../../lib/constructs/databases';
import { Secret } from '../../../lib/core';
import { synthesized, type Result } from '../../constructs/databases/fixture';
import { KubernetesStub, type Rule } from './kubernetes-stub';
import { eventually, freePort, Local, postgresPrograms, requirePrograms, stop } from './local';

// Three real Patronis of Debian, with the files and the Role that a cluster renders, against a stub of the Kubernetes API.

jest.setTimeout(300_000);

const props: PostgresClusterProps = {
  version: '15',
  image: 'registry.example.com/patroni:3.0',
  backend: PostgresBackend.patroni({
    version: '3.0',
    ttl: Duration.seconds(20),
    loopWait: Duration.seconds(2),
    retryTimeout: Duration.seconds(3),
  }),
  storage: Size.gibibytes(1),
  resources: { memory: Size.mebibytes(256) },
  synchronous: Synchronous.first(1),
  backup: Backup.daily({
    to: BackupDestination.volume({ claim: 'backups' }),
    passphrase: Secret.existing('passphrase', { keys: ['passphrase'] }).key('passphrase'),
  }),
};

const render = (given: PostgresClusterProps): Result =>
  synthesized((shop) => {
    new PostgresCluster(shop, 'orders', given);
  });

interface Running {
  readonly name: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly postgres: number;
  readonly api: number;
}

const local = new Local();
let stub: KubernetesStub;
let kubeconfig: string;
const members = new Map<string, Running>();

beforeAll(async () => {
  requirePrograms('/usr/bin/patroni', '/usr/bin/patronictl', '/usr/bin/pgbackrest', `${postgresPrograms}/postgres`);
  const role = render(props).object('Role', 'orders');
  stub = new KubernetesStub(role['rules'] as unknown as readonly Rule[]);
  const server = await stub.listen();
  const cluster = { name: 'stub', cluster: { server } };
  const contexts = [{ name: 'kind-kind', context: { cluster: 'stub', user: 'stub' } }];
  const users = [{ name: 'stub', user: { token: 'stub' } }];
  kubeconfig = local.write('kubeconfig', toYaml({ clusters: [cluster], contexts, users }));
});

afterAll(async () => {
  await local.end();
  await stub.close();
});

/** Starts a member as its pod would: with the files of the ConfigMap, in folders of this machine. */
async function start(name: string, result: Result): Promise<void> {
  const here = (text: string): string =>
    text
      // First, because the folders of this machine lie there too.
      .replaceAll('/tmp/', `${local.path(name, 'tmp')}/`)
      .replaceAll('/etc/patroni', local.path(name))
      .replaceAll('/etc/pgbackrest', local.path(name))
      .replaceAll('/var/run/postgresql', local.path(name, 'run'))
      .replaceAll('/var/lib/postgresql/data', local.path(name))
      .replaceAll('/var/lib/pgbackrest', local.path('repository'));
  for (const folder of [local.path(name, 'run'), local.path(name, 'tmp'), local.path('repository')])
    local.makeFolder(folder);
  const [postgres, api] = [await freePort(), await freePort()];
  for (const file of ['patroni.yaml', 'dynamic.yaml', 'start.sh', 'pgbackrest.conf', 'archive.sh', 'backup-here.sh']) {
    const text = here(result.file('orders-patroni-config', file));
    // Ports are per pod in a cluster, and per machine here.
    local.write(`${name}/${file}`, file === 'pgbackrest.conf' ? `${text}pg1-port=${String(postgres)}\n` : text);
  }
  stub.addPod(name, 'shop', { 'app.kubernetes.io/name': 'orders' });
  const [own, ownApi] = [`127.0.0.1:${String(postgres)}`, `127.0.0.1:${String(api)}`];
  const running = local.start('/bin/sh', [local.path(name, 'start.sh'), 'orders'], {
    KUBECONFIG: kubeconfig,
    PATRONI_NAME: name,
    PATRONI_KUBERNETES_POD_IP: '127.0.0.1',
    PATRONI_POSTGRESQL_LISTEN: own,
    PATRONI_POSTGRESQL_CONNECT_ADDRESS: own,
    PATRONI_RESTAPI_LISTEN: ownApi,
    PATRONI_RESTAPI_CONNECT_ADDRESS: ownApi,
    PATRONI_SUPERUSER_USERNAME: 'postgres',
    PATRONI_SUPERUSER_PASSWORD: 'of-superuser',
    PATRONI_REPLICATION_USERNAME: 'standby',
    PATRONI_REPLICATION_PASSWORD: 'of-standby',
    PATRONI_REWIND_USERNAME: 'rewind',
    PATRONI_REWIND_PASSWORD: 'of-rewind',
    PATRONI_RESTAPI_USERNAME: 'patroni',
    PATRONI_RESTAPI_PASSWORD: 'of-api',
    PGBACKREST_CONFIG: local.path(name, 'pgbackrest.conf'),
    PGBACKREST_REPO1_CIPHER_PASS: 'of-backups',
  });
  members.set(name, { name, ...running, postgres, api });
}

const roleOf = (name: string): string | undefined => stub.labelsOf(name)['role'];
const leader = (): Running => {
  const found = [...members.values()].find(({ name }) => roleOf(name) === 'master');
  if (!found) throw new Error(state());
  return found;
};
const isWhole = (): boolean => [...members.keys()].map(roleOf).sort().join() === 'master,replica,replica';
const state = (): string =>
  [...members.values()].map(({ name, output }) => `${name} ${roleOf(name) ?? ''}\n${output().slice(-4000)}`).join('\n');

async function ask(member: Running, sql: string): Promise<string> {
  const args = [
    '-XAtq',
    '-h',
    '127.0.0.1',
    '-p',
    String(member.postgres),
    '-U',
    'postgres',
    '-d',
    'postgres',
    '-c',
    sql,
  ];
  const { status, output } = await local.run('psql', args, { PGPASSWORD: 'of-superuser' });
  if (status !== 0) throw new Error(output);
  return output.trim();
}

test('three members elect a leader, label themselves, and keep their state in the ConfigMaps of the Role', async () => {
  const result = render(props);
  for (const name of ['orders-0', 'orders-1', 'orders-2']) await start(name, result);

  await eventually(isWhole, state, 120);
  await eventually(() => stub.configMaps.includes('orders-sync'), state);

  expect(stub.configMaps).toEqual(['orders-config', 'orders-leader', 'orders-sync']);
  expect(stub.refused).toEqual([]);
});

test('the probes answer, and the API changes nothing without its password', async () => {
  const { api } = leader();
  const url = (path: string): string => `http://127.0.0.1:${String(api)}${path}`;

  expect((await fetch(url('/liveness'))).status).toBe(200);
  expect((await fetch(url('/readiness'))).status).toBe(200);
  expect((await fetch(url('/config'), { method: 'PATCH', body: '{"ttl":60}' })).status).toBe(401);
});

test('replicas follow synchronously, and the server has what follows from its memory', async () => {
  await eventually(
    async () => (await ask(leader(), 'SELECT count(*) FROM pg_stat_replication WHERE sync_state = $$sync$$')) === '1',
    state,
  );

  expect(await ask(leader(), 'SHOW shared_buffers')).toBe('64MB');
  expect(await ask(leader(), 'SHOW max_connections')).toBe('25');
  expect(await ask(leader(), 'SHOW data_checksums')).toBe('on');
  expect(await ask(leader(), 'SELECT datcollate FROM pg_database WHERE datname = $$postgres$$')).toBe('C.UTF-8');
});

test('the server archives its WAL with the key that its environment holds', async () => {
  await ask(leader(), 'CREATE TABLE archived (x int)');
  await ask(leader(), 'SELECT pg_switch_wal()');

  await eventually(async () => Number(await ask(leader(), 'SELECT archived_count FROM pg_stat_archiver')) > 0, state);
});

test('one rolling restart brings a parameter that all members must agree on', async () => {
  const changed = render({ ...props, parameters: { max_connections: 40, work_mem: '2MB' } });
  for (const name of ['orders-2', 'orders-1', 'orders-0']) {
    const member = members.get(name);
    if (member) await stop(member.child);
    stub.removePod(name);
    await start(name, changed);
    await eventually(isWhole, state, 120);
  }

  for (const member of members.values()) {
    await eventually(async () => (await ask(member, 'SHOW max_connections').catch(() => '')) === '40', state);
    expect(await ask(member, 'SHOW work_mem')).toBe('2MB');
  }
  expect(stub.refused).toEqual([]);
});

test('a replica takes over when the leader is gone, with everything that was committed', async () => {
  const { name, child } = leader();
  // Patroni promotes only whom it has written down as synchronous, a moment after PostgreSQL knows.
  await eventually(() => {
    const sync = stub.annotationsOf('orders-sync');
    return sync['leader'] === name && sync['sync_standby'] !== undefined;
  }, state);
  await ask(leader(), 'CREATE TABLE committed (x int)');

  // The whole container at once: the server too, which is a session of its own.
  const [server = ''] = readFileSync(local.path(name, 'pgdata', 'postmaster.pid'), 'utf8').split('\n');
  await stop(child, 'SIGKILL');
  process.kill(Number(server), 'SIGKILL');
  stub.removePod(name);
  members.delete(name);
  await eventually(() => [...members.keys()].some((other) => roleOf(other) === 'master'), state, 120);

  await eventually(async () => (await ask(leader(), 'SELECT count(*) FROM committed').catch(() => '')) === '0', state);
});

test('Patroni used every verb of the Role but `get` of pods, and needed no other', () => {
  expect([...stub.used].sort()).toEqual([
    'create configmaps',
    'list configmaps',
    'list pods',
    'patch configmaps',
    'patch pods',
    'watch configmaps',
    'watch pods',
  ]);
  expect(stub.refused).toEqual([]);
});
