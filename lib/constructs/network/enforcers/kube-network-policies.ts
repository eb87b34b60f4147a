import type { JsonObject } from '../../../core';
import { nodePod } from '../node-pod';

/** https://github.com/kubernetes-sigs/kube-network-policies/blob/v1.1.1/pkg/cmd/cmd.go (metrics-bind-address) */
export const networkPoliciesMetricsPort = 9080;

export const networkPoliciesLabels = { app: 'kube-network-policies' } as const;

/** Modules of the kernel by which it sees packets before they pass. */
export const networkPoliciesModules = ['nfnetlink_queue', 'nft_queue'] as const;

/** What it asks of the API: https://github.com/kubernetes-sigs/kube-network-policies/blob/v1.1.1/install.yaml */
export const networkPoliciesRules: readonly JsonObject[] = [
  { apiGroups: [''], resources: ['pods', 'namespaces', 'nodes'], verbs: ['list', 'watch'] },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['list', 'watch'] },
];

/** kube-network-policies: the kernel asks it about each new connection. */
export function networkPoliciesDaemonSet(image: string): JsonObject {
  return nodePod({
    labels: networkPoliciesLabels,
    serviceAccount: 'kube-network-policies',
    container: {
      name: 'kube-network-policies',
      image,
      args: [
        '/bin/netpol',
        '--hostname-override=$(NODE_NAME)',
        '--v=2',
        '--nfqueue-id=100',
        `--metrics-bind-address=127.0.0.1:${String(networkPoliciesMetricsPort)}`,
      ],
      env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      ports: [{ name: 'metrics', containerPort: networkPoliciesMetricsPort, protocol: 'TCP' }],
      readinessProbe: { httpGet: { host: '127.0.0.1', path: '/metrics', port: 'metrics' }, periodSeconds: 10 },
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      // It enters the network namespaces of pods.
      securityContext: { privileged: true },
      volumeMounts: [
        { name: 'nri-plugin', mountPath: '/var/run/nri' },
        { name: 'netns', mountPath: '/var/run/netns', mountPropagation: 'HostToContainer' },
      ],
    },
    volumes: [
      { name: 'nri-plugin', hostPath: { path: '/var/run/nri', type: 'DirectoryOrCreate' } },
      { name: 'netns', hostPath: { path: '/var/run/netns', type: 'DirectoryOrCreate' } },
    ],
  });
}
