/** Where etcd's files are on its hosts. */
export const etcdPaths = {
  /** What is the same on all members. */
  environment: '/etc/etcd/etcd.env',
  /** Who makes the cluster: read once, when a member has no data yet. */
  initial: '/etc/etcd/initial-cluster.env',
  /** The member's own name and addresses. */
  member: '/etc/etcd/member.env',
  pki: '/etc/etcd/pki',
  authority: '/etc/etcd/pki/ca.crt',
} as const;

/** Certificate and key of a member. */
export function pkiFiles(name: 'server' | 'peer' | 'healthcheck-client'): {
  readonly certificate: string;
  readonly key: string;
} {
  return { certificate: `${etcdPaths.pki}/${name}.crt`, key: `${etcdPaths.pki}/${name}.key` };
}

/** The first two as in https://etcd.io/docs/v3.6/op-guide/configuration/, and metrics as kubeadm has it. */
export const etcdPorts = { client: 2379, peer: 2380, metrics: 2381 } as const;
