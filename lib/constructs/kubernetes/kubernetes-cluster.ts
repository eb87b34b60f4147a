import type { Construct } from 'constructs';
import type { ClusterFacts } from '../../assembly';
import { Cluster } from '../base';
import { ExistingCluster, type ExistingClusterProps } from './existing-cluster';
import type { KubernetesClusterProps } from './kubeadm';

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

  constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    super(scope, id);
    this.props = props;
  }

  get facts(): ClusterFacts {
    return {
      name: this.node.id,
      version: this.props.version,
      enforcer: this.props.network.enforcer,
      storageClasses: [],
      ingress: this.props.ingress?.facts ?? { kind: 'none' },
      metrics: this.props.metrics ?? false,
      dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
    };
  }
}
