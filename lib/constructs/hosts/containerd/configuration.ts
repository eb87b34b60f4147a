import { Version, type JsonObject } from '../../../core';

/** What the configuration of containerd says here beyond its defaults. */
export interface ContainerdSettings {
  readonly release: string;
  readonly sandboxImage: string;
  /** The path of runc: containerd would take the first in its PATH. */
  readonly runc: string;
  readonly cniBinaries: string;
  readonly cniConfigurations: string;
  readonly restrictOomScoreAdj: boolean;
}

/** Where hosts.toml files lie, one folder a registry. */
export const registryFolder = '/etc/containerd/certs.d';

/**
 * The version of the configuration that each line of containerd writes, from its first release on. An older one is migrated
 * at each start, with warnings. https://github.com/containerd/containerd/blob/v2.3.4/docs/man/containerd-config.toml.5.md
 */
const configurationVersions: readonly (readonly [first: string, version: number])[] = [
  ['2.3.0', 4],
  ['2.0.0', 3],
  ['1.0.0', 2],
];

/** Since 2.1 there may be several folders, and `bin_dir` is deprecated: internal/cri/config/config.go at v2.1.6. */
const severalFolders = '2.1.0';

/** `/etc/containerd/config.toml`, in the version that the release writes itself. */
export function containerdConfiguration(settings: ContainerdSettings): JsonObject {
  const release = Version.parse(settings.release);
  const [, version = 2] = configurationVersions.find(([first]) => !isOlder(release, first)) ?? [];
  return { version, plugins: version === 2 ? beforeVersion3(settings) : plugins(settings, release) };
}

function plugins(settings: ContainerdSettings, release: Version): JsonObject {
  const { sandboxImage, cniBinaries, cniConfigurations } = settings;
  const binaries: JsonObject = isOlder(release, severalFolders)
    ? { bin_dir: cniBinaries }
    : { bin_dirs: [cniBinaries] };
  return {
    'io.containerd.cri.v1.images': {
      // Pinned: the kubelet must never collect it as garbage.
      pinned_images: { sandbox: sandboxImage },
      registry: { config_path: registryFolder },
    },
    'io.containerd.cri.v1.runtime': {
      ...restriction(settings),
      cni: { ...binaries, conf_dir: cniConfigurations },
      containerd: runtimes(settings),
    },
  };
}

/** Up to 1.7 one plugin has it all. */
function beforeVersion3(settings: ContainerdSettings): JsonObject {
  return {
    'io.containerd.grpc.v1.cri': {
      sandbox_image: settings.sandboxImage,
      ...restriction(settings),
      cni: { bin_dir: settings.cniBinaries, conf_dir: settings.cniConfigurations },
      containerd: runtimes(settings),
      registry: { config_path: registryFolder },
    },
  };
}

function runtimes({ runc }: ContainerdSettings): JsonObject {
  return {
    default_runtime_name: 'runc',
    runtimes: {
      runc: {
        runtime_type: 'io.containerd.runc.v2',
        // As the kubelet: two that manage one tree of cgroups tear each other's down.
        options: { BinaryName: runc, SystemdCgroup: true },
      },
    },
  };
}

function restriction({ restrictOomScoreAdj }: ContainerdSettings): JsonObject {
  return restrictOomScoreAdj ? { restrict_oom_score_adj: true } : {};
}

function isOlder(release: Version, first: string): boolean {
  return release.compare(Version.parse(first)) < 0;
}
