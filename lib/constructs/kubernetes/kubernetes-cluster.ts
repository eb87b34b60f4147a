import type { Construct } from 'constructs';
import { hostStack, plinthId, type ClusterFacts, type Contribution, type ResourceId } from '../../assembly';
import { acknowledge, report } from '../../core';
import { Cluster } from '../base';
import type { HostPool } from '../hosts';
import { ExistingCluster, type ExistingClusterProps } from './existing-cluster';
import {
  ApiServer,
  clusterFacts,
  clusterProblems,
  clusterSettings,
  ConfigurationPatches,
  contributeKubernetes,
  controlPlaneId,
  installAddOns,
  prepareHosts,
  refuseSecondEtcd,
  refuseUnsound,
  virtualAddresses,
  type ClusterSettings,
  type KubernetesClusterProps,
} from './kubeadm';

/** A Kubernetes cluster, made by kubeadm on hosts. */
export class KubernetesCluster extends Cluster {
  /**
   * A cluster that somebody else makes, described as far as programs rely on it.
   *
   * What is said here is taken as true: findings compare the program with it, and nothing asks the cluster.
   */
  static existing(scope: Construct, id: string, props: ExistingClusterProps): ExistingCluster {
    return new ExistingCluster(scope, id, props);
  }

  readonly props: KubernetesClusterProps;
  /** KubeletConfiguration, where the typed settings have no word for something. */
  readonly kubelet = new ConfigurationPatches();
  /** KubeProxyConfiguration, likewise. */
  readonly kubeProxy = new ConfigurationPatches();
  readonly apiServer = new ApiServer();
  readonly #settings: ClusterSettings;
  #facts: ClusterFacts | undefined;

  /** @throws PlinthError `choice-unknown` for what no cluster can be made of, `etcd-host-taken` for members of etcd beside others. */
  constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    refuseUnsound(props);
    refuseSecondEtcd(scope, props);
    super(scope, id, { stack: { name: hostStack, namespace: '' }, component: id });
    this.props = props;
    this.#settings = clusterSettings(id, props);
    for (const { kind, detail, fix } of clusterProblems(this.#settings)) report(this, kind, detail, fix);
    prepareHosts(this.#settings);
    installAddOns(this, this.#settings, () => this.controlPlane);
    props.network.attach({
      pools: this.#settings.pools,
      proxyMode: this.#settings.proxyMode,
      nodePorts: this.#settings.nodePorts,
      api: { host: this.#settings.endpoint.host, port: this.#settings.endpoint.port },
      controlPlane: this.controlPlane,
      virtual: virtualAddresses(this.#settings),
    });
  }

  get facts(): ClusterFacts {
    // Every component asks for them, and a cluster may have thousands of hosts.
    return (this.#facts ??= clusterFacts(this.#settings));
  }

  /** The component of its API servers: draw `needs` to it. */
  get controlPlane(): ResourceId {
    return controlPlaneId(this.node.id);
  }

  /** Accepts a finding here, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  protected override contribute(into: Contribution): void {
    const { kubelet, kubeProxy, apiServer } = this;
    contributeKubernetes(into, this.#settings, { cluster: this, kubelet, kubeProxy, apiServer, runtimeOf });
  }
}

/** The component of a pool's container runtime. */
function runtimeOf({ name }: HostPool): ResourceId {
  return plinthId(hostStack, 'component', `containerd-${name}`);
}
