import type { Duration, Size } from 'cdk8s';
import type { CpuAmount } from '../../base';

/** What is kept back on each host. */
export interface ReservedProps {
  readonly cpu?: CpuAmount;
  readonly memory?: Size;
  readonly ephemeralStorage?: Size;
}

/**
 * The settings of kubelets that differ between clusters, in their own words:
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/. What is missing here can be patched.
 */
export interface KubeletProps {
  /** Pods on one host at most. @default 110 */
  readonly maxPods?: number;
  /** For the kubelet and the container runtime. @default - by the size of the host, where it is known */
  readonly kubeReserved?: ReservedProps;
  /** For everything else of the operating system. @default - 100m CPU and 256 MiB */
  readonly systemReserved?: ReservedProps;
  /** Memory below which pods are evicted. @default - 100 MiB */
  readonly evictionMemory?: Size;
  /** Processes and threads in one pod. @default 4096 */
  readonly podPidsLimit?: number;
  /** The time that pods get to end when a host shuts down. @default - 45 seconds */
  readonly shutdownGracePeriod?: Duration;
  /** The part of it that is kept for critical pods, which end last. @default - 30 seconds */
  readonly shutdownGracePeriodCriticalPods?: Duration;
  /** The file with the name servers that pods get. @default - the operating system's list of real ones */
  readonly resolvConf?: string;
  /** Whether a kubelet refuses to start beside swap. @default - unless a pool has swap: 'limited' */
  readonly failSwapOn?: boolean;
  /** Which pods may swap where failSwapOn is false. @default 'LimitedSwap' */
  readonly swapBehavior?: 'LimitedSwap' | 'NoSwap';
  /** Whether a kubelet refuses cgroup v1. From 1.35 on; before, none does. @default true */
  readonly failCgroupV1?: boolean;
  /** Whether kubelets ask the cluster for serving certificates. Somebody must approve them. @default false */
  readonly serverTLSBootstrap?: boolean;
  /** Whether a kubelet refuses to start where the kernel's settings are not its own, instead of changing them. @default true */
  readonly protectKernelDefaults?: boolean;
  /** Whether containers that ask for no seccomp profile get the runtime's. @default true */
  readonly seccompDefault?: boolean;
  /** Images that a host pulls at a time. @default 3 */
  readonly maxParallelImagePulls?: number;
}
