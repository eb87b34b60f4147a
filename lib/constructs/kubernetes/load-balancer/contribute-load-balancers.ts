import type { Contribution, FirewallPeer } from '../../../assembly';
import { contributePort, placesOf, type Host } from '../../hosts';
import { apiEndpointText } from './api-endpoint-text';
import { contributeIngress } from './contribute-ingress';
import { contributeKeepalived } from './contribute-keepalived';
import { contributeDaemons } from './daemons';
import { contributeHaproxy } from './haproxy-unit';
import type { HostLoadBalancer } from './host-load-balancer';
import { monitorPorts, readyUrl } from './monitor-ports';
import { poolAmong } from './pool-among';
import type { VirtualIp } from './virtual-ip';
import type { Cluster } from '../../base';

export interface ApiEndpoint {
  readonly address: VirtualIp;
  /** Where clients reach the API server. */
  readonly port: number;
  /** Where the API servers themselves listen. */
  readonly bindPort: number;
  readonly hosts: readonly Host[];
  readonly from: readonly FirewallPeer[];
}

export interface LoadBalancersProps {
  readonly cluster: Cluster;
  /** Absent where something else stands in front of the API servers. */
  readonly api?: ApiEndpoint;
  readonly ingress?: HostLoadBalancer;
  /** Connections that each haproxy holds at once. */
  readonly maxConnections: number;
  /** The hosts that run workloads. */
  readonly nodes: readonly Host[];
}

/** The load balancers of a cluster on its hosts: haproxy for each task, and one keepalived for their addresses. */
export function contributeLoadBalancers(into: Contribution, props: LoadBalancersProps): void {
  const { cluster, api, ingress, nodes, maxConnections } = props;
  const hosts = [...new Set([...(api?.hosts ?? []), ...(ingress?.hosts.hosts ?? [])])];
  for (const on of placesOf(hosts)) contributeDaemons(into, on, poolAmong(hosts, on.pool));
  if (api) contributeApiEndpoint(into, api, maxConnections);
  if (ingress) contributeIngress(into, { cluster, ingress, nodes, maxConnections });
  contributeKeepalived(into, [
    ...(api ? [{ name: 'api', hosts: api.hosts, address: api.address, checks: [readyUrl('api')] }] : []),
    ...(ingress?.address && ingress.address.address !== api?.address.address
      ? [
          {
            name: 'ingress',
            hosts: ingress.hosts.hosts,
            address: ingress.address,
            checks: [readyUrl('ingress')],
          },
        ]
      : []),
  ]);
}

/** What serves the endpoint, and what holds its address. */
const daemons = ['haproxy-api.service', 'keepalived.service'] as const;

function contributeApiEndpoint(into: Contribution, endpoint: ApiEndpoint, maxConnections: number): void {
  const { hosts, port, bindPort, from } = endpoint;
  const text = apiEndpointText({
    ...{ port, maxConnections },
    servers: hosts.map(({ name, address }) => ({ name, address, port: bindPort })),
    monitorPort: monitorPorts.api,
  });
  for (const on of placesOf(hosts)) {
    contributeHaproxy(into, on, poolAmong(hosts, on.pool), {
      name: 'haproxy-api',
      description: 'The endpoint of the Kubernetes API',
      text,
      waitsFor: [],
      privilegedPorts: false,
    });
    contributePort(into, on, { name: 'api-endpoint', port, from, reason: 'clients of the Kubernetes API' });
    contributePort(into, on, {
      name: 'api-endpoint-monitor',
      port: monitorPorts.api,
      from: [],
      reason: 'keepalived asks whether an API server is ready',
    });
  }
  into.part('api-endpoint', {
    type: 'host-service',
    ports: [],
    // Not whether an API server answers behind it: the first of them is made after it.
    readiness: { kind: 'units', units: [...daemons] },
    disruption: { kind: 'max-unavailable', members: hosts.length, maxUnavailable: 1 },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    hosts: {
      on: placesOf(hosts),
      procedures: {
        install: [
          ...[{ kind: 'deliver' } as const, { kind: 'daemon-reload' } as const],
          ...daemons.flatMap((unit) => [{ kind: 'enable', unit } as const, { kind: 'restart', unit } as const]),
        ],
        reconfigure: [{ kind: 'deliver' }, ...daemons.map((unit) => ({ kind: 'reload', unit }) as const)],
        upgrade: [
          ...[{ kind: 'deliver' } as const, { kind: 'daemon-reload' } as const],
          ...daemons.map((unit) => ({ kind: 'restart', unit }) as const),
        ],
        remove: [
          { kind: 'disable', unit: 'haproxy-api.service' },
          { kind: 'stop', unit: 'haproxy-api.service' },
        ],
        atOnce: 1,
        installAtOnce: 'all',
      },
    },
  });
}
