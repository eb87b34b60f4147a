import type { ClusterFacts } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { topologySpread } from '../pods/spread';
import { lockedDown } from './add-on';

/** https://github.com/kubernetes-sigs/metrics-server/blob/v0.9.0/manifests/base/deployment.yaml */
export const metricsServerPort = 10250;

export interface MetricsServerPodProps {
  readonly replicas: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly verifyKubelets: boolean;
  readonly facts: ClusterFacts | undefined;
}

/** metrics-server's Deployment without its head, as https://github.com/kubernetes-sigs/metrics-server/blob/v0.9.0/manifests/base/deployment.yaml */
export function metricsServerPod({
  replicas,
  labels,
  image,
  verifyKubelets,
  facts,
}: MetricsServerPodProps): JsonObject {
  const probe = (path: string): JsonObject => ({ httpGet: { path, port: 'https', scheme: 'HTTPS' } });
  return {
    spec: {
      replicas,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels },
        spec: {
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          topologySpreadConstraints: topologySpread(labels, {}, facts, true),
          priorityClassName: 'system-cluster-critical',
          serviceAccountName: 'metrics-server',
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'metrics-server',
              image,
              args: [
                '--cert-dir=/tmp',
                `--secure-port=${String(metricsServerPort)}`,
                // Names of nodes are in no DNS that pods ask.
                '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
                '--kubelet-use-node-status-port',
                '--metric-resolution=15s',
                verifyKubelets ? `--kubelet-certificate-authority=${clusterAuthority}` : '--kubelet-insecure-tls',
              ],
              ports: [{ name: 'https', containerPort: metricsServerPort, protocol: 'TCP' }],
              livenessProbe: { ...probe('/livez'), periodSeconds: 10 },
              // Ready once it has asked all kubelets twice.
              readinessProbe: { ...probe('/readyz'), initialDelaySeconds: 20, periodSeconds: 10 },
              resources: { requests: { cpu: '100m', memory: '200Mi' }, limits: { memory: '400Mi' } },
              securityContext: { ...lockedDown, runAsUser: 1000 },
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
          ],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  };
}

/** The authority of the cluster, which signs kubelets' serving certificates, as every pod has it beside its token. */
const clusterAuthority = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';
