import type { JsonObject } from '../../../core';
import { nodePod } from '../node-pod';

/** https://github.com/cloudnativelabs/kube-router/blob/v2.1.0/pkg/options/options.go (defaultHealthCheckPort) */
export const kubeRouterHealthPort = 20244;

export const kubeRouterLabels = { 'k8s-app': 'kube-router' } as const;

/** What it asks of the API: https://github.com/cloudnativelabs/kube-router/blob/v2.1.0/daemonset/generic-kuberouter.yaml */
export const kubeRouterRules: readonly JsonObject[] = [
  {
    apiGroups: [''],
    resources: ['namespaces', 'pods', 'services', 'nodes', 'endpoints'],
    verbs: ['get', 'list', 'watch'],
  },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
];

export interface KubeRouterProps {
  readonly image: string;
  /** Addresses of services, and the ports that services have on nodes: traffic to them is let through to be translated. */
  readonly services: string;
  readonly nodePorts: readonly [first: number, last: number];
}

/** kube-router as a firewall and nothing else: flannel routes, and kube-proxy translates addresses of services. */
export function kubeRouterDaemonSet({ image, services, nodePorts }: KubeRouterProps): JsonObject {
  return nodePod({
    labels: kubeRouterLabels,
    serviceAccount: 'kube-router',
    container: {
      name: 'kube-router',
      image,
      args: [
        '--run-router=false',
        '--run-firewall=true',
        '--run-service-proxy=false',
        '--run-loadbalancer=false',
        '--enable-cni=false',
        `--service-cluster-ip-range=${services}`,
        `--service-node-port-range=${nodePorts.join('-')}`,
        `--health-port=${String(kubeRouterHealthPort)}`,
      ],
      env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      ports: [{ name: 'health', containerPort: kubeRouterHealthPort, protocol: 'TCP' }],
      livenessProbe: { httpGet: { path: '/healthz', port: 'health' }, initialDelaySeconds: 30, periodSeconds: 30 },
      readinessProbe: { httpGet: { path: '/healthz', port: 'health' }, periodSeconds: 10 },
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      // It writes to /proc/sys, and loads modules of the kernel where the node has not.
      securityContext: { privileged: true },
      volumeMounts: [
        { name: 'lib-modules', mountPath: '/lib/modules', readOnly: true },
        { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
      ],
    },
    volumes: [
      { name: 'lib-modules', hostPath: { path: '/lib/modules' } },
      { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } },
    ],
  });
}
