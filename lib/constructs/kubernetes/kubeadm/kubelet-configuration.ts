import { Duration, Size } from 'cdk8s';
import type { JsonObject } from '../../../core';
import { cpuQuantity, memoryQuantity } from '../../base';
import type { HostPool } from '../../hosts';
import type { ClusterSettings } from './cluster-settings';
import { durationText } from './duration-text';
import type { KubeletProps, ReservedProps } from './kubelet-props';
import { nodeReservation } from './node-reservation';
import { kubernetesPaths } from './paths';

/**
 * The configuration of the kubelets of a pool, without patches.
 *
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
export function kubeletConfiguration(settings: ClusterSettings, pool: HostPool): JsonObject {
  const { kubelet = {} } = settings.props;
  const { podPidsLimit = 4096, maxParallelImagePulls = 3, maxPods = 110 } = kubelet;
  const { protectKernelDefaults = true, seccompDefault = true, serverTLSBootstrap = false } = kubelet;
  const { cgroupV1, plugins } = { cgroupV1: failCgroupV1(settings), plugins: volumePlugins(settings) };
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: kubernetesPaths.authority },
    },
    authorization: { mode: 'Webhook' },
    // As containerd has it: https://kubernetes.io/docs/setup/production-environment/container-runtimes/#cgroup-drivers
    cgroupDriver: 'systemd',
    clusterDNS: [settings.clusterDns],
    clusterDomain: settings.clusterDomain,
    evictionHard: evictionHard(kubelet),
    ...(cgroupV1 !== undefined && { failCgroupV1: cgroupV1 }),
    ...swap(settings),
    kubeReserved: quantities(kubelet.kubeReserved) ?? nodeReservation(capacityOf(pool)),
    ...{ maxParallelImagePulls, maxPods, podPidsLimit, protectKernelDefaults },
    readOnlyPort: 0,
    resolvConf: kubelet.resolvConf ?? pool.os.facts.resolvConf,
    rotateCertificates: true,
    seccompDefault,
    // One after the other, unless a number is given: https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls
    serializeImagePulls: maxParallelImagePulls === 1,
    serverTLSBootstrap,
    shutdownGracePeriod: durationText(shutdownPeriod(kubelet)),
    shutdownGracePeriodCriticalPods: durationText(kubelet.shutdownGracePeriodCriticalPods ?? Duration.seconds(30)),
    staticPodPath: kubernetesPaths.manifests,
    systemReserved: quantities(kubelet.systemReserved) ?? { cpu: '100m', memory: '256Mi' },
    tlsMinVersion: 'VersionTLS12',
    ...(plugins !== undefined && { volumePluginDir: plugins }),
  };
}

/** The time that pods get when a host shuts down; the host must grant it. */
export function shutdownPeriod({ shutdownGracePeriod = Duration.seconds(45) }: KubeletProps): Duration {
  return shutdownGracePeriod;
}

/** The controller manager looks where kubelets do, on whatever host it runs. */
export function volumePlugins({ pools }: ClusterSettings): string | undefined {
  return pools.map(({ os }) => os.facts.volumePlugins).find((folder) => folder !== undefined);
}

/** Before 1.35 no kubelet refuses it unless it is told to. */
function failCgroupV1({ line, props }: ClusterSettings): boolean | undefined {
  return props.kubelet?.failCgroupV1 ?? (line.refusesCgroupV1 ? true : undefined);
}

/** https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/ */
function swap({ props, pools }: ClusterSettings): JsonObject {
  const { failSwapOn = pools.every((pool) => pool.swap === 'off'), swapBehavior = 'LimitedSwap' } = props.kubelet ?? {};
  return { failSwapOn, ...(!failSwapOn && { memorySwap: { swapBehavior } }) };
}

/** Who sets one of them loses the others, which are Kubernetes' own here. */
function evictionHard({ evictionMemory = Size.mebibytes(100) }: KubeletProps): JsonObject {
  return {
    'imagefs.available': '15%',
    'imagefs.inodesFree': '5%',
    'memory.available': memoryQuantity(evictionMemory),
    'nodefs.available': '10%',
    'nodefs.inodesFree': '5%',
  };
}

function quantities(reserved: ReservedProps | undefined): JsonObject | undefined {
  return (
    reserved && {
      ...(reserved.cpu !== undefined && { cpu: cpuQuantity(reserved.cpu) }),
      ...(reserved.ephemeralStorage && { 'ephemeral-storage': memoryQuantity(reserved.ephemeralStorage) }),
      ...(reserved.memory && { memory: memoryQuantity(reserved.memory) }),
    }
  );
}

function capacityOf({ props }: HostPool): Parameters<typeof nodeReservation>[0] {
  const capacity = props.capacity ?? props.machine.capacity;
  return capacity && { cpus: capacity.cpus, memoryMebibytes: capacity.memory.toMebibytes() };
}
