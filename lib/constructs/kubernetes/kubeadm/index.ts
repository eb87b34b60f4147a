// The making of a cluster by kubeadm: its documents, and everything that hosts need to become control hosts and workers.
// A folder of the kubernetes room: what others may use is listed in its index.ts.
export type { ClusterNetwork } from './cluster-network';
export type { ConntrackProps, KubernetesClusterProps } from './cluster-props';
export { Endpoint, type EndpointProps } from './endpoint';
export type { KubeletProps, ReservedProps } from './kubelet-props';
export { KubernetesPackages, type AptPackagesProps } from './packages';
