/** A release of flannel and the plugin of CNI that its own manifest installs with it. */
export interface FlannelRelease {
  readonly release: string;
  readonly plugin: string;
}

/** Oldest first. */
export const flannelReleases: readonly FlannelRelease[] = [
  // https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/kube-flannel.yml
  { release: '0.28.9', plugin: '1.9.1-flannel3' },
];

/** https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/kube-flannel.yml */
export const flannelImages = {
  flannel: 'ghcr.io/flannel-io/flannel',
  plugin: 'ghcr.io/flannel-io/flannel-cni-plugin',
} as const;

/**
 * Bytes of each packet that a backend needs for itself.
 *
 * https://github.com/flannel-io/flannel/blob/v0.28.9/pkg/backend/vxlan/vxlan_network.go (encapOverhead); host-gw adds nothing.
 */
export const backendOverheads = { vxlan: 50, 'host-gw': 0 } as const;

/** Where flannel keeps its data in etcd: https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/configuration.md */
export const defaultEtcdPrefix = '/coreos.com/network';

/** The release as a table row; that which the lock file says, or else the newest. */
export function flannelRelease(release: string): FlannelRelease {
  return flannelReleases.find((known) => known.release === release) ?? { release, plugin: newestFlannel.plugin };
}

export const newestFlannel: FlannelRelease = flannelReleases.at(-1) ?? { release: '', plugin: '' };
