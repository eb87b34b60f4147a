import { shortDigest, type JsonObject } from '../../../core';
import { nodePod } from '../node-pod';
import { healthPort } from './contribute-hosts';
import { conflistPath } from './net-conf';

export interface FlannelDaemonSetProps {
  /** The files of its ConfigMap. */
  readonly data: Readonly<Record<string, string>>;
  /** Where it reaches the API. @default - at the address of the service, once kube-proxy answers for it */
  readonly api: { readonly host: string; readonly port: number } | undefined;
  readonly serviceAccount: string;
  readonly flannel: string;
  readonly plugin: string;
}

/** Pods of flannel are found by it. Part of a selector, which never changes. */
export const flannelLabels = { app: 'flannel' } as const;

const [binaries, configurations, settings] = ['/opt/cni/bin', '/etc/cni/net.d', '/etc/kube-flannel'] as const;

/** One flannel on every node, also on those that take nothing else yet: without it no other pod starts. */
export function flannelDaemonSet(props: FlannelDaemonSetProps): JsonObject {
  const { data, api, serviceAccount, flannel, plugin } = props;
  return nodePod({
    labels: flannelLabels,
    // What flannel has read it does not read again: a change must make new pods.
    annotations: { 'plinth.dev/config-digest': shortDigest(JSON.stringify(data)) },
    serviceAccount,
    initContainers: [
      {
        name: 'install-cni-plugin',
        image: plugin,
        command: ['cp', '-f', '/flannel', `${binaries}/flannel`],
        ...short,
        volumeMounts: [{ name: 'cni-plugin', mountPath: binaries }],
      },
      {
        name: 'install-cni',
        image: flannel,
        command: ['/opt/bin/install-conf', `${settings}/cni-conf.json`, conflistPath],
        ...short,
        volumeMounts: [
          { name: 'cni', mountPath: configurations },
          { name: 'flannel-cfg', mountPath: settings },
        ],
      },
    ],
    container: flanneld(flannel, api),
    volumes: [
      { name: 'run', hostPath: { path: '/run/flannel', type: 'DirectoryOrCreate' } },
      { name: 'cni-plugin', hostPath: { path: binaries, type: 'DirectoryOrCreate' } },
      { name: 'cni', hostPath: { path: configurations, type: 'DirectoryOrCreate' } },
      { name: 'flannel-cfg', configMap: { name: 'kube-flannel-cfg' } },
      { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } },
    ],
  });
}

/** What the two need that copy a file and end. */
const short = {
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
} as const;

function flanneld(image: string, api: FlannelDaemonSetProps['api']): JsonObject {
  const probe = (path: string): JsonObject => ({ httpGet: { host: '127.0.0.1', path, port: 'healthz' } });
  return {
    name: 'kube-flannel',
    image,
    command: ['/opt/bin/flanneld'],
    args: [
      '--ip-masq',
      '--kube-subnet-mgr',
      // The link that has the node's own address, whatever it is called and whichever has the default route:
      // https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/troubleshooting.md
      '--iface=$(NODE_IP)',
      '--healthz-ip=127.0.0.1',
      `--healthz-port=${String(healthPort)}`,
    ],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'NODE_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
      // Changes of nodes that may wait to be read: as many as there can be at once.
      { name: 'EVENT_QUEUE_DEPTH', value: '5000' },
      // It starts when kube-proxy does, and would end where that is a moment later.
      ...(api
        ? [
            { name: 'KUBERNETES_SERVICE_HOST', value: api.host },
            { name: 'KUBERNETES_SERVICE_PORT', value: String(api.port) },
          ]
        : []),
    ],
    ports: [{ name: 'healthz', containerPort: healthPort, protocol: 'TCP' }],
    livenessProbe: { ...probe('/healthz'), initialDelaySeconds: 10, periodSeconds: 30 },
    readinessProbe: { ...probe('/readyz'), periodSeconds: 10 },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
    },
    volumeMounts: [
      { name: 'run', mountPath: '/run/flannel' },
      { name: 'flannel-cfg', mountPath: settings },
      { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
    ],
  };
}
