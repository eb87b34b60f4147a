import { renderDist, resourcesOf } from '../../../../lib/assembly';
import {
  ArtifactMirror,
  contributeArtifact,
  contributeExtension,
  OperatingSystem,
  type HostPoolProps,
} from '../../../../lib/constructs/hosts';
import { findings, synthesized } from '../../kubernetes/world';
import { poolWith, type Contribute } from '../layer';

const url = 'https://extensions.example.com/haproxy-3.2.0.raw';
const digest = 'b'.repeat(64);

const haproxy: Contribute = (into, pool) => contributeExtension(into, pool, { name: 'haproxy', version: '3.2.0', url });
const kubelet: Contribute = (into, pool) => contributeArtifact(into, pool, { name: 'kubelet', version: '1.35.1' });
const etcd: Contribute = (into, pool) => contributeArtifact(into, pool, { name: 'etcd', version: '3.6.14' });

function filesOf(contribute: Contribute, props: Partial<HostPoolProps> = {}): ReadonlyMap<string, string> {
  return renderDist([synthesized(poolWith(contribute, props)).assembly]);
}

const list = (name: string): string => `lab/hosts/control/files/etc/plinth/artifacts.d/${name}`;

test('the unit', () => {
  expect(filesOf(kubelet).get('lab/hosts/control/files/etc/systemd/system/plinth-artifacts.service')).toMatchSnapshot();
});

test('a change of a package brings that package alone', () => {
  const { assembly } = synthesized(poolWith(kubelet));

  expect(resourcesOf(assembly, 'file').find(({ id }) => id.endsWith('artifacts.d/kubelet'))?.spec.effect).toEqual({
    kind: 'run',
    command: ['/usr/local/libexec/plinth/artifacts', '/etc/plinth/artifacts.d/kubelet'],
  });
});

test('programs go where the system has room for them', () => {
  const os = OperatingSystem.flatcar({ channel: 'stable' });
  const files = filesOf(kubelet, { os });

  expect(files.get(list('kubelet'))?.split(' ').at(3)).toBe('/opt/bin/kubelet');
  expect(files.has('lab/hosts/control/files/opt/libexec/plinth/artifacts')).toBe(true);
});

test('only the programs that are wanted are installed, where they are wanted', () => {
  const files = filesOf((into, pool) =>
    contributeArtifact(into, pool, { name: 'etcd', version: '3.5.27', programs: ['etcdctl'], folder: '/opt/etcd' }),
  );

  expect(files.get(list('etcd'))).toMatch(/ etcd-v3.5.27-linux-amd64\/etcdctl \/opt\/etcd\/etcdctl 0755\n$/);
});

test('what one host alone has stands with it', () => {
  const files = filesOf((into, pool) => {
    const [first] = pool.hosts;
    if (first) contributeArtifact(into, pool, { name: 'etcd', version: '3.5.27', on: first.place });
  });

  expect(files.has('lab/hosts/control/control-1/etc/plinth/artifacts.d/etcd')).toBe(true);
  expect(files.has(list('etcd'))).toBe(false);
});

test('other software says where its files go', () => {
  const files = filesOf((into, pool) =>
    contributeArtifact(into, pool, {
      ...{ name: 'flannel', version: '0.28.9', url: 'https://example.org/flannel.tar.gz' },
      files: [{ from: 'flanneld', to: '/usr/local/bin/flanneld', mode: '0755' }],
    }),
  );

  expect(files.get(list('flannel'))).toBe(
    '- https://example.org/flannel.tar.gz flanneld /usr/local/bin/flanneld 0755\n',
  );
});

test('an extension is merged into /usr', () => {
  const artifactMirror = ArtifactMirror.upstream({ digests: { 'haproxy 3.2.0': digest } });

  expect(filesOf(haproxy, { artifactMirror }).get(list('haproxy'))).toBe(
    `${digest} ${url} - /etc/extensions/haproxy.raw 0644\n`,
  );
});

test('all that lacks a digest is told at once', () => {
  const environment = poolWith((into, pool) => {
    for (const contribute of [haproxy, kubelet, etcd]) contribute(into, pool);
  });

  expect(findings(environment)).toMatchInlineSnapshot(`
    [
      "error artifact-without-digest
    at lab/_hosts/control
    why The hosts of "control" install "etcd 3.6.14", "haproxy 3.2.0" without a digest, and run it as root: whoever controls the mirror, or the way to it, controls the hosts.
    fix Write artifactMirror: ArtifactMirror.upstream({ digests: { 'etcd 3.6.14': '<sha256>' } }) with what the project publishes beside each release, or with ArtifactMirror.at(...) what your mirror holds.",
    ]
  `);
});
