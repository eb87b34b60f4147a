import type { KubernetesMinor } from '../../../kube-api';
import type { PodSecurityLevel } from '../../base';
import type { EtcdCluster } from '../../etcd';
import type { HostGroup } from '../../hosts';
import type { Flannel } from '../../network';
import type { CertificateLifetimes } from '../../pki';
import type { Ingress } from '../ingress';
import type { HostLoadBalancer, VirtualIp } from '../load-balancer';
import type { Storage } from '../storage';
import type { Endpoint } from './endpoint';
import type { KubeletProps } from './kubelet-props';
import type { KubernetesPackages } from './packages';

/** What the kernel remembers of connections: entries for each processor, and at least. 0 leaves the kernel's own. */
export interface ConntrackProps {
  /** @default - kube-proxy's, 32768 */
  readonly maxPerCore?: number;
  /** @default - kube-proxy's, 131072 */
  readonly min?: number;
}

/** metrics-server from an image by digest, where somebody has it. */
export interface MetricsImage {
  /** `registry.example.com/metrics-server@sha256:...` */
  readonly image: string;
}

export interface KubernetesClusterProps {
  /** The minor. Its newest release is taken, and locked. */
  readonly version: KubernetesMinor;
  /** Hosts of the API server, the controller manager and the scheduler: one, or an odd number from three. */
  readonly controlPlane: HostGroup;
  /**
   * Hosts that run workloads. Control hosts that are among them run workloads as well. What is installed is installed on all
   * hosts of their pools, also where only some of them are given.
   */
  readonly workers: HostGroup;
  /** Where Kubernetes keeps its data. @default - a member of etcd on each control host, made by kubeadm */
  readonly etcd?: EtcdCluster;
  /** The network between pods, with the ranges of addresses. */
  readonly network: Flannel;
  /**
   * Where clients reach the API server: an address that moves between the control hosts, `VirtualIp.at('10.20.0.5')` (port 8443),
   * or a load balancer that is there already, `Endpoint.loadBalancer('api.example.com')`.
   *
   * @default - the first control host itself; with several that is the finding `endpoint-single-host`
   */
  readonly endpoint?: VirtualIp | Endpoint;
  /**
   * Networks from which people, tools and a load balancer that is there already reach the API, `192.0.2.0/24`. Hosts of the
   * cluster always do.
   *
   * @default - none
   */
  readonly apiFrom?: readonly string[];
  /** Further names and addresses by which the API is dialled, for its certificate. @default - none */
  readonly apiNames?: readonly string[];
  /** How the world comes in. @default - it does not */
  readonly ingress?: HostLoadBalancer | Ingress;
  /** Whether metrics-server is installed, which autoscaling needs; with an image of your own, that it is. @default false */
  readonly metrics?: boolean | MetricsImage;
  /** Where claims get volumes. @default - those that the workers' pools declare; none where they declare none */
  readonly storage?: Storage;
  /** Registries that nodes can reach, `registry.example.com`. @default - all of them */
  readonly registries?: readonly string[];
  /** Labels of the nodes of a pool, by the pool's name. @default - none beside zones */
  readonly nodeLabels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
  readonly kubelet?: KubeletProps;
  /** How kube-proxy translates addresses of services. @default - 'nftables', unless a pool's kernel is older than 5.13 */
  readonly proxyMode?: 'nftables' | 'iptables';
  readonly conntrack?: ConntrackProps;
  /** Whether the API server writes down who did what, in /var/log/kubernetes/audit.log of its hosts. @default true */
  readonly audit?: boolean;
  /** Whether Secrets are encrypted in etcd, with a key that is made at apply. @default true */
  readonly encryptionAtRest?: boolean;
  /** What pods may do in namespaces that do not say it themselves; kube-system is exempt. @default 'baseline' */
  readonly podSecurity?: PodSecurityLevel;
  /** How long the certificates live that kubeadm makes. @default - 3650 days for authorities, 365 for others */
  readonly lifetimes?: CertificateLifetimes;
  /** Where the images of the control plane come from, `registry.example.com/k8s`. @default - registry.k8s.io */
  readonly imageRepository?: string;
  /** Where kubeadm, kubelet and kubectl come from. @default - KubernetesPackages.artifacts() */
  readonly packages?: KubernetesPackages;
  /** The exact release of containerd. @default - the newest known that is listed for the version */
  readonly containerd?: string;
  /**
   * Connections that each haproxy of the endpoint and of the way in holds at once. Each takes two open files, of which a host that
   * is a container itself may have few.
   *
   * @default 20000
   */
  readonly maxConnections?: number;
  /** Whether containers keep at least the OOM score of containerd, as where it lacks CAP_SYS_RESOURCE. @default false */
  readonly restrictOomScoreAdj?: boolean;
  /** Checks of kubeadm whose errors are warnings, `SystemVerification`. @default - none */
  readonly ignorePreflightErrors?: readonly string[];
  /** Who approves the kubelets' requests for serving certificates, by its name: `kubelet-csr-approver`. @default - nobody */
  readonly servingCertificateApprover?: string;
}
