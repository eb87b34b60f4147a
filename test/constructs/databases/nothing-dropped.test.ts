import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import * as ts from 'typescript';
import { renderDist } from '../../../lib/assembly';
import type { Stack } from '../../../lib/constructs/base';
import {
  Backup,
  BackupDestination,
  Persistence,
  Pooler,
  PostgresBackend,
  PostgresCluster,
  RedisCache,
  Synchronous,
  type BackupProps,
  type ConnectOptions,
  type PatroniProps,
  type PoolerProps,
  type PostgresClusterProps,
  type RedisCacheProps,
  type S3DestinationProps,
} from '../../../lib/constructs/databases';
import { Secret } from '../../../lib/core';
import { Client, postgres, said, storeSecret, synthesized } from './fixture';

type Declare = (shop: Stack) => void;
type Case = readonly [without: Declare, given: Declare];

const root = join(__dirname, '../../..');
const image = 'registry.example.com/image:1';
const other = 'registry.example.com/image:2';

const cluster =
  (props: Partial<PostgresClusterProps>): Declare =>
  (shop) =>
    new PostgresCluster(shop, 'orders', { ...postgres, ...props });
const patroni = (props: Partial<PatroniProps>): Declare =>
  cluster({ backend: PostgresBackend.patroni({ version: '4.1', ...props }) });
const store = (props: Partial<S3DestinationProps>): BackupDestination =>
  BackupDestination.s3({
    ...{ bucket: 'b', endpoint: 's3.example.com', cidrs: ['203.0.113.0/24'], credentials: storeSecret },
    ...props,
  });
const backup = (props: Partial<BackupProps>): Declare => cluster({ backup: Backup.daily({ to: store({}), ...props }) });
const s3 = (props: Partial<S3DestinationProps>): Declare => backup({ to: store(props) });
const volume = (claim: string): Declare => backup({ to: BackupDestination.volume({ claim }) });
const pooled = (props: Partial<PoolerProps>): Declare => cluster({ pooler: Pooler.transaction({ image, ...props }) });
const consumer =
  (options: ConnectOptions): Declare =>
  (shop) => {
    const pooler = Pooler.transaction({ image });
    const orders = new PostgresCluster(shop, 'orders', { ...postgres, pooler, databases: ['orders', 'audit'] });
    new Client(shop, 'checkout', { URL: orders.url('checkout', options) });
  };
const granted =
  (role: string): Declare =>
  (shop) =>
    new PostgresCluster(shop, 'orders', postgres).grantConnect(new Client(shop, 'web', {}), { role });
const cache =
  (props: Partial<RedisCacheProps>): Declare =>
  (shop) =>
    new RedisCache(shop, 'cart', { image, ...props });
const kept = (options: { storageClass?: string }): Declare =>
  cache({ persistence: Persistence.appendOnly(Size.gibibytes(1), options) });

const plain = cluster({});

/** For each property a declaration without it, or with another value, and one with it. */
const cases: Readonly<Record<string, Case>> = {
  'ComponentProps.name': [plain, cluster({ name: 'sales' })],
  'ComponentProps.renamedFrom': [plain, cluster({ renamedFrom: 'sales' })],

  'PostgresClusterProps.version': [plain, cluster({ version: '18' })],
  'PostgresClusterProps.image': [plain, cluster({ image: other })],
  'PostgresClusterProps.backend': [plain, patroni({ version: '3.3' })],
  'PostgresClusterProps.storage': [plain, cluster({ storage: Size.gibibytes(60) })],
  'PostgresClusterProps.instances': [plain, cluster({ instances: 5 })],
  'PostgresClusterProps.storageClass': [plain, cluster({ storageClass: 'fast' })],
  'PostgresClusterProps.walStorage': [plain, cluster({ walStorage: Size.gibibytes(10) })],
  'PostgresClusterProps.resources': [plain, cluster({ resources: { cpu: '2', memory: Size.gibibytes(8) } })],
  'PostgresClusterProps.parameters': [plain, cluster({ parameters: { statement_timeout: '30s' } })],
  'PostgresClusterProps.synchronous': [plain, cluster({ synchronous: Synchronous.async() })],
  'PostgresClusterProps.backup': [plain, cluster({ backup: Backup.hourly({ to: store({}) }) })],
  'PostgresClusterProps.pooler': [plain, pooled({})],
  'PostgresClusterProps.databases': [plain, cluster({ databases: ['orders', 'audit'] })],
  'PostgresClusterProps.monitoring': [plain, cluster({ monitoring: { image } })],
  'PostgresClusterProps.spread': [plain, cluster({ spread: { zones: 'require' } })],
  'PostgresClusterProps.deletionPolicy': [plain, cluster({ deletionPolicy: 'delete' })],
  'PostgresMonitoring.image': [cluster({ monitoring: { image } }), cluster({ monitoring: { image: other } })],

  'PatroniProps.version': [plain, patroni({ version: '3.0' })],
  'PatroniProps.binDirectory': [plain, patroni({ binDirectory: '/usr/local/bin' })],
  'PatroniProps.runAs': [plain, patroni({ runAs: { user: 101, group: 104 } })],
  'PatroniProps.runAs.user': [plain, patroni({ runAs: { user: 101, group: 999 } })],
  'PatroniProps.runAs.group': [plain, patroni({ runAs: { user: 999, group: 104 } })],
  'PatroniProps.ttl': [plain, patroni({ ttl: Duration.seconds(60) })],
  'PatroniProps.loopWait': [plain, patroni({ loopWait: Duration.seconds(5) })],
  'PatroniProps.retryTimeout': [plain, patroni({ retryTimeout: Duration.seconds(5) })],

  'BackupProps.to': [backup({}), volume('nfs')],
  'BackupProps.retention': [backup({}), backup({ retention: Duration.days(30) })],
  'BackupProps.passphrase': [backup({}), backup({ passphrase: Secret.existing('key').key('passphrase') })],
  'S3DestinationProps.bucket': [s3({}), s3({ bucket: 'c' })],
  'S3DestinationProps.endpoint': [s3({}), s3({ endpoint: 's3.example.com:9000' })],
  'S3DestinationProps.cidrs': [s3({}), s3({ cidrs: ['198.51.100.0/24'] })],
  'S3DestinationProps.credentials': [s3({}), s3({ credentials: Secret.existing('other') })],
  'S3DestinationProps.region': [s3({}), s3({ region: 'eu-central-1' })],
  'S3DestinationProps.uriStyle': [s3({}), s3({ uriStyle: 'path' })],
  'VolumeDestinationProps.claim': [volume('nfs'), volume('cephfs')],

  'PoolerProps.image': [pooled({}), pooled({ image: other })],
  'PoolerProps.instances': [pooled({}), pooled({ instances: 3 })],
  'PoolerProps.size': [pooled({}), pooled({ size: 5 })],
  'PoolerProps.maxClients': [pooled({}), pooled({ maxClients: 50 })],
  'PoolerProps.resources': [pooled({}), pooled({ resources: { cpu: '1' } })],
  'PoolerProps.security': [pooled({}), pooled({ security: { user: 70 } })],

  'ConnectOptions.database': [consumer({}), consumer({ database: 'audit' })],
  'ConnectOptions.access': [consumer({}), consumer({ access: 'read-only' })],
  'ConnectOptions.pooled': [consumer({}), consumer({ pooled: false })],
  'ConnectOptions.session': [consumer({}), consumer({ session: ['listen-notify'] })],
  'GrantOptions.role': [granted('web'), granted('shop')],

  'RedisCacheProps.image': [cache({}), cache({ image: other })],
  'RedisCacheProps.resources': [cache({}), cache({ resources: { memory: Size.gibibytes(1) } })],
  'RedisCacheProps.maxMemory': [cache({}), cache({ maxMemory: Size.mebibytes(50) })],
  'RedisCacheProps.eviction': [cache({}), cache({ eviction: 'volatile-ttl' })],
  'RedisCacheProps.persistence': [cache({}), kept({})],
  'RedisCacheProps.auth': [cache({}), cache({ auth: 'none' })],
  'RedisCacheProps.security': [cache({}), cache({ security: { user: 1000 } })],
  'Persistence.appendOnly.storageClass': [kept({}), kept({ storageClass: 'fast' })],
};

const isForAuthors = /^(?!Image).*(Props|Options|Monitoring)$/;

/** Every property that an author can write: of the types that the room exports, and of ComponentProps. */
function declaredProperties(): readonly string[] {
  const folder = join(root, 'lib/constructs/databases');
  const index = readFileSync(join(folder, 'index.ts'), 'utf8');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return [...files.map((file) => join(folder, file)), join(root, 'lib/constructs/base/component.ts')]
    .flatMap((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023).statements)
    .flatMap((statement) => {
      if (ts.isInterfaceDeclaration(statement)) {
        const { text } = statement.name;
        const isExported = text === 'ComponentProps' || new RegExp(`\\b${text}\\b`).test(index);
        return isExported && isForAuthors.test(text) ? membersOf(text, statement.members) : [];
      }
      return ts.isClassDeclaration(statement)
        ? statement.members.filter(ts.isMethodDeclaration).flatMap((method) => literalsOf(statement, method))
        : [];
    })
    .sort();
}

/** The members of types that are written out in the parameters of a static maker. */
function literalsOf(owner: ts.ClassDeclaration, method: ts.MethodDeclaration): readonly string[] {
  const isStatic = method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
  if (!isStatic || !ts.isIdentifier(method.name)) return [];
  const title = `${owner.name?.text ?? ''}.${method.name.text}`;
  return method.parameters.flatMap(({ type }) =>
    type && ts.isTypeLiteralNode(type) ? membersOf(title, type.members) : [],
  );
}

function membersOf(title: string, members: ts.NodeArray<ts.TypeElement>): readonly string[] {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return [];
    const name = `${title}.${member.name.text}`;
    return member.type && ts.isTypeLiteralNode(member.type) ? [name, ...membersOf(name, member.type.members)] : [name];
  });
}

/** Every byte that reviewers see, and the findings. */
function outputOf(declare: Declare): string {
  const { assembly, findings } = synthesized(declare);
  const files = [...renderDist([assembly])].map(([path, content]) => `== ${path}\n${content}`);
  return [...files, said(findings)].join('\n');
}

test('every property that an author can write has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(declaredProperties());
});

test.each(Object.entries(cases))('%s changes the output, or is a finding', (_, [without, given]) => {
  expect(outputOf(given)).not.toBe(outputOf(without));
});
