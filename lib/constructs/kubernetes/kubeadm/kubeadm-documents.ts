import type { JsonObject } from '../../../core';
import type { Host } from '../../hosts';
import type { ClusterSettings } from './cluster-settings';
import { plinthPaths } from './paths';

const kubeadm = 'kubeadm.k8s.io/v1beta4';

/** containerd's, as it is put on every host. */
const criSocket = 'unix:///run/containerd/containerd.sock';

/** How long what is made for joining is good for: a plan makes it when it is about to be used. */
export const joinMinutes = 30;

/** The beginning of a cluster, on whichever control host a plan begins with. */
export function initConfiguration(settings: ClusterSettings, host: Host): JsonObject {
  return {
    apiVersion: kubeadm,
    kind: 'InitConfiguration',
    // Without a token kubeadm makes one, good for a day, that nobody uses; so it ends soon.
    bootstrapTokens: [
      {
        groups: ['system:bootstrappers:kubeadm:default-node-token'],
        ttl: `${String(joinMinutes)}m`,
        usages: ['signing', 'authentication'],
      },
    ],
    localAPIEndpoint: { advertiseAddress: host.address, bindPort: settings.bindPort },
    nodeRegistration: registration(settings, { name: host.name }, controlTaints(settings, host)),
    patches: { directory: plinthPaths.patches },
  };
}

/**
 * How a further control host comes to the cluster. It holds no token and no key of certificates: it has the authorities' files
 * already, and the credentials for a short time are in a file of their own.
 *
 * https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/#manual-certs
 */
export function controlJoinConfiguration(settings: ClusterSettings, host: Host): JsonObject {
  return {
    ...joinHead,
    controlPlane: { localAPIEndpoint: { advertiseAddress: host.address, bindPort: settings.bindPort } },
    nodeRegistration: registration(settings, { name: host.name }, controlTaints(settings, host)),
    patches: { directory: plinthPaths.patches },
  };
}

/** How a worker comes to the cluster, the same on all hosts: a node is called as its host is. */
export function workerJoinConfiguration(settings: ClusterSettings): JsonObject {
  return {
    ...joinHead,
    nodeRegistration: registration(settings, {}, []),
    patches: { directory: plinthPaths.patches },
  };
}

const joinHead = {
  apiVersion: kubeadm,
  kind: 'JoinConfiguration',
  discovery: { file: { kubeConfigPath: plinthPaths.discovery } },
} as const;

function registration({ props }: ClusterSettings, name: JsonObject, taints: readonly JsonObject[]): JsonObject {
  const { ignorePreflightErrors = [] } = props;
  return {
    ...name,
    criSocket,
    ...(ignorePreflightErrors.length > 0 && { ignorePreflightErrors: [...ignorePreflightErrors] }),
    taints: [...taints],
  };
}

/** Control hosts that are workers as well take every pod. */
function controlTaints({ workers }: ClusterSettings, host: Host): readonly JsonObject[] {
  return workers.includes(host) ? [] : [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }];
}

/**
 * Credentials by which a host joins: what `kubeadm token create` says goes for `${token}`, and the cluster's authority for
 * `${authority}`. https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#file-or-https-based-discovery
 */
export function discoveryCredentials(server: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'kubernetes', cluster: { server, 'certificate-authority-data': '${authority}' } }],
    contexts: [{ name: 'join', context: { cluster: 'kubernetes', user: 'join' } }],
    'current-context': 'join',
    users: [{ name: 'join', user: { token: '${token}' } }],
  };
}
