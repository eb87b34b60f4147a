import { hostStack, placedName, plinthId, type HostPlace, type ResourceId } from '../../../assembly';

/** What the certificates of a cluster are called on its hosts. */
export const certificateNames = {
  apiServer: 'kube-apiserver',
  kubeletClient: 'kube-apiserver-kubelet-client',
  frontProxy: 'front-proxy-client',
  kubelet: 'kubelet-client',
  kubeletServing: 'kubelet-serving',
  etcdServer: 'etcd-server',
  etcdPeer: 'etcd-peer',
  etcdClient: 'kube-apiserver-etcd-client',
  admin: 'kubernetes-admin',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
} as const;

/** The identity of a certificate that stands on each host of a place. */
export function certificateOn(on: HostPlace, name: string): ResourceId {
  return plinthId(hostStack, 'certificate', placedName(on, name));
}
