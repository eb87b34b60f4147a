import type { Contribution, FlannelSpec } from '../../../assembly';
import {
  contributeFile,
  contributeModule,
  contributePort,
  contributeSysctl,
  section,
  type HostPool,
} from '../../hosts';

/** The port of flannel's own health, on loopback alone. */
export const healthPort = 8081;

/** What every host of the network has, wherever flannel itself runs: kernel settings, ports, and links left alone by the system. */
export function contributeHosts(into: Contribution, spec: FlannelSpec, pools: readonly HostPool[]): void {
  for (const pool of pools) {
    contributeForwarding(into, spec, pool);
    contributeLinks(into, pool);
    contributePorts(into, spec, pool);
  }
}

/** https://github.com/flannel-io/flannel/blob/v0.28.9/README.md: kubeadm no longer looks whether br_netfilter is there. */
function contributeForwarding(into: Contribution, { backend }: FlannelSpec, { place }: HostPool): void {
  contributeModule(into, place, 'br_netfilter');
  if (backend.kind === 'vxlan') contributeModule(into, place, 'vxlan');
  for (const name of [
    'net.ipv4.ip_forward',
    'net.bridge.bridge-nf-call-iptables',
    'net.bridge.bridge-nf-call-ip6tables',
  ]) {
    contributeSysctl(into, place, name, 1);
  }
}

function contributeLinks(into: Contribution, { place, os }: HostPool): void {
  // Other hosts know the link by the address that flannel gave it: https://github.com/flannel-io/flannel/issues/1155
  contributeFile(into, place, {
    path: '/etc/systemd/network/50-flannel.link',
    body: {
      format: 'unit',
      value: [section('Match', [['OriginalName', 'flannel*']]), section('Link', [['MACAddressPolicy', 'none']])],
    },
    // Read when a link is made.
    effect: { kind: 'none' },
  });
  if (os.facts.network !== 'network-manager') return;
  // https://docs.rke2.io/known_issues#networkmanager
  contributeFile(into, place, {
    path: '/etc/NetworkManager/conf.d/50-flannel.conf',
    body: {
      format: 'unit',
      value: [
        section('keyfile', [['unmanaged-devices', 'interface-name:flannel*;interface-name:cni0;interface-name:veth*']]),
      ],
    },
    effect: { kind: 'reload', unit: 'NetworkManager.service' },
  });
}

function contributePorts(into: Contribution, { backend, pools }: FlannelSpec, { place }: HostPool): void {
  contributePort(into, place, { name: 'flannel-health', port: healthPort, from: [], reason: 'health of flannel' });
  if (backend.kind !== 'vxlan') return;
  contributePort(into, place, {
    ...{ name: 'flannel-vxlan', protocol: 'udp', port: backend.port },
    // Whoever reaches this port puts packets into the network of pods.
    from: pools.map((pool) => ({ kind: 'pool', pool })),
    reason: 'packets of pods between hosts',
  });
}
