import type { JsonObject } from '../../core';

export interface NodePodProps {
  /** By which its pods are found. Part of a selector, which never changes. */
  readonly labels: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  /** @default - none */
  readonly initContainers?: readonly JsonObject[];
  readonly container: JsonObject;
  readonly volumes: readonly JsonObject[];
}

/** A DaemonSet whose pods are parts of their nodes: on every one of them, in its network, and the last to be taken away. */
export function nodePod(props: NodePodProps): JsonObject {
  const { labels, annotations, serviceAccount, initContainers, container, volumes } = props;
  return {
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template: {
        metadata: { labels, ...(annotations && { annotations }) },
        spec: {
          hostNetwork: true,
          dnsPolicy: 'ClusterFirstWithHostNet',
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          // Whatever keeps other pods away from a node: it may be what this one brings in order.
          tolerations: [{ operator: 'Exists' }],
          priorityClassName: 'system-node-critical',
          serviceAccountName: serviceAccount,
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          ...(initContainers && { initContainers }),
          containers: [container],
          volumes,
        },
      },
    },
  };
}
