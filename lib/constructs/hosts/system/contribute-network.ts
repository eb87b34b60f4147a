import type { Contribution, UnitSection } from '../../../assembly';
import { contributeFile, contributePackage, contributeUnit, section } from '../contribute';
import type { Host } from '../host';
import type { HostPool } from '../host-pool';

const networkd = 'systemd-networkd.service';

/**
 * A fixed address for each host in the dialect of its system, and nothing that would undo what others add to the network.
 *
 * Hosts that learn by cloud-init what they are get theirs with the boot document, from the facts of pool and host.
 */
export function contributeNetwork(into: Contribution, pool: HostPool): void {
  if (pool.provisioning.kind === 'ignition') for (const host of pool.hosts) contributeLink(into, pool, host);
  if (pool.os.facts.network === 'networkd') contributeForeignRoutes(into, pool);
  else contributeNoCloudSetup(into, pool);
  contributeResolver(into, pool);
  // A package of its own since Debian 12; without it there is no list of name servers for pods.
  if (pool.os.facts.name === 'debian') {
    contributePackage(into, pool.place, { name: 'systemd-resolved', source: { kind: 'apt', hold: false } });
  }
}

function contributeLink(into: Contribution, pool: HostPool, host: Host): void {
  if (pool.os.facts.network === 'networkd') {
    contributeFile(into, host.place, {
      path: '/etc/systemd/network/10-plinth.network',
      body: { format: 'unit', value: networkdLink(pool, host) },
      stage: 'boot',
      effect: { kind: 'run', command: ['networkctl', 'reload'] },
    });
    return;
  }
  contributeFile(into, host.place, {
    path: '/etc/NetworkManager/system-connections/plinth.nmconnection',
    // NetworkManager ignores a connection that others may read.
    mode: '0600',
    body: { format: 'unit', value: networkManagerLink(pool, host) },
    stage: 'boot',
    effect: { kind: 'run', command: ['sh', '-c', 'nmcli connection reload && nmcli connection up plinth'] },
  });
}

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.network.html */
function networkdLink({ network }: HostPool, { address }: Host): readonly UnitSection[] {
  const { interface: name, linkMtu, gateway, nameServers, prefixLength } = network;
  return [
    section('Match', [['Name', name]]),
    section('Link', [['MTUBytes', linkMtu]]),
    section('Network', [
      ['DHCP', 'no'],
      ['IPv6AcceptRA', 'no'],
      ['LinkLocalAddressing', isIpv6(address) ? 'ipv6' : 'no'],
      ['Address', `${address}/${String(prefixLength)}`],
      ['Gateway', gateway],
      ...nameServers.map((server) => ['DNS', server] as const),
    ]),
  ];
}

/** https://networkmanager.dev/docs/api/latest/nm-settings-keyfile.html */
function networkManagerLink({ network }: HostPool, { address }: Host): readonly UnitSection[] {
  const { interface: name, linkMtu, gateway, nameServers, prefixLength } = network;
  const fixed = (family: 'ipv4' | 'ipv6'): UnitSection =>
    section(family, [
      ['method', 'manual'],
      ['address1', `${address}/${String(prefixLength)}`],
      ['gateway', gateway],
      ['dns', nameServers.length === 0 ? undefined : nameServers.map((server) => `${server};`).join('')],
    ]);
  const none = (family: 'ipv4' | 'ipv6'): UnitSection => section(family, [['method', 'disabled']]);
  return [
    section('connection', [
      ['id', 'plinth'],
      ['type', 'ethernet'],
      ['interface-name', name],
    ]),
    section('ethernet', [['mtu', linkMtu]]),
    ...(isIpv6(address) ? [none('ipv4'), fixed('ipv6')] : [fixed('ipv4'), none('ipv6')]),
  ];
}

/** Otherwise a restart of networkd takes the routes away that flannel and keepalived made. networkd.conf(5) */
function contributeForeignRoutes(into: Contribution, pool: HostPool): void {
  contributeFile(into, pool.place, {
    path: '/etc/systemd/networkd.conf.d/10-plinth.conf',
    body: {
      format: 'unit',
      value: [
        section('Network', [
          ['ManageForeignRoutes', 'no'],
          ['ManageForeignRoutingPolicyRules', 'no'],
        ]),
      ],
    },
    effect: { kind: 'restart', unit: networkd },
  });
}

/** Names of neighbours by multicast: nobody here asks for them, and it would listen on every interface. */
function contributeResolver(into: Contribution, pool: HostPool): void {
  contributeFile(into, pool.place, {
    path: '/etc/systemd/resolved.conf.d/10-plinth.conf',
    body: {
      format: 'unit',
      value: [
        section('Resolve', [
          ['LLMNR', 'no'],
          ['MulticastDNS', 'no'],
        ]),
      ],
    },
    effect: { kind: 'restart', unit: 'systemd-resolved.service' },
  });
}

/** It copies addresses of a cloud's metadata onto links, and breaks the routes of pods: https://github.com/rancher/rke2/issues/1053 */
function contributeNoCloudSetup(into: Contribution, pool: HostPool): void {
  for (const name of ['nm-cloud-setup.service', 'nm-cloud-setup.timer']) {
    contributeUnit(into, pool.place, { name, state: 'masked', effect: { kind: 'none' } });
  }
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}
