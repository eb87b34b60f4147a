import { Version } from '../../../core';

/** The fields of a configuration, and those that came later, by the minor that brought them. */
export interface ConfigurationFields {
  readonly kind: 'KubeletConfiguration' | 'KubeProxyConfiguration';
  readonly names: readonly string[];
  readonly since: Readonly<Record<string, string>>;
}

/** https://github.com/kubernetes/kubelet/blob/v0.36.4/config/v1beta1/types.go, and the same at v0.34.10 and v0.35.8. */
export const kubeletFields: ConfigurationFields = {
  kind: 'KubeletConfiguration',
  names: `
  apiVersion kind address allowedUnsafeSysctls authentication authorization cgroupDriver cgroupRoot cgroupsPerQOS
  clusterDNS clusterDomain configMapAndSecretChangeDetectionStrategy containerLogMaxFiles containerLogMaxSize
  containerLogMaxWorkers containerLogMonitorInterval containerRuntimeEndpoint contentType cpuCFSQuota cpuCFSQuotaPeriod
  cpuManagerPolicy cpuManagerPolicyOptions cpuManagerReconcilePeriod crashLoopBackOff enableContentionProfiling
  enableControllerAttachDetach enableDebugFlagsHandler enableDebuggingHandlers enableProfilingHandler enableServer
  enableSystemLogHandler enableSystemLogQuery enforceNodeAllocatable eventBurst eventRecordQPS evictionHard
  evictionMaxPodGracePeriod evictionMinimumReclaim evictionPressureTransitionPeriod evictionSoft evictionSoftGracePeriod
  failCgroupV failSwapOn featureGates fileCheckFrequency hairpinMode healthzBindAddress healthzPort httpCheckFrequency
  imageGCHighThresholdPercent imageGCLowThresholdPercent imageMaximumGCAge imageMinimumGCAge
  imagePullCredentialsVerificationPolicy imageServiceEndpoint iptablesDropBit iptablesMasqueradeBit
  kernelMemcgNotification kubeAPIBurst kubeAPIQPS kubeReserved kubeReservedCgroup kubeletCgroups
  localStorageCapacityIsolation logging makeIPTablesUtilChains maxOpenFiles maxParallelImagePulls maxPods
  memoryManagerPolicy memorySwap memoryThrottlingFactor mergeDefaultEvictionSettings nodeLeaseDurationSeconds
  nodeStatusMaxImages nodeStatusReportFrequency nodeStatusUpdateFrequency oomScoreAdj podCIDR podLogsDir podPidsLimit
  podsPerCore port preloadedImagesVerificationAllowlist protectKernelDefaults providerID qosReserved readOnlyPort
  registerNode registerWithTaints registryBurst registryPullQPS reservedMemory reservedSystemCPUs resolvConf
  rotateCertificates runOnce runtimeRequestTimeout seccompDefault serializeImagePulls serverTLSBootstrap
  showHiddenMetricsForVersion shutdownGracePeriod shutdownGracePeriodByPodPriority shutdownGracePeriodCriticalPods
  singleProcessOOMKill staticPodPath staticPodURL staticPodURLHeader streamingConnectionIdleTimeout syncFrequency
  systemCgroups systemReserved systemReservedCgroup tlsCertFile tlsCipherSuites tlsMinVersion tlsPrivateKeyFile
  topologyManagerPolicy topologyManagerPolicyOptions topologyManagerScope tracing userNamespaces volumePluginDir
  volumeStatsAggPeriod
`
    .trim()
    .split(/\s+/),
  since: { memoryReservationPolicy: '1.36', tlsCurvePreferences: '1.36' },
};

/** https://github.com/kubernetes/kube-proxy/blob/v0.36.4/config/v1alpha1/types.go, and the same at v0.34.10 and v0.35.8. */
export const kubeProxyFields: ConfigurationFields = {
  kind: 'KubeProxyConfiguration',
  names: `
  apiVersion kind bindAddress bindAddressHardFail clientConnection clusterCIDR configSyncPeriod conntrack detectLocal
  detectLocalMode enableProfiling featureGates healthzBindAddress hostnameOverride iptables ipvs logging
  metricsBindAddress mode nftables nodePortAddresses oomScoreAdj portRange showHiddenMetricsForVersion
  windowsRunAsService winkernel
`
    .trim()
    .split(/\s+/),
  since: {},
};

/** The fields that a minor has. */
export function fieldsOf({ names, since }: ConfigurationFields, minor: string): readonly string[] {
  const later = Object.entries(since).filter(([, first]) => Version.parse(minor).compare(Version.parse(first)) >= 0);
  return [...names, ...later.map(([name]) => name)];
}
