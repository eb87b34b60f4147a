/** What the processors of hosts understand. */
export type Architecture = 'amd64' | 'arm64';

/** Something that its project publishes as a file or an archive with each release. */
interface UpstreamArtifact {
  readonly url: (version: string, architecture: Architecture) => string;
  /** Its programs, and where they lie in the archive; undefined where the artifact is the program itself. */
  readonly programs: (version: string, architecture: Architecture) => Readonly<Record<string, string | undefined>>;
}

const kubernetes = (program: string): UpstreamArtifact => ({
  url: (version, architecture) => `https://dl.k8s.io/release/v${version}/bin/linux/${architecture}/${program}`,
  programs: () => ({ [program]: undefined }),
});

const inFolder = (folder: string, programs: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(programs.map((program) => [program, `${folder}${program}`]));

/**
 * Where projects publish, by artifact. Names of files as in kubespray's table of downloads:
 * https://github.com/kubernetes-sigs/kubespray/blob/ad61f373e31121811eb2609bfa98809a8cd1d18c/roles/kubespray_defaults/defaults/main/download.yml
 */
export const upstreamArtifacts = {
  // https://kubernetes.io/releases/download/#binaries
  kubelet: kubernetes('kubelet'),
  kubeadm: kubernetes('kubeadm'),
  kubectl: kubernetes('kubectl'),
  // https://etcd.io/docs/v3.6/install/
  etcd: {
    url: (version, architecture) =>
      `https://github.com/etcd-io/etcd/releases/download/v${version}/etcd-v${version}-linux-${architecture}.tar.gz`,
    programs: (version, architecture) =>
      inFolder(`etcd-v${version}-linux-${architecture}/`, ['etcd', 'etcdctl', 'etcdutl']),
  },
  // https://github.com/containerd/containerd/blob/main/docs/getting-started.md
  containerd: {
    url: (version, architecture) =>
      `https://github.com/containerd/containerd/releases/download/v${version}/containerd-${version}-linux-${architecture}.tar.gz`,
    programs: () => inFolder('bin/', ['containerd', 'containerd-shim-runc-v2', 'ctr']),
  },
  runc: {
    url: (version, architecture) =>
      `https://github.com/opencontainers/runc/releases/download/v${version}/runc.${architecture}`,
    programs: () => ({ runc: undefined }),
  },
  'cni-plugins': {
    url: (version, architecture) =>
      `https://github.com/containernetworking/plugins/releases/download/v${version}/cni-plugins-linux-${architecture}-v${version}.tgz`,
    programs: () => inFolder('', ['bandwidth', 'bridge', 'firewall', 'host-local', 'loopback', 'portmap', 'tuning']),
  },
  // https://github.com/kubernetes-sigs/cri-tools/blob/master/docs/crictl.md
  crictl: {
    url: (version, architecture) =>
      `https://github.com/kubernetes-sigs/cri-tools/releases/download/v${version}/crictl-v${version}-linux-${architecture}.tar.gz`,
    programs: () => inFolder('', ['crictl']),
  },
} as const satisfies Readonly<Record<string, UpstreamArtifact>>;

export type ArtifactName = keyof typeof upstreamArtifacts;
