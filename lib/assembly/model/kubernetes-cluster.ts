import type { ResourceBase } from './resource-base';

/** What enforces NetworkPolicy; `none` accepts policies and ignores them. */
export type PolicyEnforcer = 'calico' | 'cilium' | 'kube-router' | 'kube-network-policies' | 'antrea' | 'none';

/** A storage class that claims may name. */
export interface StorageClassFacts {
  readonly name: string;
  readonly default?: boolean;
  readonly expandable?: boolean;
  /** Whether a volume can be mounted from several nodes at once. */
  readonly readWriteMany?: boolean;
}

/** How the world comes in. */
export type IngressFacts =
  | {
      readonly kind: 'gateway';
      readonly name: string;
      readonly namespace: string;
      readonly className?: string;
      /** Labels of the pods that carry the traffic, and of their namespace: policies must let them in. */
      readonly podLabels: Readonly<Record<string, string>>;
    }
  /** Load balancers on hosts, which know services by their node ports. */
  | { readonly kind: 'host-load-balancer'; readonly from: readonly string[] }
  | { readonly kind: 'none' };

/** Nodes as far as they are known: what spreading and capacity are checked against. */
export interface NodeFacts {
  readonly count: number;
  /** Values of the label `topology.kubernetes.io/zone`; empty where nodes do not have it. */
  readonly zones: readonly string[];
  /**
   * Labels that some node has beside those that every kubelet sets and the zones: `disktype=ssd`, or `disktype` for any value.
   *
   * @default - unknown, and not checked
   */
  readonly labels?: readonly string[];
}

/** The facts of a cluster that environments rely on. */
export interface ClusterFacts {
  readonly name: string;
  /** Supported minor, `1.36`. */
  readonly version: string;
  readonly enforcer: PolicyEnforcer;
  readonly podRange?: string;
  readonly serviceRange?: string;
  /** Where the API server answers pods, as CIDRs, after the translation of its service: what policies see. */
  readonly apiServer?: readonly string[];
  readonly storageClasses: readonly StorageClassFacts[];
  readonly ingress: IngressFacts;
  /** Whether the resource metrics API is served (metrics-server), which autoscaling needs. */
  readonly metrics: boolean;
  /** Registries that nodes can pull from; absent when nobody restricts it. */
  readonly registries?: readonly string[];
  readonly nodes?: NodeFacts;
  /** Labels of the pods that answer DNS, in their namespace. */
  readonly dns: { readonly namespace: string; readonly podLabels: Readonly<Record<string, string>> };
  /** Labels of the pods that scrape metrics, in their namespace. */
  readonly monitoring?: { readonly namespace: string; readonly podLabels: Readonly<Record<string, string>> };
}

/** A cluster that this environment owns; tenants hold a copy of its facts instead. */
export type KubernetesClusterResource = ResourceBase<'kubernetes-cluster', ClusterFacts>;
