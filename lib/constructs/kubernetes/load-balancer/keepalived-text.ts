/** An address that one of several hosts has. */
export interface VirtualAddress {
  /** What it is for: `api`, `ingress`. */
  readonly name: string;
  /** With the prefix length of its network: `10.20.0.5/24`. */
  readonly address: string;
  /** Unique among all that speak VRRP in one network, 1 to 255. */
  readonly routerId: number;
  /** Loopback URLs that must answer on a host that has it. */
  readonly checks: readonly string[];
}

export interface KeepalivedSettings {
  readonly interface: string;
  /** This host's address, and those of the others. */
  readonly address: string;
  readonly peers: readonly string[];
  readonly addresses: readonly VirtualAddress[];
}

/**
 * keepalived's configuration on one host.
 *
 * Peers are named one by one, since clouds carry no multicast. All begin as backups of one priority and none takes an address
 * from another that serves: an address moves only when it must. https://www.keepalived.org/manpage.html
 */
export function keepalivedText(settings: KeepalivedSettings): string {
  return `global_defs {
  enable_script_security
  script_user nobody
}
${settings.addresses.map((address) => `${checkText(address)}${instanceText(address, settings)}`).join('')}`;
}

function checkText({ name, checks }: VirtualAddress): string {
  return checks
    .map(
      (url, index) => `
vrrp_script ${checkName(name, index)} {
  script "/usr/bin/curl --silent --fail --output /dev/null --max-time 1 ${url}"
  interval 2
  timeout 2
  fall 2
  rise 2
}
`,
    )
    .join('');
}

function instanceText(
  { name, address, routerId, checks }: VirtualAddress,
  { interface: link, address: own, peers }: KeepalivedSettings,
): string {
  return `
vrrp_instance ${name} {
  state BACKUP
  nopreempt
  interface ${link}
  virtual_router_id ${String(routerId)}
  priority 100
  advert_int 1
  unicast_src_ip ${own}
  unicast_peer {
${peers.map((peer) => `    ${peer}\n`).join('')}  }
  virtual_ipaddress {
    ${address}
  }
  track_script {
${checks.map((_, index) => `    ${checkName(name, index)}\n`).join('')}  }
}
`;
}

function checkName(name: string, index: number): string {
  return `${name}-${String(index + 1)}`;
}
