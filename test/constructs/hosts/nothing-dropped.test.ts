import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import * as ts from 'typescript';
import {
  ArtifactMirror,
  contributeArtifact,
  OperatingSystem,
  SystemUpdates,
  type HostPoolProps,
  type HostUserProps,
  type UpdateWindowProps,
} from '../../../lib/constructs/hosts';
import { Machine } from '../../../lib/constructs/machines';
import { everything } from '../kubernetes/world';
import { poolProps, poolWith, type Contribute } from './layer';

type Case = readonly [without: Partial<HostPoolProps>, given: Partial<HostPoolProps>];

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= ada';
const counted = (props: Partial<HostPoolProps>): Partial<HostPoolProps> => ({
  names: undefined,
  count: 3,
  firstAddress: '10.20.0.11',
  ...props,
});
const user = (props: Partial<HostUserProps>): Partial<HostPoolProps> => ({ users: { ada: { keys: [key], ...props } } });
const during = (props: Partial<UpdateWindowProps>): Partial<HostPoolProps> => ({
  updates: SystemUpdates.window({ start: '03:30', length: Duration.hours(1), ...props }),
});
const size = Size.gibibytes(10);

/** For each property a pool without it, or with another value, and one with it. */
const cases: Readonly<Record<string, Case>> = {
  'HostPoolProps.count': [counted({}), counted({ count: 4 })],
  'HostPoolProps.names': [{}, { names: { a: '10.20.0.31' } }],
  'HostPoolProps.retired': [counted({}), counted({ retired: ['control-2'] })],
  'HostPoolProps.os': [{}, { os: OperatingSystem.ubuntu('24.04') }],
  'HostPoolProps.machine': [{}, { machine: Machine.existing({ sshUser: 'admin' }) }],
  'HostPoolProps.subnet': [{}, { subnet: '10.20.0.0/16' }],
  'HostPoolProps.firstAddress': [counted({}), counted({ firstAddress: '10.20.0.21' })],
  'HostPoolProps.gateway': [{}, { gateway: '10.20.0.254' }],
  'HostPoolProps.interface': [{}, { interface: 'ens3' }],
  'HostPoolProps.linkMtu': [{}, { linkMtu: 1450 }],
  'HostPoolProps.nameServers': [{}, { nameServers: ['10.20.0.5'] }],
  'HostPoolProps.timeServers': [{}, { timeServers: ['10.20.0.5'] }],
  'HostPoolProps.zones': [{}, { zones: ['a'] }],
  'HostPoolProps.volumes': [{}, { volumes: { data: size } }],
  'HostPoolProps.sshKeys': [{}, { sshKeys: [key] }],
  'HostPoolProps.sshFrom': [{}, { sshFrom: ['10.0.0.0/8'] }],
  'HostPoolProps.users': [{}, user({})],
  'HostPoolProps.swap': [{}, { swap: 'limited' }],
  'HostPoolProps.updates': [{}, { updates: SystemUpdates.off() }],
  'HostPoolProps.provisioning': [{}, { provisioning: 'ignition' }],
  'HostPoolProps.capacity': [{}, { capacity: { cpus: 4, memory: Size.gibibytes(8) } }],
  'HostPoolProps.registryMirrors': [
    {},
    { registryMirrors: [{ registry: '*', endpoint: 'https://mirror.example.com' }] },
  ],
  'HostPoolProps.artifactMirror': [{}, { artifactMirror: ArtifactMirror.at('https://mirror.example.com') }],
  'HostVolumeProps.size': [{ volumes: { data: { size } } }, { volumes: { data: { size: Size.gibibytes(20) } } }],
  'HostVolumeProps.path': [{ volumes: { data: { size } } }, { volumes: { data: { size, path: '/srv' } } }],
  'NamedHostProps.address': [{ names: { a: { address: '10.20.0.5' } } }, { names: { a: { address: '10.20.0.6' } } }],
  'NamedHostProps.zone': [
    { names: { a: { address: '10.20.0.5' } } },
    { names: { a: { address: '10.20.0.5', zone: 'a' } } },
  ],
  'HostUserProps.keys': [user({}), user({ keys: poolProps.sshKeys })],
  'HostUserProps.sudo': [user({}), user({ sudo: false })],
  'HostUserProps.groups': [user({}), user({ groups: ['adm'] })],
  'HostCapacity.cpus': [{ capacity: { cpus: 4, memory: size } }, { capacity: { cpus: 2, memory: size } }],
  'HostCapacity.memory': [
    { capacity: { cpus: 4, memory: size } },
    { capacity: { cpus: 4, memory: Size.gibibytes(1) } },
  ],
  'UpdateWindowProps.days': [during({}), during({ days: ['Sun'] })],
  'UpdateWindowProps.start': [during({}), during({ start: '04:30' })],
  'UpdateWindowProps.length': [during({}), during({ length: Duration.minutes(30) })],
  'OperatingSystem.fedoraCoreOs.stream': [
    { os: OperatingSystem.fedoraCoreOs({ stream: 'stable' }) },
    { os: OperatingSystem.fedoraCoreOs({ stream: 'next' }) },
  ],
  'OperatingSystem.flatcar.channel': [
    { os: OperatingSystem.flatcar({ channel: 'stable' }) },
    { os: OperatingSystem.flatcar({ channel: 'beta' }) },
  ],
};

/** Every property that an author can write about pools, updates and operating systems. */
function declaredProperties(): readonly string[] {
  const folder = join(__dirname, '../../../lib/constructs/hosts');
  return ['host-pool-props', 'system-updates', 'operating-system']
    .map((name) => join(folder, `${name}.ts`))
    .flatMap((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023).statements)
    .flatMap((statement) => {
      if (ts.isInterfaceDeclaration(statement)) return membersOf(statement.name.text, statement.members);
      return ts.isClassDeclaration(statement)
        ? statement.members.filter(ts.isMethodDeclaration).flatMap((method) => literalsOf(statement, method))
        : [];
    })
    .sort();
}

/** The members of types that are written out in the parameters of a maker. */
function literalsOf(owner: ts.ClassDeclaration, method: ts.MethodDeclaration): readonly string[] {
  if (!ts.isIdentifier(method.name)) return [];
  const title = `${owner.name?.text ?? ''}.${method.name.text}`;
  return method.parameters.flatMap(({ type }) =>
    type && ts.isTypeLiteralNode(type) ? membersOf(title, type.members) : [],
  );
}

function membersOf(title: string, members: ts.NodeArray<ts.TypeElement>): readonly string[] {
  return members.flatMap((member) =>
    ts.isPropertySignature(member) && ts.isIdentifier(member.name) ? [`${title}.${member.name.text}`] : [],
  );
}

/** Something of the mirror, so that it is asked. */
const layer: Contribute = (into, pool) => contributeArtifact(into, pool, { name: 'runc', version: '1.3.4' });

test('every property that an author can write has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(declaredProperties());
});

test.each(Object.entries(cases))('%s changes the output, or is a finding', (_, [without, given]) => {
  expect(everything(poolWith(layer, given))).not.toBe(everything(poolWith(layer, without)));
});
