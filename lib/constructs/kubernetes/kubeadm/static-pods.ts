import type { ClusterSettings } from './cluster-settings';

/** What kubeadm runs as static pods on control hosts: etcd as well, unless the cluster has one of its own elsewhere. */
export function staticPods({ props }: ClusterSettings): readonly string[] {
  return ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', ...(props.etcd ? [] : ['etcd'])];
}
