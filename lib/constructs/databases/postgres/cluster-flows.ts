import { plinthId, type Contribution, type FlowPeer } from '../../../assembly';
import { endpointParts } from './backup';
import { apiServerUnknown } from './findings';
import type { Component } from '../../base';
import { exporterPort } from './member-pods';
import { patroniPort, postgresPort } from './patroni-config';
import type { PostgresClusterProps } from './postgres-props';

const tcp = (...numbers: readonly number[]): readonly { readonly number: number; readonly protocol: 'TCP' }[] =>
  numbers.map((number) => ({ number, protocol: 'TCP' }));

/** Traffic of a cluster that no consumer asks for: among its members, to the API server, to backups and from monitoring. */
export function contributeFlows(cluster: Component, into: Contribution, props: PostgresClusterProps): void {
  const self: FlowPeer = { kind: 'component', id: plinthId(cluster.stack.node.id, 'component', cluster.name) };
  const facts = cluster.stack.environment.tryCluster?.facts;
  into.flow(`${cluster.name}-members`, {
    from: self,
    to: self,
    ports: tcp(postgresPort, patroniPort),
    reason: 'replication, and members asking each other before a failover',
  });
  if (facts && !facts.apiServer) {
    into.finding(
      apiServerUnknown,
      `Patroni keeps its state in the API server, and the cluster "${facts.name}" does not say where that is: the pods of "${cluster.name}" are let out to any address on the ports 443 and 6443.`,
      "Say where it answers, apiServer: ['10.20.0.0/29'] on the cluster, or acknowledge it.",
    );
  }
  for (const [index, cidr] of (facts?.apiServer ?? ['0.0.0.0/0']).entries()) {
    into.flow(`${cluster.name}-api-server${index === 0 ? '' : `-${String(index + 1)}`}`, {
      from: self,
      to: { kind: 'cidr', cidr },
      // 443 is the service's port, which some enforcers see, 6443 the server's own.
      ports: tcp(443, 6443),
      reason: 'Patroni keeps its state in the API server',
    });
  }
  const destination = props.backup?.to.spec;
  if (destination?.kind === 's3') {
    const port = endpointParts(destination.endpoint)?.port ?? 443;
    for (const [index, cidr] of destination.cidrs.entries()) {
      into.flow(`${cluster.name}-backup${index === 0 ? '' : `-${String(index + 1)}`}`, {
        from: self,
        to: { kind: 'cidr', cidr },
        ports: tcp(port),
        reason: `backups to ${destination.endpoint}`,
      });
    }
  }
  if (props.monitoring && facts?.monitoring) {
    const { namespace, podLabels } = facts.monitoring;
    into.flow(`${cluster.name}-metrics`, {
      from: {
        kind: 'pods',
        name: 'monitoring',
        namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
        podLabels,
      },
      to: self,
      ports: tcp(exporterPort),
      reason: 'metrics',
    });
  }
}
