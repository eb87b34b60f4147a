import type { JsonObject } from '../../../core';
import type { ClusterSettings } from './cluster-settings';
import { kubernetesPorts } from './paths';

/** https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/ */
export function kubeProxyConfiguration({ podRange, proxyMode, props }: ClusterSettings): JsonObject {
  const { maxPerCore, min } = props.conntrack ?? {};
  const conntrack = { ...(maxPerCore !== undefined && { maxPerCore }), ...(min !== undefined && { min }) };
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: proxyMode,
    clusterCIDR: podRange,
    ...(Object.keys(conntrack).length > 0 && { conntrack }),
    // Load balancers ask whether a node answers.
    healthzBindAddress: `0.0.0.0:${String(kubernetesPorts.proxyHealth)}`,
    metricsBindAddress: `127.0.0.1:${String(kubernetesPorts.proxyMetrics)}`,
  };
}
