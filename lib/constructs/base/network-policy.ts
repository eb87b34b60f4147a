import type { IConstruct } from 'constructs';
import type { ComponentPods, Contribution, FlowPeer, Known, KnownComponent } from '../../assembly';
import { EdgeBook, type EdgePort, type JsonObject, type Protocol } from '../../core';
import { exportAcrossClusters } from './findings';
import { podsOf } from './pods';
import { environmentOf, stackOf } from './scopes';

interface PortNumber {
  readonly number: number;
  readonly protocol: Protocol;
}

/** One permission: a peer and the ports on which traffic with it is allowed. */
interface Permission {
  readonly peer: JsonObject;
  readonly ports: readonly PortNumber[];
}

/**
 * Writes the one NetworkPolicy of a component: who may call it, and whom it may call.
 *
 * One policy per component, so that a new edge is a few lines in the two files that a reviewer expects.
 */
export function contributePolicy(into: Contribution, known: Known, construct: IConstruct, pods: ComponentPods): void {
  const stack = stackOf(construct);
  const self = known.component(construct);
  if (!self || stack.settings.network === 'open') return;
  const ingress = [...incoming(known, self, pods), ...exported(into, known, self, pods, 'to')];
  const egress = [...outgoing(known, self, pods), ...exported(into, known, self, pods, 'from')];
  if (ingress.length + egress.length === 0) return;
  into.object({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: self.name, namespace: pods.namespace, labels: { ...stack.labels } },
    spec: {
      podSelector: { matchLabels: pods.labels },
      policyTypes: [...(ingress.length > 0 ? ['Ingress'] : []), ...(egress.length > 0 ? ['Egress'] : [])],
      ...(ingress.length > 0 && { ingress: rules(ingress, 'from') }),
      ...(egress.length > 0 && { egress: rules(egress, 'to') }),
    },
  });
}

function incoming(known: Known, self: KnownComponent, pods: ComponentPods): Permission[] {
  const calls = known.edgesTo(self.id).flatMap(({ from, request: { port } }) => permission(from.spec.pods, pods, port));
  const flows = known.flowsAt(self.id).flatMap(({ from, to, ports }) => {
    if (to.kind !== 'component' || to.id !== self.id) return [];
    return [{ peer: flowPeer(from, pods), ports }];
  });
  return [...calls, ...flows];
}

function outgoing(known: Known, self: KnownComponent, pods: ComponentPods): Permission[] {
  const calls = known.edgesFrom(self.id).flatMap(({ to, request: { port } }) => permission(to.spec.pods, pods, port));
  const flows = known.flowsAt(self.id).flatMap(({ from, to, ports }) => {
    if (from.kind !== 'component' || from.id !== self.id) return [];
    return [{ peer: flowPeer(to, pods), ports }];
  });
  return [...calls, ...flows];
}

/** Edges that enter or leave the environment, which the assembly's own edges cannot hold. */
function exported(
  into: Contribution,
  known: Known,
  self: KnownComponent,
  pods: ComponentPods,
  side: 'from' | 'to',
): Permission[] {
  const { construct } = self;
  const own = environmentOf(construct);
  const book = EdgeBook.of(construct);
  // Parts of a component may consume or offer as well, and it is the component that has the pods.
  const parts = construct.node.findAll().filter((part) => known.component(part)?.id === self.id);
  const edges = parts.flatMap((part) => (side === 'from' ? book.from(part) : book.to(part)));
  return edges.flatMap(({ consumer, target, port, exported: isExported }) => {
    const other = side === 'from' ? target : consumer;
    const environment = environmentOf(other);
    if (isExported !== true || environment === own) return [];
    if (environment.tryCluster !== own.tryCluster) {
      into.finding(
        exportAcrossClusters,
        `"${consumer.node.path}" uses "${target.node.path}", which runs in another cluster: its name and its pods mean nothing there.`,
        'Expose it with a host name there, and use an ExternalService here.',
      );
      return [];
    }
    return permission(podsOf(other), pods, port);
  });
}

function permission(peer: ComponentPods | undefined, own: ComponentPods, port: EdgePort | undefined): Permission[] {
  if (!peer || !port) return [];
  return [{ peer: podsPeer(peer, own), ports: [port] }];
}

function podsPeer(peer: ComponentPods, own: ComponentPods): JsonObject {
  const podSelector = { matchLabels: peer.labels };
  if (peer.namespace === own.namespace) return { podSelector };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } }, podSelector };
}

function flowPeer(peer: FlowPeer, own: ComponentPods): JsonObject {
  switch (peer.kind) {
    case 'cidr':
      return { ipBlock: { cidr: peer.cidr, ...(peer.except && peer.except.length > 0 && { except: peer.except }) } };
    case 'pods':
      return { namespaceSelector: { matchLabels: peer.namespaceLabels }, podSelector: { matchLabels: peer.podLabels } };
    case 'component':
      // Only flows of a component with itself, such as replication, have a component at both ends.
      return { podSelector: { matchLabels: own.labels } };
  }
}

/** Peers with the same ports share a rule; everything is sorted, so that the order of declaration leaves no trace. */
function rules(permissions: readonly Permission[], side: 'from' | 'to'): readonly JsonObject[] {
  const portsByPeer = new Map<string, { readonly peer: JsonObject; readonly ports: Map<string, PortNumber> }>();
  for (const { peer, ports } of permissions) {
    const key = JSON.stringify(peer);
    const known = portsByPeer.get(key) ?? { peer, ports: new Map<string, PortNumber>() };
    for (const port of ports) known.ports.set(`${port.protocol} ${String(port.number).padStart(5, '0')}`, port);
    portsByPeer.set(key, known);
  }
  const peersByPorts = new Map<
    string,
    { readonly peers: [string, JsonObject][]; readonly ports: readonly PortNumber[] }
  >();
  for (const [text, { peer, ports }] of portsByPeer) {
    const sorted = [...ports].sort(([a], [b]) => (a < b ? -1 : 1));
    const key = sorted.map(([name]) => name).join();
    const known = peersByPorts.get(key) ?? { peers: [], ports: sorted.map(([, port]) => port) };
    known.peers.push([text, peer]);
    peersByPorts.set(key, known);
  }
  const byKey = [...peersByPorts].sort(([a], [b]) => (a < b ? -1 : 1));
  return byKey.map(([, { peers, ports }]) => ({
    [side]: peers.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, peer]) => peer),
    ports: ports.map(({ number, protocol }) => ({ protocol, port: number })),
  }));
}
