import type { JsonObject } from '../../core';
import type { ResourceBase } from './resource-base';

/** How a cluster of Kubernetes is made by kubeadm: what its makers and its checks know, and its tenants need not. */
export interface ControlPlaneSpec {
  /** The minor, `1.36`, and the release, `1.36.4`. */
  readonly version: string;
  readonly release: string;
  readonly containerd: string;
  readonly pause: string;
  /** The release of the name server that kubeadm installs. */
  readonly coreDns?: string;
  readonly controlPools: readonly string[];
  readonly workerPools: readonly string[];
  /** Where clients reach the API server, and by what. */
  readonly endpoint: {
    readonly host: string;
    readonly port: number;
    readonly kind: 'virtual-address' | 'load-balancer' | 'single-host';
    readonly virtualAddress?: string;
    readonly routerId?: number;
  };
  /** Where the API server itself listens on its host. */
  readonly bindPort: number;
  readonly etcd:
    { readonly kind: 'external'; readonly cluster: string } | { readonly kind: 'stacked'; readonly release: string };
  readonly podRange: string;
  readonly serviceRange: string;
  readonly nodePrefix: number;
  readonly clusterDomain: string;
  readonly clusterDns: string;
  readonly apiServerNames: readonly string[];
  readonly nodePorts: readonly [first: number, last: number];
  /** KubeletConfiguration and KubeProxyConfiguration, as they are given to kubeadm. */
  readonly kubelet: JsonObject;
  readonly kubeProxy: JsonObject;
  /** Who approves the kubelets' requests for serving certificates. */
  readonly servingCertificateApprover?: string;
  readonly encryptionAtRest: boolean;
  readonly audit: boolean;
}

export type ControlPlaneResource = ResourceBase<'control-plane', ControlPlaneSpec>;
