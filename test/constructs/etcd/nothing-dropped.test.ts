import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import * as ts from 'typescript';
import {
  EtcdBackup,
  type EtcdBackupProps,
  type EtcdClientProps,
  type EtcdClusterProps,
} from '../../../lib/constructs/etcd';
import { Construct } from 'constructs';
import { contributes, hostStack } from '../../../lib/assembly';
import { everything, ssh, synthesized } from './fixture';

type Declare = () => string;
type Case = readonly [without: Declare, given: Declare];

const cluster =
  (props: Partial<EtcdClusterProps>): Declare =>
  () =>
    everything(synthesized(props));
const plain = cluster({});

const s3 = { kind: 's3', bucket: 'backups', endpoint: 's3.example.com' } as const;
const backup = (props: Partial<EtcdBackupProps>): Declare =>
  cluster({ backup: EtcdBackup.daily({ to: s3, ...props }) });
const store = (props: object): Declare => backup({ to: { ...s3, ...props } });
const remote = (props: object): Declare => backup({ to: { ...ssh, ...props } });

const set =
  (reason: string): Declare =>
  () =>
    everything(synthesized({}, (etcd) => etcd.setVariable('ETCD_MAX_SNAPSHOTS', '3', { reason })));

const client =
  (props: Partial<EtcdClientProps>): Declare =>
  () =>
    everything(
      synthesized({}, (etcd, environment) => {
        contributes(new Construct(environment, 'client'), {
          subject: { stack: { name: hostStack, namespace: '' }, component: 'client' },
          contribute: (into) => {
            const files = { certificate: '/etc/client.crt', key: '/etc/client.key', authority: '/etc/client-ca.crt' };
            const effect = { kind: 'none' } as const;
            etcd.clientCertificate(into, { pool: 'control' }, { name: 'client', files, effect, ...props });
          },
        });
      }),
    );
const clientFiles = { certificate: '/etc/client.crt', key: '/etc/client.key', authority: '/etc/client-ca.crt' };
const filed = (files: object): Declare => client({ files: { ...clientFiles, ...files } });

/** For each property a declaration without it, or with another value, and one with it. */
const cases: Readonly<Record<string, Case>> = {
  'EtcdClusterProps.hosts': [
    plain,
    () => everything(synthesized({}, (etcd) => void etcd.allowClients('kubernetes', etcd.props.hosts))),
  ],
  'EtcdClusterProps.version': [plain, cluster({ version: '3.7' })],
  'EtcdClusterProps.backup': [plain, cluster({ backup: EtcdBackup.none({ reason: 'It is a cache.' }) })],
  'EtcdClusterProps.quota': [plain, cluster({ quota: Size.gibibytes(4) })],
  'EtcdClusterProps.heartbeat': [plain, cluster({ heartbeat: Duration.millis(200) })],
  'EtcdClusterProps.election': [plain, cluster({ election: Duration.millis(2000) })],
  'EtcdClusterProps.dataDirectory': [plain, cluster({ dataDirectory: '/srv/etcd' })],
  'EtcdClusterProps.compaction': [plain, cluster({ compaction: Duration.hours(1) })],
  'EtcdClusterProps.metricsFrom': [plain, cluster({ metricsFrom: ['10.20.0.0/24'] })],
  'EtcdClusterProps.lifetimes': [plain, cluster({ lifetimes: { leaf: Duration.days(200) } })],
  'EtcdClusterProps.token': [plain, cluster({ token: 'lab-etcd-2' })],
  'EtcdClusterProps.name': [plain, cluster({ name: 'main' })],

  'EtcdBackupProps.to': [backup({}), remote({})],
  'EtcdBackupProps.keep': [backup({}), backup({ keep: 3 })],
  'EtcdBackup.none.reason': [
    cluster({ backup: EtcdBackup.none({ reason: 'It is a cache.' }) }),
    cluster({ backup: EtcdBackup.none({ reason: 'It can be made again.' }) }),
  ],
  'S3BackupDestination.kind': [store({}), remote({})],
  'S3BackupDestination.bucket': [store({}), store({ bucket: 'others' })],
  'S3BackupDestination.endpoint': [store({}), store({ endpoint: 's3.example.com:9000' })],
  'S3BackupDestination.region': [store({}), store({ region: 'eu-central-1' })],
  'S3BackupDestination.folder': [store({}), store({ folder: 'main' })],
  'S3BackupDestination.authority': [store({}), store({ authority: '/etc/ssl/store-ca.crt' })],
  'SshBackupDestination.kind': [remote({}), store({})],
  'SshBackupDestination.host': [remote({}), remote({ host: 'other.example.com' })],
  'SshBackupDestination.port': [remote({}), remote({ port: 2222 })],
  'SshBackupDestination.user': [remote({}), remote({ user: 'backup' })],
  'SshBackupDestination.folder': [remote({}), remote({ folder: '/srv/others' })],
  'SshBackupDestination.hostKey': [remote({}), remote({ hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG90aGVy' })],

  'EtcdClientProps.name': [client({}), client({ name: 'other' })],
  'EtcdClientProps.commonName': [client({}), client({ commonName: 'kube-apiserver' })],
  'EtcdClientProps.files': [client({}), filed({ certificate: '/etc/a.crt' })],
  'EtcdClientProps.files.certificate': [client({}), filed({ certificate: '/etc/a.crt' })],
  'EtcdClientProps.files.key': [client({}), filed({ key: '/etc/a.key' })],
  'EtcdClientProps.files.authority': [client({}), filed({ authority: '/etc/a-ca.crt' })],
  'EtcdClientProps.files.user': [client({}), filed({ user: 'flannel' })],
  'EtcdClientProps.effect': [client({}), client({ effect: { kind: 'restart', unit: 'client.service' } })],

  'VariableOptions.reason': [set('Auditors want few.'), set('The disk is small.')],
};

const isForAuthors = /^(?:Etcd(?:Cluster|Backup|Client)Props|\w+BackupDestination|VariableOptions)$/;

/** Every property that an author can write. */
function declaredProperties(): readonly string[] {
  const folder = join(__dirname, '../../../lib/constructs/etcd');
  return readdirSync(folder)
    .map((file) => join(folder, file))
    .flatMap((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023).statements)
    .flatMap((statement) => {
      if (ts.isInterfaceDeclaration(statement) && isForAuthors.test(statement.name.text)) {
        return membersOf(statement.name.text, statement.members);
      }
      return ts.isClassDeclaration(statement)
        ? statement.members.filter(ts.isMethodDeclaration).flatMap((method) => literalsOf(statement, method))
        : [];
    })
    .sort();
}

/** The members of types that are written out in the parameters of a static maker. */
function literalsOf(owner: ts.ClassDeclaration, method: ts.MethodDeclaration): readonly string[] {
  if (!ts.isIdentifier(method.name)) return [];
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

test('every property that an author can write has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(declaredProperties());
});

test.each(Object.entries(cases))('%s changes the output, or is a finding', (_, [without, given]) => {
  expect(given()).not.toBe(without());
});
