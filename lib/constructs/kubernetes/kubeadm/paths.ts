import { posix } from 'node:path';
import type { HostPool } from '../../hosts';

/** Where kubeadm's own files are: https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/ */
export const kubernetesPaths = {
  pki: '/etc/kubernetes/pki',
  authority: '/etc/kubernetes/pki/ca.crt',
  admin: '/etc/kubernetes/admin.conf',
  manifests: '/etc/kubernetes/manifests',
  kubeletCredentials: '/etc/kubernetes/kubelet.conf',
  kubeletConfiguration: '/var/lib/kubelet/config.yaml',
  auditLog: '/var/log/kubernetes/audit',
} as const;

const own = '/etc/kubernetes/plinth';

/** Where Plinth's are. kubeadm reads the first five; the API server the next three. */
export const plinthPaths = {
  init: `${own}/init.yaml`,
  join: `${own}/join.yaml`,
  /** Credentials by which a host joins, good for a short time. */
  discovery: `${own}/discovery.conf`,
  patches: `${own}/patches`,
  kubelet: `${own}/patches/kubeletconfiguration+merge.yaml`,
  audit: `${own}/audit-policy.yaml`,
  admission: `${own}/admission.yaml`,
  encryption: `${own}/encryption.yaml`,
} as const;

/** The ports of https://kubernetes.io/docs/reference/networking/ports-and-protocols/. */
export const kubernetesPorts = {
  apiServer: 6443,
  kubelet: 10_250,
  kubeletHealth: 10_248,
  controllerManager: 10_257,
  scheduler: 10_259,
  proxyHealth: 10_256,
  proxyMetrics: 10_249,
  etcdClient: 2379,
  etcdPeer: 2380,
  etcdMetrics: 2381,
} as const;

/** Where the programs of a pool are: packages of apt go where the system's own are. */
export function programsOf(pool: HostPool, fromApt: boolean): string {
  return fromApt ? '/usr/bin' : pool.os.facts.binaries;
}

/** The PATH of kubeadm, which looks for the kubelet: services and remote shells do not have /opt/bin in theirs. */
export function searchPath(programs: string): string {
  return [...new Set([programs, ...'/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'.split(':')])].join(
    ':',
  );
}

/** Beside the programs: `/usr/local/libexec/plinth/restart-static-pod`. */
export function restartProgram(pool: HostPool): string {
  return ownProgram(pool, 'restart-static-pod');
}

export function ownProgram(pool: HostPool, name: string): string {
  return posix.join(posix.dirname(pool.os.facts.binaries), 'libexec/plinth', name);
}
