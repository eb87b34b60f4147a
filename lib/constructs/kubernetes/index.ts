// Kubernetes clusters and what is common to everything that runs in one: ingress, and in pods/ the layer of which workloads
// are made: variables, files, volumes, probes, resources, ports, and their safe defaults.
// It knows no database and no application.
export { Ingress, type GatewayProps, type NodePortsProps } from './ingress';
export { ExistingCluster, type AddOnPods, type ExistingClusterProps } from './existing-cluster';
export { KubernetesCluster } from './kubernetes-cluster';
export {
  ApiServer,
  ConfigurationPatches,
  Endpoint,
  KubernetesPackages,
  type AptPackagesProps,
  type ConntrackProps,
  type EndpointProps,
  type KubeletProps,
  type KubernetesClusterProps,
  type MetricsImage,
  type PatchOptions,
  type ReservedProps,
} from './kubeadm';
export {
  HostLoadBalancer,
  VirtualIp,
  type GatewayLoadBalancerProps,
  type HostLoadBalancerProps,
  type VirtualIpProps,
} from './load-balancer';
export { Storage, type LocalPathImages } from './storage';
export { addConfigMap } from './pods/config-map';
export { containerManifest, containerProblems, type ContainerSettings } from './pods/container';
export {
  addDisruptionBudget,
  allowedDisruptions,
  type DisruptionBudget,
  type DisruptionBudgetProps,
  type PodAmount,
} from './pods/disruption-budget';
export { consumeEnv, envProblems, envVars, secretsOf, type Env, type EnvValue } from './pods/env';
export {
  configData,
  configDigest,
  configDigestAnnotation,
  configMapName,
  consumeFiles,
  fileKey,
  fileMounts,
  fileProblems,
  fileVolumes,
  type Files,
  type FileValue,
} from './pods/files';
export {
  Health,
  type GrpcHealthOptions,
  type HealthOptions,
  type HttpHealthOptions,
  type HttpProbe,
  type ProbeCheck,
  type ProbeTiming,
} from './pods/health';
export {
  addClaims,
  claimName,
  mountProblems,
  podVolumes,
  volumeMounts,
  volumeName,
  volumeSecrets,
  type MountProps,
  type Volumes,
} from './pods/mounts';
export { portInvalid } from './pods/findings';
export { PodField } from './pods/pod-field';
export { podLabels, podTemplate, type PodTemplateSettings } from './pods/pod-template';
export { PortHandle, PortOutputs, type DialledPort } from './pods/port-handle';
export {
  componentPorts,
  containerPorts,
  portProblems,
  resolvePorts,
  type PortProps,
  type Ports,
  type ResolvedPort,
} from './pods/ports';
export { probes } from './pods/probes';
export { resourceProblems, resourceRequirements, type ResourcesProps } from './pods/resources';
export { containerSecurityContext, podSecurityContext, securityProblems, type SecurityProps } from './pods/security';
export { addService, type ServiceObjectProps } from './pods/service';
export { addServiceAccount, imagePullSecrets } from './pods/service-account';
export { topologySpread, type SpreadProps, type Spreading } from './pods/spread';
export {
  Volume,
  type EmptyVolumeProps,
  type PersistentVolumeProps,
  type VolumeAccess,
  type VolumeSource,
} from './pods/volume';
