import type { IngressFacts } from '../../../assembly';
import type { FirewallPeer } from '../../../assembly';
import { Cidr } from '../../../core';
import type { HostGroup } from '../../hosts';
import type { VirtualIp } from './virtual-ip';

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
    const from = hosts.hosts.map(({ address }) => `${address}/32`);
    return new HostLoadBalancer(hosts, props, undefined, { kind: 'host-load-balancer', from });
  }

  /** Passes connections to a gateway in the cluster: Traefik with the Gateway API, which Plinth installs. */
  static gateway(hosts: HostGroup, props: GatewayLoadBalancerProps = {}): HostLoadBalancer {
    const { nodePorts = { http: 30080, https: 30443 } } = props;
    const facts: IngressFacts = {
      kind: 'gateway',
      ...installedGateway,
      podLabels: { 'app.kubernetes.io/name': 'traefik' },
    };
    return new HostLoadBalancer(hosts, props, nodePorts, facts);
  }

  readonly hosts: HostGroup;
  readonly address: VirtualIp | undefined;
  /** Set where a gateway in the cluster routes. */
  readonly gatewayPorts: { readonly http: number; readonly https: number } | undefined;
  readonly facts: IngressFacts;
  readonly peers: readonly FirewallPeer[];

  private constructor(
    hosts: HostGroup,
    props: HostLoadBalancerProps,
    gatewayPorts: HostLoadBalancer['gatewayPorts'],
    facts: IngressFacts,
  ) {
    this.hosts = hosts;
    this.address = props.address;
    this.gatewayPorts = gatewayPorts;
    this.facts = facts;
    this.peers = props.from?.map((cidr) => ({ kind: 'cidr', cidr: Cidr.parse(cidr).toString() })) ?? [
      { kind: 'anywhere' },
    ];
  }
}
