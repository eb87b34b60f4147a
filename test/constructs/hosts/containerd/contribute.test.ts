import { renderDist, resourcesOf } from '../../../../lib/assembly';
import {
  ArtifactMirror,
  contributeContainerRuntime,
  type ContainerRuntimeProps,
  type HostPoolProps,
} from '../../../../lib/constructs/hosts';
import { findings, synthesized } from '../../kubernetes/world';
import { poolWith } from '../layer';

type Changed = { readonly [K in keyof ContainerRuntimeProps]?: ContainerRuntimeProps[K] | undefined };

const props: ContainerRuntimeProps = {
  ...{ kubernetes: '1.36', sandboxImage: 'registry.k8s.io/pause:3.10.1', release: '2.2.1' },
};
// crictl 1.36.0 is in no table of digests.
const artifactMirror = ArtifactMirror.upstream({ digests: { 'crictl 1.36.0': '0'.repeat(64) } });

function environment(changed: Changed = {}, pool: Partial<HostPoolProps> = {}) {
  return poolWith((into, control) => contributeContainerRuntime(into, control, { ...props, ...changed }), {
    artifactMirror,
    ...pool,
  });
}

function files(changed: Changed = {}, pool: Partial<HostPoolProps> = {}): ReadonlyMap<string, string> {
  return renderDist([synthesized(environment(changed, pool)).assembly]);
}

const at = (path: string): string => `lab/hosts/control/files${path}`;

test('the release of the table is installed with what goes with it', () => {
  const packages = resourcesOf(synthesized(environment()).assembly, 'package');

  expect(
    packages
      .filter(({ spec }) => spec.source.kind === 'artifact')
      .map(({ spec }) => `${spec.name} ${spec.version ?? ''}`),
  ).toEqual(['cni-plugins 1.8.0', 'containerd 2.2.1', 'crictl 1.36.0', 'runc 1.3.4']);
});

test('a list names each program with its digest', () => {
  expect(files().get(at('/etc/plinth/artifacts.d/runc'))).toBe(
    '5966ca40b6187b30e33bfc299c5f1fe72e8c1aa01cf3fefdadf391668f47f103 https://github.com/opencontainers/runc/releases/download/v1.3.4/runc.amd64 - /usr/local/bin/runc 0755\n',
  );
});

test('the unit', () => {
  expect(files().get(at('/etc/systemd/system/containerd.service'))).toMatchSnapshot();
});

test('the newest release is the default', () => {
  const all = resourcesOf(synthesized(environment({ kubernetes: '1.34', release: undefined })).assembly, 'package');

  expect(all.find(({ spec }) => spec.name === 'containerd')?.spec.version).toBe('2.3.6');
});

test('the component says how it is upgraded', () => {
  const component = resourcesOf(synthesized(environment()).assembly, 'component').find(({ id }) =>
    id.endsWith('/containerd-control'),
  );

  expect(component?.spec.hosts?.procedures.upgrade.map(({ kind }) => kind)).toEqual([
    ...['drain', 'deliver', 'daemon-reload', 'restart', 'uncordon'],
  ]);
});

test.each(['2.2', 'v2.2.1', 'latest'])('"%s" is no release', (release) => {
  expect(findings(environment({ release }))).toContainEqual(
    [
      ...['error invalid-value', 'at lab/_hosts/layer'],
      `why The release of containerd is "${release}", which is no exact release.`,
      "fix Write containerd: '2.3.6', or leave it out.",
    ].join('\n'),
  );
});

test('images come from mirrors', () => {
  const registryMirrors = [
    { registry: 'registry.k8s.io', endpoint: 'https://mirror.example.com', authority: '/etc/ssl/mirror.crt' },
    { registry: '*', endpoint: 'https://mirror.example.com' },
    {
      registry: 'registry.example.com',
      endpoint: 'https://registry.example.com',
      credentials: 'the vault, shop/registry',
    },
  ];
  const all = files({}, { registryMirrors });

  expect(all.get(at('/etc/containerd/certs.d/registry.k8s.io/hosts.toml'))).toMatchInlineSnapshot(`
    "server = "https://mirror.example.com"
    capabilities = [ "pull", "resolve" ]
    ca = "/etc/ssl/mirror.crt"
    "
  `);
  expect(all.get(at('/etc/containerd/certs.d/_default/hosts.toml'))).toMatchInlineSnapshot(`
    "server = "https://mirror.example.com"
    capabilities = [ "pull", "resolve" ]
    "
  `);
  expect(all.has(at('/etc/containerd/certs.d/registry.example.com/hosts.toml'))).toBe(false);
  expect(
    resourcesOf(synthesized(environment({}, { registryMirrors })).assembly, 'host-secret').map(({ spec }) => [
      spec.path,
      spec.purpose,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "/etc/containerd/certs.d/registry.example.com/hosts.toml",
        "server = "https://registry.example.com", capabilities = ["pull", "resolve"], and [header] with Authorization = "Basic <base64 of user:password>" of the vault, shop/registry",
      ],
    ]
  `);
});
