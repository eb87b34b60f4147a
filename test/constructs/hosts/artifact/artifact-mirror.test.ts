import { ArtifactMirror, type ArtifactMirrorProps } from '../../../../lib/constructs/hosts';
import { knownDigests } from '../../../../lib/constructs/hosts/artifact/known-digests';
import { upstreamArtifacts } from '../../../../lib/constructs/hosts/artifact/upstream-artifacts';
import { PlinthError } from '../../../../lib/core';

const digest = 'a'.repeat(64);

test('what the table knows comes with its digest and where that is from', () => {
  expect(ArtifactMirror.upstream().find('kubelet', '1.35.1')).toEqual({
    url: 'https://dl.k8s.io/release/v1.35.1/bin/linux/amd64/kubelet',
    sha256: 'e7343310e03ff0d424df4397bdfa4468947d6d1f0f93dac586c1e8d6e4086d5d',
    digestSource: expect.stringMatching(/kubespray\/blob\/[0-9a-f]{40}\/.*checksums\.yml$/),
  });
});

test('the digest is that of the architecture', () => {
  expect(ArtifactMirror.upstream({ architecture: 'arm64' }).find('runc', '1.3.4')).toMatchObject({
    url: 'https://github.com/opencontainers/runc/releases/download/v1.3.4/runc.arm64',
    sha256: 'd6dcab36d1b6af1b72c7f0662e5fcf446a291271ba6006532b95c4144e19d428',
  });
});

test("the program's digest wins", () => {
  const mirror = ArtifactMirror.upstream({ digests: { 'kubelet 1.35.1': digest } });

  expect(mirror.find('kubelet', '1.35.1')).toMatchObject({ sha256: digest, digestSource: 'the program' });
});

test('what nobody knows has no digest', () => {
  expect(ArtifactMirror.upstream().find('etcd', '3.6.14')).toEqual({
    url: 'https://github.com/etcd-io/etcd/releases/download/v3.6.14/etcd-v3.6.14-linux-amd64.tar.gz',
  });
});

test('a mirror has everything below the host that publishes it', () => {
  const mirror = ArtifactMirror.at('https://mirror.example.com/plinth/');

  expect(mirror.find('kubelet', '1.36.3').url).toBe(
    'https://mirror.example.com/plinth/dl.k8s.io/release/v1.36.3/bin/linux/amd64/kubelet',
  );
  expect(mirror.findOther('flannel', '0.28.9', 'https://example.org/flannel.tar.gz').url).toBe(
    'https://mirror.example.com/plinth/example.org/flannel.tar.gz',
  );
});

test("the program's URL wins", () => {
  const mirror = ArtifactMirror.at('https://mirror.example.com', { urls: { 'runc 1.5.2': 'http://10.0.0.1/runc' } });

  expect(mirror.find('runc', '1.5.2')).toEqual({ url: 'http://10.0.0.1/runc' });
});

test.each<[ArtifactMirrorProps, string]>([
  [{ digests: { containerd: digest } }, 'Write name and version, such as "containerd 2.3.4".'],
  [{ digests: { 'kubelt v1.36.3': digest } }, 'Write name and version, such as "kubelet 2.3.4".'],
  [{ digests: { 'runc 1.3.4': 'sha256:abc' } }, 'Write the 64 hexadecimal digits alone, as sha256sum prints them.'],
  [{ urls: { 'runc 1.3.4': 'mirror.example.com/runc' } }, 'Write a URL such as "https://mirror.example.com/runc".'],
  [{ architecture: 'x86_64' as 'amd64' }, 'Write "amd64" or "arm64".'],
])('%j is refused', (props, fix) => {
  const make = (): unknown => ArtifactMirror.upstream(props);

  expect(make).toThrow(PlinthError);
  expect(make).toThrow(fix);
});

test('a mirror without a scheme is refused', () => {
  expect(() => ArtifactMirror.at('mirror.example.com')).toThrow('The mirror is "mirror.example.com", which is no URL');
});

test('every digest has the form of one, and no two are the same', () => {
  const all = Object.values(knownDigests).flatMap((versions) =>
    Object.values(versions).flatMap(({ amd64, arm64 }) => [amd64, arm64]),
  );

  expect(all.filter((each) => !/^[0-9a-f]{64}$/.test(each))).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
  expect(Object.keys(knownDigests)).toEqual(Object.keys(upstreamArtifacts));
});
