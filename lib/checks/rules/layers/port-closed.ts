import {
  resourcesOf,
  type Assembly,
  type CertificateSpec,
  type FirewallRuleSpec,
  type HostPlace,
  type ResourceId,
  type TlsConnectionSpec,
} from '../../../assembly';
import { findingKind, IpAddress } from '../../../core';
import { layerOf, poolOf, standing, tryCidr } from '../../facts/layers';
import type { RuleContext } from '../../rule';

export const portClosed = findingKind({
  code: 'port-closed',
  severity: 'error',
  summary: 'a host lets nobody in where another one connects',
  references: [
    'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
    'https://github.com/flannel-io/flannel/issues/871',
  ],
  acknowledgeable: true,
});

/** Who dials a host by its own address is let in there: whatever is not opened, the hosts' firewall drops. */
export function checkClosed(context: RuleContext): void {
  for (const { id, spec } of resourcesOf(context.assembly, 'tls-connection')) checkConnection(context, id, spec);
}

function checkConnection({ assembly, report, where }: RuleContext, id: ResourceId, spec: TlsConnectionSpec): void {
  const server = certificateOf(assembly, spec.server)?.on;
  const client = certificateOf(assembly, spec.client)?.on;
  if (server?.host === undefined || client === undefined) return;
  const address = layerOf(assembly, 'host', server.host)?.spec.address;
  // Another name may lead to a load balancer, which has a firewall of its own.
  if (address === undefined || !spec.dials.includes(address)) return;
  const open = standing(assembly, 'firewall-rule', server).filter(({ spec: rule }) => isFor(rule, spec.port));
  // What a host says to itself passes by its firewall.
  const hosts = hostsOf(assembly, client).filter((host) => host !== server.host);
  const outside = hosts.find((host) => !open.some(({ spec: rule }) => isLetIn(assembly, rule, client.pool, host)));
  if (outside === undefined) return;
  report(
    portClosed,
    id,
    `${where(id)} goes from ${outside} to tcp/${spec.port} of ${server.host}, which lets ${open.length === 0 ? 'nobody' : 'only others'} in there.`,
    'Let the clients in where the server is declared: etcd.allowClients(...) for etcd, or contributePort(...) with their pool.',
  );
}

function certificateOf(assembly: Assembly, id: ResourceId | undefined): CertificateSpec | undefined {
  const found = id === undefined ? undefined : assembly.resources[id];
  return found?.kind === 'certificate' ? found.spec : undefined;
}

function hostsOf(assembly: Assembly, { pool, host }: HostPlace): readonly string[] {
  return host === undefined ? (poolOf(assembly, pool)?.spec.hosts ?? []) : [host];
}

function isFor({ protocol, ports }: FirewallRuleSpec, port: number): boolean {
  return protocol === 'tcp' && ports.some(([first, last]) => first <= port && port <= last);
}

function isLetIn(assembly: Assembly, { from }: FirewallRuleSpec, pool: string, host: string): boolean {
  if (from.some((peer) => peer.kind === 'anywhere' || (peer.kind === 'pool' && peer.pool === pool))) return true;
  const address = IpAddress.tryParse(layerOf(assembly, 'host', host)?.spec.address ?? '');
  return from.some(
    (peer) => peer.kind === 'cidr' && address !== undefined && tryCidr(peer.cidr)?.contains(address) === true,
  );
}
