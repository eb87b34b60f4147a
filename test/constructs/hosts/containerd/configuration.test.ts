import { bodyText } from '../../../../lib/assembly';
import {
  containerdConfiguration,
  type ContainerdSettings,
} from '../../../../lib/constructs/hosts/containerd/configuration';

function text(settings: Partial<ContainerdSettings> & { readonly release: string }): string {
  const value = containerdConfiguration({
    ...{ sandboxImage: 'registry.k8s.io/pause:3.10.1', runc: '/usr/local/bin/runc', restrictOomScoreAdj: false },
    ...{ cniBinaries: '/opt/cni/bin', cniConfigurations: '/etc/cni/net.d' },
    ...settings,
  });
  return bodyText({ format: 'toml', value });
}

test('one plugin has it all up to 1.7', () => {
  expect(text({ release: '1.7.28' })).toMatchInlineSnapshot(`
    "version = 2

    [plugins."io.containerd.grpc.v1.cri"]
    sandbox_image = "registry.k8s.io/pause:3.10.1"

    [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/opt/cni/bin"
    conf_dir = "/etc/cni/net.d"

    [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
    BinaryName = "/usr/local/bin/runc"
    SystemdCgroup = true

    [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "/etc/containerd/certs.d"
    "
  `);
});

test('two plugins share it since 2.0', () => {
  expect(text({ release: '2.2.1' })).toMatchInlineSnapshot(`
    "version = 3

    [plugins."io.containerd.cri.v1.images".pinned_images]
    sandbox = "registry.k8s.io/pause:3.10.1"

    [plugins."io.containerd.cri.v1.images".registry]
    config_path = "/etc/containerd/certs.d"

    [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = [ "/opt/cni/bin" ]
    conf_dir = "/etc/cni/net.d"

    [plugins."io.containerd.cri.v1.runtime".containerd]
    default_runtime_name = "runc"

    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"

    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
    BinaryName = "/usr/local/bin/runc"
    SystemdCgroup = true
    "
  `);
});

test.each([
  ['1.7.32', 2],
  ['2.0.7', 3],
  ['2.1.6', 3],
  ['2.2.9', 3],
  ['2.3.0', 4],
  ['2.4.2', 4],
])('%s gets the version of the file that it writes itself', (release, version) => {
  expect(text({ release })).toMatch(new RegExp(`^version = ${String(version)}\n`));
});

test('2.3 differs from 2.2 in nothing else', () => {
  expect(text({ release: '2.3.4' })).toBe(text({ release: '2.2.1' }).replace('version = 3', 'version = 4'));
});

test('the folder of plugins is a list since 2.1', () => {
  expect(text({ release: '2.0.7' })).toContain('bin_dir = "/opt/cni/bin"');
  expect(text({ release: '2.1.6' })).toContain('bin_dirs = [ "/opt/cni/bin" ]');
});

test.each(['1.7.28', '2.2.1', '2.3.4'])('%s may be kept to its own OOM score', (release) => {
  expect(text({ release, restrictOomScoreAdj: true })).toContain('restrict_oom_score_adj = true');
});
