import type { FlannelSpec } from '../../../assembly';
import type { JsonObject } from '../../../core';

/**
 * flannel's configuration of the whole network.
 *
 * The backend's type is always written: flannel takes a missing one for `udp`, whatever its documentation says.
 * https://github.com/flannel-io/flannel/blob/v0.28.9/pkg/subnet/config.go (parseBackendType)
 */
export function netConf({ network, nftables, backend, datastore, mtu, overhead }: FlannelSpec): JsonObject {
  return {
    Network: network,
    ...(datastore.kind === 'etcd' && {
      SubnetLen: datastore.subnetLength,
      ...(datastore.subnetMin !== undefined && { SubnetMin: datastore.subnetMin }),
      ...(datastore.subnetMax !== undefined && { SubnetMax: datastore.subnetMax }),
    }),
    EnableNFTables: nftables,
    Backend:
      backend.kind === 'vxlan'
        ? {
            Type: 'vxlan',
            VNI: backend.vni,
            Port: backend.port,
            DirectRouting: backend.directRouting,
            // Of the link below: flannel takes off what it adds itself (pkg/backend/vxlan/device.go).
            MTU: mtu + overhead,
          }
        : { Type: 'host-gw' },
  };
}

/** Where flannel's plugin reads its configuration; of several files the first by name counts. */
export const conflistPath = '/etc/cni/net.d/10-flannel.conflist';

/**
 * What the container runtime asks for each pod: flannel's plugin, which calls the bridge, and ports of hosts.
 *
 * https://github.com/flannel-io/cni-plugin/blob/main/README.md
 */
export function conflist({ mtu }: FlannelSpec): JsonObject {
  return {
    // The bridge and its addresses are known by this name on hosts that have them already.
    name: 'cbr0',
    cniVersion: '0.3.1',
    plugins: [
      // Said here and not left to the link, which may carry more than that of another host.
      { type: 'flannel', delegate: { hairpinMode: true, isDefaultGateway: true, mtu } },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}
