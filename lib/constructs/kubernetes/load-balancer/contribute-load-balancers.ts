import type { Contribution, FirewallPeer } from '../../../assembly';
import { contributeFile, contributePort, placesOf, type Host } from '../../hosts';
import { apiEndpointText } from './api-endpoint-text';
import { contributeDaemons } from './daemons';
import { contributeHaproxy } from './haproxy-unit';
import type { HostLoadBalancer } from './host-load-balancer';
import { contributeIngress } from './contribute-ingress';
import { keepalivedText, type VirtualAddress } from './keepalived-text';
import type { VirtualIp } from './virtual-ip';
import type { Cluster } from '../../base';

/** What answers on loopback whether a host should have an address: next to the endpoint's own port, which is 8443. */
export const monitorPorts = { api: 8444, ingress: 8445 } as const;

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
  /** The hosts that run workloads. */
  readonly nodes: readonly Host[];
}

/** The load balancers of a cluster on its hosts: haproxy for each task, and one keepalived for their addresses. */
export function contributeLoadBalancers(into: Contribution, props: LoadBalancersProps): void {
  const { cluster, api, ingress, nodes } = props;
  if (api) contributeApiEndpoint(into, api);
  if (ingress) contributeIngress(into, { cluster, ingress, nodes });
  contributeKeepalived(into, api, ingress);
}

function contributeApiEndpoint(into: Contribution, { hosts, port, bindPort, from }: ApiEndpoint): void {
  const text = apiEndpointText({
    port,
    servers: hosts.map(({ name, address }) => ({ name, address, port: bindPort })),
    monitorPort: monitorPorts.api,
  });
  for (const on of placesOf(hosts)) {
    contributeHaproxy(into, on, osOf(hosts, on.pool), {
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
  const readiness = {
    kind: 'command',
    command: ['/usr/bin/curl', '--silent', '--fail', `http://127.0.0.1:${String(monitorPorts.api)}/ready`],
    timeoutSeconds: 60,
  } as const;
  into.part('api-endpoint', {
    type: 'host-service',
    ports: [],
    readiness,
    disruption: { kind: 'max-unavailable', members: hosts.length, maxUnavailable: 1 },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    hosts: {
      on: placesOf(hosts),
      procedures: {
        install: [{ kind: 'deliver' }, { kind: 'daemon-reload' }, { kind: 'restart', unit: 'haproxy-api.service' }],
        reconfigure: [{ kind: 'deliver' }, { kind: 'reload', unit: 'haproxy-api.service' }],
        upgrade: [{ kind: 'deliver' }, { kind: 'restart', unit: 'haproxy-api.service' }],
        remove: [
          { kind: 'disable', unit: 'haproxy-api.service' },
          { kind: 'stop', unit: 'haproxy-api.service' },
        ],
        atOnce: 1,
      },
    },
  });
}

/** One process has all addresses of a host. */
function contributeKeepalived(
  into: Contribution,
  api: ApiEndpoint | undefined,
  ingress: HostLoadBalancer | undefined,
): void {
  const check = (task: keyof typeof monitorPorts): string => `http://127.0.0.1:${String(monitorPorts[task])}/ready`;
  const groups: { hosts: readonly Host[]; name: string; address: VirtualIp; checks: string[] }[] = [];
  if (api) groups.push({ hosts: api.hosts, name: 'api', address: api.address, checks: [check('api')] });
  if (ingress?.address && ingress.address.address !== api?.address.address) {
    groups.push({
      hosts: ingress.hosts.hosts,
      name: 'ingress',
      address: ingress.address,
      checks: [check('ingress')],
    });
  }
  for (const group of groups) {
    const { address, routerId } = group.address;
    into.resource('virtual-address', group.name, { address, routerId, hosts: placesOf(group.hosts) });
  }
  const hosts = [...new Set(groups.flatMap((group) => group.hosts))];
  for (const on of placesOf(hosts)) {
    contributeDaemons(into, on, osOf(hosts, on.pool));
    const peers = [...new Set(hosts.map(({ pool }) => pool.name))].map((pool) => ({ kind: 'pool', pool }) as const);
    contributePort(into, on, {
      name: 'vrrp',
      protocol: 'vrrp',
      from: peers,
      reason: 'hosts agree on who has a virtual address',
    });
  }
  for (const host of hosts) {
    const own = groups.filter((group) => group.hosts.includes(host));
    const others = new Set(own.flatMap((group) => group.hosts).filter((other) => other !== host));
    const addresses = own.map(({ name, address, checks }): VirtualAddress => {
      const [, prefix = '24'] = host.pool.props.subnet.split('/');
      return { name, address: `${address.address}/${prefix}`, routerId: address.routerId, checks };
    });
    contributeFile(into, host.place, {
      path: '/etc/keepalived/keepalived.conf',
      body: {
        format: 'text',
        value: keepalivedText({
          interface: host.pool.interfaceName,
          address: host.address,
          peers: [...others].map(({ address }) => address),
          addresses,
        }),
      },
      effect: { kind: 'reload', unit: 'keepalived.service' },
    });
  }
}

function osOf(hosts: readonly Host[], pool: string): Host['pool']['os'] {
  const host = hosts.find((one) => one.pool.name === pool);
  if (!host) throw new Error(`no host of the pool "${pool}" is among the load balancer's`);
  return host.pool.os;
}
