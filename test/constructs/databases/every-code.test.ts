import { Duration, Size } from 'cdk8s';
import type { Tier } from '../../../lib/assembly';
import { Environment, Stack } from '../../../lib/constructs/base';
import {
  Backup,
  BackupDestination,
  Persistence,
  Pooler,
  PostgresBackend,
  PostgresCluster,
  RedisCache,
  Synchronous,
  type ConnectOptions,
  type PatroniProps,
  type PostgresClusterProps,
  type RedisCacheProps,
} from '../../../lib/constructs/databases';
import { KubernetesCluster, type Env } from '../../../lib/constructs/kubernetes';
import { Image, Microservice } from '../../../lib/constructs/services';
import { everyCode, synthesizing, type Program } from '../../every-code';
import { postgres as example, s3, storeSecret } from './fixture';

const digest = `sha256:${'0'.repeat(64)}`;
const postgres: PostgresClusterProps = { ...example, image: `registry.example.com/patroni@${digest}` };

interface Surroundings {
  readonly tier?: Tier;
  readonly apiServer?: readonly string[];
}

/** A stack in production, in a cluster that is well described. */
function inShop(declare: (shop: Stack) => void, { tier = 'production', ...more }: Surroundings = {}): Program {
  return (app) => {
    const environment = new Environment(app, 'live', { tier });
    KubernetesCluster.existing(environment, 'cluster', {
      version: '1.36',
      enforcer: 'kube-router',
      apiServer: ['10.20.0.0/29'],
      storageClasses: [{ name: 'local', default: true }],
      ...more,
    });
    declare(new Stack(environment, 'shop'));
  };
}

function client(stack: Stack, id: string, env: Env): void {
  new Microservice(stack, id, { image: Image.digest('registry.example.com/client', digest), env });
}

const cluster = (props: Partial<PostgresClusterProps>, surroundings: Surroundings = {}): Program =>
  inShop((shop) => {
    new PostgresCluster(shop, 'orders', { ...postgres, ...props });
  }, surroundings);
const patroni = (props: Partial<PatroniProps>): Program =>
  cluster({ backend: PostgresBackend.patroni({ version: '4.1', ...props }) });
const backup = (to: BackupDestination, retention = Duration.days(14)): Program =>
  cluster({ backup: Backup.daily({ to, retention }) });
const storeAt = (endpoint: string): BackupDestination =>
  BackupDestination.s3({ bucket: 'backups', endpoint, cidrs: ['203.0.113.0/24'], credentials: storeSecret });
const cache = (props: Partial<RedisCacheProps>): Program =>
  inShop((shop) => {
    new RedisCache(shop, 'cart', { image: `registry.example.com/redis@${digest}`, ...props });
  });

/** A consumer for each role, by the role. */
const roles = (asked: Readonly<Record<string, ConnectOptions>>, props: Partial<PostgresClusterProps> = {}): Program =>
  inShop((shop) => {
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, ...props });
    Object.entries(asked).forEach(([role, options], index) => {
      client(shop, `client-${String(index)}`, { URL: orders.url(role, options) });
    });
  });
const oneRole = (first: ConnectOptions, second: ConnectOptions): Program =>
  inShop((shop) => {
    const orders = new PostgresCluster(shop, 'orders', postgres);
    client(shop, 'web', { URL: orders.url('shop', first) });
    client(shop, 'worker', { URL: orders.url('shop', second) });
  });
const readingReplicas = (instances: number): Program =>
  inShop(
    (shop) => {
      const orders = new PostgresCluster(shop, 'orders', { ...postgres, instances });
      client(shop, 'reports', { DATABASE_HOST: orders.ports.replicas.host });
    },
    { tier: 'staging' },
  );
const fromStack = (id: 'shop' | 'web'): Program =>
  inShop((shop) => {
    const orders = new PostgresCluster(shop, 'orders', postgres);
    client(id === 'shop' ? shop : new Stack(shop.environment, id), 'checkout', { URL: orders.url('checkout') });
  });
const pooler = (mode: 'session' | 'transaction', props: { readonly size?: number } = {}): Pooler =>
  Pooler[mode]({ image: `registry.example.com/pgbouncer@${digest}`, ...props });
const memory = { memory: Size.gibibytes(1) };
const kept = Persistence.appendOnly(Size.gibibytes(1));

const cases = {
  'api-server-unknown': {
    fault: cluster({}, { apiServer: undefined }),
    neighbour: cluster({}),
  },
  'database-secret-elsewhere': { fault: fromStack('web'), neighbour: fromStack('shop') },
  'patroni-times-impossible': {
    fault: patroni({ loopWait: Duration.seconds(1) }),
    neighbour: patroni({ loopWait: Duration.seconds(2) }),
  },
  'postgres-backup-beside-data': {
    fault: backup(storeAt('minio.storage.svc:9000')),
    neighbour: backup(storeAt('store.example.com:9000')),
  },
  'postgres-backup-invalid': {
    fault: backup(s3, Duration.hours(36)),
    neighbour: backup(s3, Duration.hours(48)),
  },
  'postgres-backup-missing': {
    fault: cluster({ backup: undefined }, { tier: 'production' }),
    neighbour: cluster({ backup: undefined }, { tier: 'staging' }),
  },
  'postgres-database-unknown': {
    fault: roles({ checkout: { database: 'ordres' } }),
    neighbour: roles({ checkout: { database: 'orders' } }),
  },
  'postgres-instances-invalid': {
    fault: cluster({ instances: 2.5 }),
    neighbour: cluster({ instances: 2 }),
    also: ['field-type'],
  },
  'postgres-memory-too-small': {
    fault: cluster({ resources: memory, parameters: { work_mem: '32MB' } }),
    neighbour: cluster({ resources: memory, parameters: { work_mem: '2MB' } }),
  },
  'postgres-name-invalid': { fault: roles({ 'Check-Out': {} }), neighbour: roles({ check_out: {} }) },
  'postgres-name-reserved': { fault: roles({ postgres: {} }), neighbour: roles({ owner: {} }) },
  'postgres-owner-unstated': {
    fault: roles({ checkout: {}, reports: {} }),
    neighbour: roles({ checkout: {}, reports: { access: 'read-only' } }),
  },
  'postgres-parameter-invalid': {
    fault: cluster({ parameters: { wal_level: 'minimal' } }),
    neighbour: cluster({ parameters: { wal_level: 'logical' } }),
  },
  'postgres-parameter-managed': {
    fault: cluster({ parameters: { listen_addresses: '*' } }),
    neighbour: cluster({ parameters: { statement_timeout: '30s' } }),
  },
  'postgres-pooler-invalid': {
    fault: cluster({ pooler: pooler('transaction', { size: 0 }) }),
    neighbour: cluster({ pooler: pooler('transaction', { size: 1 }) }),
  },
  'postgres-pooler-missing': {
    fault: roles({ checkout: { pooled: true } }),
    neighbour: roles({ checkout: { pooled: true } }, { pooler: pooler('transaction') }),
  },
  'postgres-pooler-session': {
    fault: roles({ checkout: { session: ['listen-notify'] } }, { pooler: pooler('transaction') }),
    neighbour: roles({ checkout: { session: ['listen-notify'] } }, { pooler: pooler('session') }),
  },
  'postgres-pooler-too-large': {
    fault: roles({ checkout: {}, reports: { access: 'read-only' } }, { pooler: pooler('transaction', { size: 25 }) }),
    neighbour: roles(
      { checkout: {}, reports: { access: 'read-only' } },
      { pooler: pooler('transaction', { size: 23 }) },
    ),
  },
  'postgres-replicas-none': { fault: readingReplicas(1), neighbour: readingReplicas(2) },
  'postgres-role-conflict': {
    fault: oneRole({ access: 'owner' }, { access: 'read-only' }),
    neighbour: oneRole({ access: 'owner' }, { access: 'owner' }),
  },
  'postgres-single-instance': { fault: cluster({ instances: 1 }), neighbour: cluster({ instances: 2 }) },
  'postgres-storage-invalid': {
    fault: cluster({ storage: Size.mebibytes(255) }),
    neighbour: cluster({ storage: Size.mebibytes(256) }),
  },
  'postgres-synchronous-impossible': {
    fault: cluster({ synchronous: Synchronous.quorum(3) }),
    neighbour: cluster({ synchronous: Synchronous.quorum(2) }),
  },
  'postgres-version-unsupported': {
    fault: cluster({ version: '17.2' as '17' }),
    neighbour: cluster({ version: '17' }),
  },
  'postgres-wal-too-large': {
    fault: cluster({ parameters: { min_wal_size: '8GB' } }),
    neighbour: cluster({ parameters: { min_wal_size: '2GB' } }),
  },
  'redis-eviction-loses-data': {
    fault: cache({ persistence: kept, eviction: 'allkeys-lru' }),
    neighbour: cache({ persistence: kept, eviction: 'volatile-lru' }),
  },
  'redis-memory-too-large': {
    fault: cache({ maxMemory: Size.mebibytes(97) }),
    neighbour: cache({ maxMemory: Size.mebibytes(96) }),
  },
  'redis-storage-too-small': {
    fault: cache({ persistence: Persistence.appendOnly(Size.mebibytes(191)) }),
    neighbour: cache({ persistence: Persistence.appendOnly(Size.mebibytes(192)) }),
  },
};

everyCode<Program>('constructs/databases', cases, synthesizing);
