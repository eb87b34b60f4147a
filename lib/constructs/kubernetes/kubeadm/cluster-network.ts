import type { PolicyEnforcer, ResourceId } from '../../../assembly';

/** The network between pods, as far as the making of a cluster depends on it. */
export interface ClusterNetwork {
  /** Addresses of pods, `10.244.0.0/16`. */
  readonly podRange: string;
  /** Addresses of services, `10.96.0.0/16`. */
  readonly serviceRange: string;
  /** The part of the pods' range that one host gets, as a prefix length. */
  readonly nodePrefix: number;
  /** What enforces network policies. */
  readonly enforcer: PolicyEnforcer;
  /** The component on hosts or in the cluster that makes it. */
  readonly component: ResourceId;
}
