import type { FirewallPeer, IngressFacts } from '../../../assembly';
import { Cidr, madeOtherwise, PlinthError, type Report } from '../../../core';
import { isHostGroup, type HostGroup } from '../../hosts';
import { VirtualIp } from './virtual-ip';

export interface HostLoadBalancerProps {
  /**
   * The address that the world reaches.
   *
   * @default - that of the API server's endpoint, which must be on the same hosts
   */
  readonly address?: VirtualIp;
  /** Networks that may connect, `203.0.113.0/24`. @default - anywhere */
  readonly from?: readonly string[];
}

export interface GatewayLoadBalancerProps extends HostLoadBalancerProps {
  /** The ports of every node that lead to the gateway's listeners. @default 30080 and 30443 */
  readonly nodePorts?: { readonly http: number; readonly https: number };
  /** Traefik's image by digest, where somebody has it. @default - upstream's, by the tag of its release */
  readonly image?: string;
}

/** The name and namespace of the gateway that Plinth installs. */
export const installedGateway = { name: 'public', namespace: 'traefik', className: 'traefik' } as const;

/**
 * The way in by haproxy on hosts, which know what is exposed from the program itself; keepalived moves the address.
 *
 * The hosts must not be ones that run workloads: what a node sends to its own node port is translated to other addresses, and
 * policies would not know it.
 */
export class HostLoadBalancer {
  /** Ends encryption and routes by host name and path to the node ports of exposed services. Needs no controller. */
  static on(hosts: HostGroup, props: HostLoadBalancerProps = {}): HostLoadBalancer {
    refuseHosts(hosts);
    const from = hosts.hosts.map(({ address }) => `${address}/32`);
    return new HostLoadBalancer(hosts, props, undefined, { kind: 'host-load-balancer', from });
  }

  /** Passes connections to a gateway in the cluster: Traefik with the Gateway API, which Plinth installs. */
  static gateway(hosts: HostGroup, props: GatewayLoadBalancerProps = {}): HostLoadBalancer {
    refuseHosts(hosts);
    const { nodePorts = { http: 30080, https: 30443 } } = props;
    const facts: IngressFacts = {
      kind: 'gateway',
      ...installedGateway,
      podLabels: { 'app.kubernetes.io/name': 'traefik' },
    };
    return new HostLoadBalancer(hosts, props, nodePorts, facts, props.image);
  }

  readonly hosts: HostGroup;
  readonly address: VirtualIp | undefined;
  /** Set where a gateway in the cluster routes. */
  readonly gatewayPorts: { readonly http: number; readonly https: number } | undefined;
  /** That of the gateway, where somebody gave it. */
  readonly gatewayImage: string | undefined;
  readonly facts: IngressFacts;
  readonly peers: readonly FirewallPeer[];

  private constructor(
    hosts: HostGroup,
    props: HostLoadBalancerProps,
    gatewayPorts: HostLoadBalancer['gatewayPorts'],
    facts: IngressFacts,
    gatewayImage?: string,
  ) {
    refuseAddress(props.address);
    this.hosts = hosts;
    this.address = props.address;
    this.gatewayPorts = gatewayPorts;
    this.gatewayImage = gatewayImage;
    this.facts = facts;
    this.peers = props.from?.map((cidr) => ({ kind: 'cidr', cidr: Cidr.parse(cidr).toString() })) ?? [
      { kind: 'anywhere' },
    ];
  }
}

/** Programs run without being type-checked, so any value may arrive. */
function refuseHosts(hosts: unknown): void {
  if (!isHostGroup(hosts)) refuse(madeOtherwise('hosts', hosts, 'HostPool', 'Write HostLoadBalancer.on(control).'));
}

function refuseAddress(address: unknown): void {
  if (address === undefined || address instanceof VirtualIp) return;
  const given = typeof address === 'string' ? address : '10.20.0.5';
  refuse(madeOtherwise('address', address, 'VirtualIp', `Write address: VirtualIp.at('${given}').`));
}

function refuse({ kind, detail, fix }: Report): never {
  throw PlinthError.of(kind, detail, fix);
}
