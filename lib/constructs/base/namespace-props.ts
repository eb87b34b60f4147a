import type { Size } from 'cdk8s';
import type { CpuAmount } from './quantity';
import type { Secret } from '../../core';

/** The Pod Security Standards level that the API server enforces in a namespace. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** What a namespace may use altogether. */
export interface Quota {
  /** Sum of all CPU requests. */
  readonly cpu: CpuAmount;
  /** Sum of all memory requests and of all memory limits. */
  readonly memory: Size;
  /**
   * Number of pods.
   *
   * @default - as many as fit
   */
  readonly pods?: number;
  /**
   * Sum of all storage requests.
   *
   * @default - as much as there is
   */
  readonly storage?: Size;
}

/** What a container gets that asks for nothing. */
export interface ContainerLimits {
  readonly defaultCpuRequest: CpuAmount;
  readonly defaultMemoryRequest: Size;
  readonly defaultMemoryLimit: Size;
}

/** A group of people that may look at a namespace or work in it. */
export interface Team {
  /** The group's name, as the API server's authenticator gives it. */
  readonly group: string;
  /**
   * `view` reads everything but secrets, `edit` changes workloads and reads secrets, `admin` also manages roles.
   *
   * @default - `view` in production, `edit` elsewhere
   */
  readonly access?: 'view' | 'edit' | 'admin';
}

/** What holds for a namespace as a whole. */
export interface NamespaceProps {
  /** @default 'restricted' */
  readonly podSecurity?: PodSecurityLevel;
  /** @default - none; a tenant without one is a finding */
  readonly quota?: Quota;
  /** @default - for tenants 100m CPU, 128Mi memory and a limit of 256Mi; none in a cluster of one's own */
  readonly limits?: ContainerLimits;
  /** @default - nobody but the cluster's administrators */
  readonly teams?: readonly Team[];
  /** Credentials for registries, by reference: secrets of type kubernetes.io/dockerconfigjson. @default - none */
  readonly imagePullSecrets?: readonly Secret[];
  /**
   * `isolated` denies all traffic that no edge allows, both ways. `open` writes no policy at all.
   *
   * @default 'isolated'
   */
  readonly network?: 'isolated' | 'open';
}
