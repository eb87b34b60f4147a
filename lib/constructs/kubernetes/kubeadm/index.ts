// The making of a cluster by kubeadm: its documents, and everything that hosts need to become control hosts and workers.
// A folder of the kubernetes room: what others may use is listed in its index.ts.
export { ApiServer } from './api-server';
export { clusterFacts } from './cluster-facts';
export { clusterProblems } from './cluster-problems';
export type { ConntrackProps, KubernetesClusterProps, MetricsImage } from './cluster-props';
export { clusterSettings, type ClusterSettings } from './cluster-settings';
export { ConfigurationPatches, type PatchOptions } from './configuration-patches';
export { controlPlaneId } from './contribute-components';
export { contributeKubernetes } from './contribute-kubernetes';
export { Endpoint, type EndpointProps } from './endpoint';
export { installAddOns } from './install-add-ons';
export type { KubeletProps, ReservedProps } from './kubelet-props';
export { KubernetesPackages, type AptPackagesProps } from './packages';
export { prepareHosts, virtualAddresses } from './prepare-hosts';
export { refuseSecondEtcd } from './refuse-second-etcd';
export { refuseUnsound } from './refuse-unsound';
