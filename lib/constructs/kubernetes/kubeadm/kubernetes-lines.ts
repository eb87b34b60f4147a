import type { KubernetesMinor } from '../../../kube-api';

/** What belongs to a minor of Kubernetes. */
export interface KubernetesLine {
  /** Oldest first; the newest is taken where no lock file says otherwise. */
  readonly releases: readonly string[];
  /** The member of etcd that kubeadm makes, as its image's tag. */
  readonly etcd: string;
  readonly coreDns: string;
  readonly pause: string;
  /** Whether kubelets have failCgroupV1 on unless told otherwise: https://github.com/kubernetes/kubernetes/pull/134298 */
  readonly refusesCgroupV1: boolean;
}

/**
 * What differs between minors: DefaultEtcdVersion, CoreDNSVersion and PauseVersion of
 * https://github.com/kubernetes/kubernetes/blob/v1.36.4/cmd/kubeadm/app/constants/constants.go at each release, the same in all
 * that are listed here. The oldest etcd that it takes from outside (MinExternalEtcdVersion) is 3.5.24 for all three, which
 * rules check; which containerd goes with a minor stands beside containerd.
 */
export const kubernetesLines: Readonly<Record<KubernetesMinor, KubernetesLine>> = {
  '1.34': {
    releases: ['1.34.4', '1.34.8', '1.34.9', '1.34.10'],
    etcd: '3.6.5-0',
    coreDns: 'v1.12.1',
    pause: '3.10.1',
    refusesCgroupV1: false,
  },
  '1.35': {
    releases: ['1.35.4', '1.35.6', '1.35.8'],
    etcd: '3.6.6-0',
    coreDns: 'v1.13.1',
    pause: '3.10.1',
    refusesCgroupV1: true,
  },
  '1.36': {
    releases: ['1.36.3', '1.36.4'],
    etcd: '3.6.8-0',
    coreDns: 'v1.14.2',
    pause: '3.10.2',
    refusesCgroupV1: true,
  },
};

/** Where upstream's images are: https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/ */
export const upstreamImages = 'registry.k8s.io';
