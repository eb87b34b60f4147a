import type { HostSpec } from '../model/host';
import type { HostPoolSpec } from '../model/host-pool';
import { toYaml } from '../yaml';

/**
 * The network of a host for cloud-init, version 2: a fixed address, and nothing that the network says of itself.
 *
 * The ways out are written as ranges: the renderer for networkd of cloud-init 25.1 (Debian 13) takes no `default`.
 * https://cloudinit.readthedocs.io/en/latest/reference/network-config-format-v2.html
 */
export function networkConfig(pool: HostPoolSpec, { address }: HostSpec): string {
  const { gateway, nameServers, linkMtu, subnet } = pool;
  return toYaml({
    version: 2,
    ethernets: {
      [pool.interface]: {
        dhcp4: false,
        dhcp6: false,
        'accept-ra': false,
        'link-local': [],
        addresses: [`${address}${subnet.slice(subnet.indexOf('/'))}`],
        mtu: linkMtu,
        ...(gateway !== undefined && { routes: [{ to: everywhere(gateway), via: gateway }] }),
        ...(nameServers.length > 0 && { nameservers: { addresses: nameServers } }),
      },
    },
  });
}

function everywhere(gateway: string): string {
  return gateway.includes(':') ? '::/0' : '0.0.0.0/0';
}
