import type { Contribution, ExposureSpec } from '../../../assembly';
import { exposuresIn, type Cluster, type Exposed } from '../../base';
import { contributePort, contributeSecretFile, placesOf, type Host } from '../../hosts';
import { ingressOnWorkers } from './findings';
import { gatewayText } from './gateway-text';
import { contributeHaproxy } from './haproxy-unit';
import type { HostLoadBalancer } from './host-load-balancer';
import { ingressText } from './ingress-text';
import { monitorPorts } from './monitor-ports';
import { poolAmong } from './pool-among';

/** The folder of certificates, each with its key in one file, as haproxy reads them. */
const certificates = '/etc/haproxy-ingress/certificates';

export interface IngressContribution {
  readonly cluster: Cluster;
  readonly ingress: HostLoadBalancer;
  readonly nodes: readonly Host[];
  readonly maxConnections: number;
}

/** haproxy on the hosts by which the world comes in, with everything that the cluster's environments expose. */
export function contributeIngress(
  into: Contribution,
  { cluster, ingress, nodes, maxConnections }: IngressContribution,
): void {
  const { hosts } = ingress.hosts;
  const exposures = ingress.gatewayPorts ? [] : exposuresIn(cluster).map(exposureOf);
  for (const exposure of exposures) into.resource('exposure', exposure.service, exposure);
  reportWorkers(into, hosts, nodes);
  const secrets = [...new Set(exposures.flatMap(({ certificate }) => certificate ?? []))].sort();
  const settings = { nodes: [...nodes], monitorPort: monitorPorts.ingress, maxConnections };
  const text = ingress.gatewayPorts
    ? gatewayText({ ...settings, nodePorts: ingress.gatewayPorts })
    : ingressText({ ...settings, exposures, certificates });
  for (const on of placesOf(hosts)) {
    contributeHaproxy(into, on, poolAmong(hosts, on.pool), {
      name: 'haproxy-ingress',
      description: 'The way into the cluster for the world',
      text,
      waitsFor: secrets,
      privilegedPorts: true,
    });
    for (const path of secrets) {
      contributeSecretFile(into, on, {
        path,
        mode: '0640',
        group: 'haproxy',
        maker: 'existing',
        purpose: `certificate and key of ${hostOf(path)} in one file`,
        effect: { kind: 'reload', unit: 'haproxy-ingress.service' },
      });
    }
    const ports = [
      ['http', 80],
      ...(ingress.gatewayPorts || secrets.length > 0 ? [['https', 443] as const] : []),
    ] as const;
    for (const [name, port] of ports) {
      contributePort(into, on, { name: `ingress-${name}`, port, from: ingress.peers, reason: 'the world comes in' });
    }
    contributePort(into, on, {
      name: 'ingress-monitor',
      port: monitorPorts.ingress,
      from: [],
      reason: 'keepalived asks whether requests would be served',
    });
  }
  contributeComponent(into, hosts);
}

function exposureOf(exposed: Exposed): ExposureSpec {
  const { component, scheme, host, path, nodePort, speaksH2c } = exposed;
  return {
    scheme,
    host,
    path,
    service: `${component.stack.namespace}/${component.name}`,
    nodePort,
    backend: speaksH2c ? 'h2c' : 'http',
    ...(scheme === 'https' && { certificate: `${certificates}/${host.replace('*', '_')}.pem` }),
  };
}

function hostOf(path: string): string {
  return path.slice(certificates.length + 1, -'.pem'.length).replace(/^_/, '*');
}

function reportWorkers(into: Contribution, hosts: readonly Host[], nodes: readonly Host[]): void {
  const both = hosts.filter((host) => nodes.includes(host)).map(({ name }) => name);
  if (both.length === 0) return;
  into.finding(
    ingressOnWorkers,
    `${both.join(', ')} would carry the world's traffic and run workloads: what such a host sends to its own node port gets another address, which policies refuse.`,
    'Choose hosts that run no workloads: ingress: HostLoadBalancer.on(control).',
  );
}

function contributeComponent(into: Contribution, hosts: readonly Host[]): void {
  const unit = 'haproxy-ingress.service';
  into.part('ingress', {
    type: 'host-service',
    ports: [],
    readiness: { kind: 'units', units: [unit] },
    disruption: { kind: 'max-unavailable', members: hosts.length, maxUnavailable: 1 },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    hosts: {
      on: placesOf(hosts),
      procedures: {
        install: [
          ...[{ kind: 'deliver' } as const, { kind: 'daemon-reload' } as const],
          ...[{ kind: 'enable', unit } as const, { kind: 'restart', unit } as const],
        ],
        reconfigure: [{ kind: 'deliver' }, { kind: 'reload', unit }],
        upgrade: [{ kind: 'deliver' }, { kind: 'daemon-reload' }, { kind: 'restart', unit }],
        remove: [
          { kind: 'disable', unit },
          { kind: 'stop', unit },
        ],
        atOnce: 1,
        installAtOnce: 'all',
      },
    },
  });
}
