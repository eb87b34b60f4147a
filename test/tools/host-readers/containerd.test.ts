import { upstream } from '../../../tools/upstream';
import { containerdProblems, containerdReleases, type ContainerdRelease } from './containerd';

jest.setTimeout(1_200_000);
beforeAll(async () => {
  // One after another: the compiler itself uses every processor.
  for (const release of containerdReleases) await upstream(`containerd-${release}`);
  await upstream('containerd-plugins');
});

const version2 = `version = 2
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.example.com/pause:3.10"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = true
`;

const version3 = `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
[plugins."io.containerd.cri.v1.runtime".containerd]
  default_runtime_name = "runc"
  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
      SystemdCgroup = true
`;

const version4 = version3.replace('version = 3', 'version = 4');

test.each<[ContainerdRelease, string, string]>([
  ['1.7', '2', version2],
  ['2.2', '2', version2],
  ['2.2', '3', version3],
  ['2.3', '2', version2],
  ['2.3', '3', version3],
  ['2.3', '4', version4],
])('containerd %s accepts version %s of the file', async (release, _, text) => {
  expect(await containerdProblems(text, release)).toEqual([]);
});

test.each<[ContainerdRelease, string, string]>([
  ['1.7', version3, 'unsupported config version `3`'],
  ['2.2', version4, 'expected containerd config version equal to or less than `3`, got `4`'],
  ['2.3', version4.replace('4', '5'), 'expected containerd config version equal to or less than `4`, got `5`'],
])('containerd %s refuses a version that is newer', async (release, text, problem) => {
  const problems = await containerdProblems(text, release);
  expect(problems.at(-1)).toBe(`containerd: failed to load TOML from config.toml: ${problem}`);
});

test.each([
  ['a misspelt key at the top', 'version', 'grcp = 1\nversion', 'unknown key "grcp"'],
  [
    'a misspelt key of a plugin',
    'sandbox_image',
    'sandbox_imag',
    'unknown key "plugins.io.containerd.grpc.v1.cri.sandbox_imag"',
  ],
])('1.7 drops %s without a word: refused', async (_, good, bad, problem) => {
  expect(await containerdProblems(version2.replace(good, bad), '1.7')).toEqual([problem]);
});

describe.each<[ContainerdRelease, string]>([
  ['2.2', version3],
  ['2.3', version3],
  ['2.3', version4],
])('containerd %s', (release, text) => {
  test.each([
    ['a misspelt key at the top', 'version', 'grcp = 1\nversion', 'key=grcp'],
    [
      'a misspelt key of a plugin',
      'config_path',
      'config_pathh',
      'key="registry config_pathh" plugin=io.containerd.cri.v1.images',
    ],
    [
      'a wrong type',
      '"/etc/containerd/certs.d"',
      '5',
      'cannot decode TOML integer into struct field config.Registry.ConfigPath of type string',
    ],
    ['a syntax error', 'true', 'yes', 'toml: '],
    [
      'a plugin that does not exist',
      'cri.v1.images',
      'cri.v1.image',
      'no plugin has the name "io.containerd.cri.v1.image"',
    ],
    [
      'a misspelt option of runc',
      'SystemdCgroup',
      'SystemdCgroups',
      'io.containerd.cri.v1.runtime: runtime "runc": options: unknown key "SystemdCgroups"',
    ],
    [
      'an option of a wrong type',
      'true',
      '"true"',
      'cannot decode TOML string into struct field options.Options.SystemdCgroup of type bool',
    ],
    [
      'a default runtime that is not defined',
      'default_runtime_name = "runc"',
      'default_runtime_name = "crun"',
      'io.containerd.cri.v1.runtime: default_runtime_name: there is no runtime "crun"',
    ],
  ])('refuses %s', async (_, good, bad, problem) => {
    const problems = await containerdProblems(text.replace(good, bad), release);
    expect(problems.join('\n')).toContain(problem);
  });
});
