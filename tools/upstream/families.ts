/** Programs that are built together, from one module and with one version. */
export interface Family {
  /** The folder with the go.mod: seen from tools/upstream, or absolute. */
  readonly folder: string;
  /**
   * The module whose version the programs have, and the variables that they keep it in.
   *
   * @default - they are of the folder's own module, and have no version
   */
  readonly version?: { readonly module: string; readonly variables?: 'kubernetes' | readonly string[] };
  /** The package of each program, by the name of its file. */
  readonly programs: Readonly<Record<string, string>>;
  /** Whether parts are written in C. They are linked statically: the programs run where other libraries are. */
  readonly c?: boolean;
  /** Build tags. */
  readonly tags?: readonly string[];
}

const containerd = 'github.com/containerd/containerd/v2';
const plugins = 'github.com/containernetworking/plugins';
const flannel = 'github.com/flannel-io/flannel';
const kubeRouter = 'github.com/cloudnativelabs/kube-router/v2';
const criTools = 'sigs.k8s.io/cri-tools';

// Names of users and hosts are looked up in Go: a statically linked C library would need its plugins at run time.
const staticTags = ['netgo', 'osusergo'];

/**
 * What hosts and the pods of a cluster run: the programs of the environment `bed`, the dearest first.
 *
 * Their versions stand in the go.mod of their folders.
 */
export const families = {
  kubernetes: {
    folder: 'kubernetes-1.36',
    version: { module: 'k8s.io/kubernetes', variables: 'kubernetes' },
    programs: kubernetesPrograms(
      ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'kubelet', 'kubeadm', 'kubectl'],
    ),
  },
  coredns: {
    folder: 'coredns',
    version: { module: 'github.com/coredns/coredns' },
    programs: { coredns: 'github.com/coredns/coredns' },
  },
  'kube-router': {
    folder: 'kube-router',
    version: { module: kubeRouter, variables: [`${kubeRouter}/pkg/version.Version`] },
    programs: { 'kube-router': `${kubeRouter}/cmd/kube-router` },
  },
  flannel: {
    folder: 'flannel',
    version: { module: flannel, variables: [`${flannel}/pkg/version.Version`] },
    programs: { flanneld: flannel, 'install-conf': `${flannel}/cmd/install_conf` },
    // The back-end udp, which is always part of it, is C.
    c: true,
    tags: staticTags,
  },
  containerd: {
    folder: 'containerd-2.3',
    version: { module: containerd, variables: [`${containerd}/version.Version`] },
    programs: {
      containerd: `${containerd}/cmd/containerd`,
      'containerd-shim-runc-v2': `${containerd}/cmd/containerd-shim-runc-v2`,
      ctr: `${containerd}/cmd/ctr`,
    },
  },
  etcd: {
    folder: 'etcd-3.6',
    version: { module: 'go.etcd.io/etcd/server/v3' },
    programs: {
      etcd: 'go.etcd.io/etcd/server/v3',
      etcdctl: 'go.etcd.io/etcd/etcdctl/v3',
      etcdutl: 'go.etcd.io/etcd/etcdutl/v3',
    },
  },
  crictl: {
    folder: 'crictl',
    version: { module: criTools, variables: [`${criTools}/pkg/version.Version`] },
    programs: { crictl: `${criTools}/cmd/crictl` },
  },
  runc: {
    folder: 'runc',
    version: { module: 'github.com/opencontainers/runc' },
    programs: { runc: 'github.com/opencontainers/runc' },
    c: true,
    tags: ['seccomp', ...staticTags],
  },
  'cni-plugins': {
    folder: 'cni-plugins',
    version: { module: plugins, variables: [`${plugins}/pkg/utils/buildversion.BuildVersion`] },
    programs: {
      ...pluginPrograms('main', 'bridge', 'loopback'),
      ...pluginPrograms('ipam', 'host-local'),
      ...pluginPrograms('meta', 'bandwidth', 'firewall', 'portmap', 'tuning'),
    },
  },
  'flannel-cni': {
    folder: 'flannel-cni',
    version: { module: plugins, variables: [`${plugins}/pkg/utils/buildversion.BuildVersion`] },
    programs: { 'flannel-cni': `${plugins}/plugins/meta/flannel` },
  },
} satisfies Readonly<Record<string, Family>>;

function kubernetesPrograms(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `k8s.io/kubernetes/cmd/${name}`]));
}

function pluginPrograms(kind: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `${plugins}/plugins/${kind}/${name}`]));
}
