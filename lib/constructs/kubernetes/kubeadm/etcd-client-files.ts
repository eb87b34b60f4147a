import { kubernetesPaths } from './paths';

/** The API server's certificate for etcd, where kubeadm would put its own. */
export const etcdClientFiles = {
  certificate: `${kubernetesPaths.pki}/apiserver-etcd-client.crt`,
  key: `${kubernetesPaths.pki}/apiserver-etcd-client.key`,
  authority: `${kubernetesPaths.pki}/etcd/ca.crt`,
} as const;
