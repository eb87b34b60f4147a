import { Cidr } from '../../../core';
import { isKubernetesMinor, type KubernetesMinor } from '../../../kube-api';
import type { Host, HostPool } from '../../hosts';
import { VirtualIp } from '../load-balancer';
import type { KubernetesClusterProps } from './cluster-props';
import { Endpoint } from './endpoint';
import { kubernetesLines, upstreamImages, type KubernetesLine } from './kubernetes-lines';
import { kubernetesPorts } from './paths';
import { rangeAddress } from './range-address';

/** What was asked for, with all that was left out. */
export interface ClusterSettings {
  readonly name: string;
  readonly version: KubernetesMinor;
  readonly line: KubernetesLine;
  readonly props: KubernetesClusterProps;
  readonly control: readonly Host[];
  /** Hosts that run workloads; control hosts may be among them. */
  readonly workers: readonly Host[];
  /** All of them, each once: control hosts first. */
  readonly nodes: readonly Host[];
  readonly pools: readonly HostPool[];
  readonly endpoint: {
    readonly kind: 'virtual-address' | 'load-balancer' | 'single-host';
    readonly host: string;
    readonly port: number;
    readonly virtualIp?: VirtualIp;
  };
  readonly bindPort: number;
  readonly podRange: string;
  readonly serviceRange: string;
  readonly nodePrefix: number;
  /** The first address of services, at which pods find the API. */
  readonly apiService: string;
  readonly clusterDns: string;
  readonly clusterDomain: string;
  readonly nodePorts: readonly [first: number, last: number];
  readonly proxyMode: 'nftables' | 'iptables';
  readonly images: string;
  readonly metrics: boolean;
}

const defaultRanges = { pods: '10.244.0.0/16', services: '10.96.0.0/16' } as const;

/** The API server's default, which node ports are derived from: --service-node-port-range. */
const nodePorts = [30_000, 32_767] as const;

/** nftables mode needs what came with Linux 5.13: https://kubernetes.io/blog/2025/02/28/nftables-kube-proxy/ */
const nftablesKernel = [5, 13] as const;

export function clusterSettings(name: string, props: KubernetesClusterProps): ClusterSettings {
  // What nobody knows is reported; the newest is nearest to whatever was meant.
  const version = isKubernetesMinor(props.version) ? props.version : '1.36';
  const [control, workers] = [props.controlPlane.hosts, props.workers.hosts];
  const nodes = [...new Set([...control, ...workers])];
  const pools = [...new Set(nodes.map(({ pool }) => pool))];
  const { pods, services, nodePrefix } = props.network.addresses;
  const serviceRange = rangeOr(services, defaultRanges.services);
  return {
    ...{ name, version, props, control, workers, nodes, pools, nodePrefix },
    line: kubernetesLines[version],
    endpoint: endpointOf(props),
    bindPort: kubernetesPorts.apiServer,
    podRange: rangeOr(pods, defaultRanges.pods).toString(),
    serviceRange: serviceRange.toString(),
    apiService: rangeAddress(serviceRange, 1),
    clusterDns: rangeAddress(serviceRange, 10),
    clusterDomain: props.clusterDomain ?? 'cluster.local',
    nodePorts,
    proxyMode: props.proxyMode ?? (pools.every(hasNftables) ? 'nftables' : 'iptables'),
    images: props.imageRepository ?? upstreamImages,
    metrics: props.metrics !== undefined && props.metrics !== false,
  };
}

function endpointOf({ endpoint, controlPlane }: KubernetesClusterProps): ClusterSettings['endpoint'] {
  const given = endpoint instanceof VirtualIp ? Endpoint.virtual(endpoint) : endpoint;
  if (given) {
    const { kind, host, port, virtualIp } = given;
    return { kind, host, port, ...(virtualIp && { virtualIp }) };
  }
  return { kind: 'single-host', host: controlPlane.hosts[0]?.address ?? '', port: kubernetesPorts.apiServer };
}

function hasNftables({ os }: HostPool): boolean {
  const [major = 0, minor = 0] = (os.facts.kernel ?? '').split('.').map(Number);
  // Of a stream the kernel is newer than any that matters here.
  if (os.facts.kernel === undefined) return true;
  return major > nftablesKernel[0] || (major === nftablesKernel[0] && minor >= nftablesKernel[1]);
}

/** What is no range is reported by whoever was given it. */
function rangeOr(text: string, otherwise: string): Cidr {
  try {
    return Cidr.parse(text);
  } catch {
    return Cidr.parse(otherwise);
  }
}
