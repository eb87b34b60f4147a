import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import {
  ArtifactMirror,
  contributeAptRepository,
  contributeArtifact,
  contributeContainerRuntime,
  contributeExtension,
  contributeHeldPackage,
  type AptRepositoryProps,
  type ArtifactMirrorProps,
  type ContainerRuntimeProps,
  type ExtensionProps,
  type HeldPackageProps,
  type HostPool,
  type KnownArtifactProps,
  type OtherArtifactProps,
} from '../../../../lib/constructs/hosts';
import { everything } from '../../kubernetes/world';
import { poolWith, type Contribute } from '../layer';

const hosts = join(__dirname, '../../../../lib/constructs/hosts');
const digest = 'a'.repeat(64);

const etcd: KnownArtifactProps = { name: 'etcd', version: '3.5.27' };
const flannel: OtherArtifactProps = {
  ...{ name: 'flannel', version: '0.28.9', url: 'https://example.org/flannel.tar.gz' },
  files: [{ from: 'flanneld', to: '/usr/local/bin/flanneld', mode: '0755' }],
};
const haproxy: ExtensionProps = { name: 'haproxy', version: '3.2.0', url: 'https://example.org/haproxy.raw' };
const kubernetes: AptRepositoryProps = { name: 'kubernetes', uri: 'https://example.org/deb/', suite: '/', key: 'AAAA' };
const held: HeldPackageProps = { name: 'kubelet', version: '1.36.3-1.1' };
const containerd: ContainerRuntimeProps = { kubernetes: '1.36', sandboxImage: 'registry.k8s.io/pause:3.10.1' };

const first = ({ hosts: [host], place }: HostPool) => host?.place ?? place;

type Case = readonly [without: () => string, given: () => string];

/** What is contributed with some properties, and with one of them otherwise. */
function changed<P>(contribute: (...[into, pool, props]: [...Parameters<Contribute>, P]) => void, props: P) {
  return (change: Partial<P>): Case => {
    const outputOf = (given: P) =>
      everything(
        poolWith((into, pool) => {
          contribute(into, pool, given);
        }),
      );
    return [() => outputOf(props), () => outputOf({ ...props, ...change })];
  };
}

const ofKnown = changed(contributeArtifact, etcd);
const ofOther = changed(contributeArtifact, flannel);
const ofExtension = changed(contributeExtension, haproxy);
const ofRuntime = changed(contributeContainerRuntime, containerd);
const ofRepository = changed<AptRepositoryProps>((into, pool, props) => {
  contributeAptRepository(into, pool.place, props);
}, kubernetes);
const ofHeld = changed<HeldPackageProps>((into, pool, props) => {
  contributeHeldPackage(into, pool.place, props);
}, held);
/** Whose place is one host of the pool. */
const onFirst = (contribute: Contribute): Case => [
  () => everything(poolWith(() => undefined)),
  () => everything(poolWith(contribute)),
];
const mirrored = (props: ArtifactMirrorProps): Case => {
  const outputOf = (given: ArtifactMirrorProps) =>
    everything(
      poolWith((into, pool) => contributeArtifact(into, pool, etcd), {
        artifactMirror: ArtifactMirror.upstream(given),
      }),
    );
  return [() => outputOf({}), () => outputOf(props)];
};

const cases: Readonly<Record<string, Case>> = {
  'ArtifactMirrorProps.digests': mirrored({ digests: { 'etcd 3.5.27': digest } }),
  'ArtifactMirrorProps.urls': mirrored({ urls: { 'etcd 3.5.27': 'https://example.org/etcd.tar.gz' } }),
  'ArtifactMirrorProps.architecture': mirrored({ architecture: 'arm64' }),
  'KnownArtifactProps.name': ofKnown({ name: 'kubelet' }),
  'KnownArtifactProps.version': ofKnown({ version: '3.6.14' }),
  'KnownArtifactProps.programs': ofKnown({ programs: ['etcdctl'] }),
  'KnownArtifactProps.folder': ofKnown({ folder: '/opt/etcd' }),
  'KnownArtifactProps.on': onFirst((into, pool) => contributeArtifact(into, pool, { ...etcd, on: first(pool) })),
  'OtherArtifactProps.name': ofOther({ name: 'flanneld' }),
  'OtherArtifactProps.version': ofOther({ version: '0.28.8' }),
  'OtherArtifactProps.url': ofOther({ url: 'https://example.org/other.tar.gz' }),
  'OtherArtifactProps.files': ofOther({ files: [{ to: '/usr/local/bin/flanneld', mode: '0755' }] }),
  'OtherArtifactProps.on': onFirst((into, pool) => contributeArtifact(into, pool, { ...flannel, on: first(pool) })),
  'ExtensionProps.name': ofExtension({ name: 'keepalived' }),
  'ExtensionProps.version': ofExtension({ version: '3.2.1' }),
  'ExtensionProps.url': ofExtension({ url: 'https://example.org/other.raw' }),
  'ExtensionProps.on': onFirst((into, pool) => contributeExtension(into, pool, { ...haproxy, on: first(pool) })),
  'AptRepositoryProps.name': ofRepository({ name: 'other' }),
  'AptRepositoryProps.uri': ofRepository({ uri: 'https://example.org/other/' }),
  'AptRepositoryProps.suite': ofRepository({ suite: 'trixie' }),
  'AptRepositoryProps.components': ofRepository({ components: ['main'] }),
  'AptRepositoryProps.key': ofRepository({ key: 'BBBB' }),
  'HeldPackageProps.name': ofHeld({ name: 'kubeadm' }),
  'HeldPackageProps.version': ofHeld({ version: '1.36.2-1.1' }),
  'HeldPackageProps.repository': ofHeld({ repository: 'kubernetes' }),
  'ContainerRuntimeProps.kubernetes': ofRuntime({ kubernetes: '1.35' }),
  'ContainerRuntimeProps.sandboxImage': ofRuntime({ sandboxImage: 'registry.example.com/pause:3.10.1' }),
  'ContainerRuntimeProps.release': ofRuntime({ release: '2.2.1' }),
  'ContainerRuntimeProps.restrictOomScoreAdj': ofRuntime({ restrictOomScoreAdj: true }),
};

/** The properties of all interfaces for authors of layers, as the sources declare them. */
function declaredProperties(): readonly string[] {
  const files = [...readdirSync(join(hosts, 'artifact')).map((name) => join('artifact', name)), 'containerd.ts'];
  return files
    .map((file) => ts.createSourceFile(file, readFileSync(join(hosts, file), 'utf8'), ts.ScriptTarget.ES2023))
    .flatMap(({ statements }) => [...statements].filter(ts.isInterfaceDeclaration))
    .filter(({ name }) => name.text.endsWith('Props'))
    .flatMap(({ name, members }) =>
      members.flatMap((member) =>
        member.name && ts.isIdentifier(member.name) ? [`${name.text}.${member.name.text}`] : [],
      ),
    )
    .sort();
}

test('every property that an author can write has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(declaredProperties());
});

test.each(Object.entries(cases))('%s changes the output, or is a finding', (_, [without, given]) => {
  expect(given()).not.toBe(without());
});
