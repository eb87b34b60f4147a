import { clusterOf, type Assembly } from '../model/assembly';
import { PortSet, reachability, type Connection, type OpenReason, type Party } from '../network';
import { Exposures } from './exposures';

const onPaper = ' (on paper: nothing enforces it)';

/** How to read `facts/reachability.txt`. A cluster without an enforcer is told of before anything else. */
export function reachabilityHead(assembly: Assembly): readonly string[] {
  const cluster = clusterOf(assembly);
  const head = [
    'Who may open connections to whom, worked out from the NetworkPolicies: from -> to protocol/port.',
    '"anyone" is every pod and the world, as far as the policies of the other end let it.',
    cluster?.podRange === undefined
      ? 'The range of the pods’ addresses is not known: of blocks of addresses only the world is taken to hold pods.'
      : `A block of addresses that overlaps ${cluster.podRange}, or the world, holds pods as well.`,
    'What a node says to its own pods, such as probes, always passes and is not listed.',
  ];
  if (cluster?.enforcer === 'none') {
    return [
      `NOT ENFORCED: nothing in the cluster "${cluster.name}" enforces NetworkPolicies. Everybody reaches everybody.`,
      'What policies would allow is marked (on paper).',
      ...head,
    ];
  }
  if (!cluster) return [...head, 'The cluster is not known, and so neither is whether anything enforces the policies.'];
  return [...head, `Enforced by ${cluster.enforcer}.`];
}

/** Every connection that policies allow, one port (or range of ports) a line. */
export function reachabilityLines(assembly: Assembly): readonly string[] {
  const { enforcer, connections } = reachability(assembly);
  const exposures = new Exposures(assembly);
  if (enforcer !== 'none') return connections.flatMap((one) => connectionLines(one, exposures));
  const paper = connections.flatMap((one) =>
    connectionLines(one, exposures).map((line) => (one.ports.isAll && one.reason ? line : line + onPaper)),
  );
  const name = clusterOf(assembly)?.name ?? '';
  return [`anyone -> anyone any port: the cluster "${name}" enforces no NetworkPolicies`, ...paper];
}

function connectionLines({ from, to, ports, portNames, reason }: Connection, exposures: Exposures): readonly string[] {
  const ends = `${partyText(from, 'from')} -> ${partyText(to, 'to')}`;
  const because = reason ? `: ${reasonText(reason, from)}` : '';
  const named = portNames.map((name) => `${name} (by name)`);
  const remark = remarkText(from, to);
  const lists = ports.isAll ? [ports] : ports.ranges.map((range) => PortSet.of([range]));
  if (from.kind === 'gateway') {
    return lists.flatMap((list) => {
      const exposed = to.kind === 'pods' ? exposures.of(to.pods, list) : [];
      const addresses = exposed.map((address) => `${address} `).join('');
      return list.texts().map((port) => `${ends} ${port} (${addresses}through gateway ${from.name})`);
    });
  }
  const numbered = lists.flatMap((list) => {
    // A load balancer outside the cluster is an address to a policy; to a reviewer it is the world.
    const exposed = from.kind === 'block' && to.kind === 'pods' ? exposures.through(from.cidr, to.pods, list) : [];
    const world = exposed.length === 0 ? '' : ` (the world, by ${exposed.join(' and ')})`;
    return list.texts().map((port) => `${ends} ${port}${world}${remark}${because}`);
  });
  return [...numbered, ...named.map((port) => `${ends} ${port}${remark}${because}`)];
}

function partyText(party: Party, side: 'from' | 'to'): string {
  switch (party.kind) {
    case 'pods':
      return party.pods.name;
    case 'anyone':
      return 'anyone';
    case 'every-pod':
      return 'every pod';
    case 'block':
      return [blockText(party.cidr), ...(party.except.length > 0 ? [`except ${party.except.join(', ')}`] : [])].join(
        ' ',
      );
    case 'gateway':
      return side === 'from' ? 'world' : `gateway ${party.name}`;
    case 'named':
      return party.name;
    case 'selected':
      return party.text;
  }
}

function blockText(cidr: string): string {
  if (cidr === '0.0.0.0/0') return 'world';
  return cidr === '::/0' ? 'world over IPv6' : cidr;
}

function remarkText(from: Party, to: Party): string {
  if ((from.kind === 'selected' && from.isEmpty) || (to.kind === 'selected' && to.isEmpty)) {
    return ' (nothing has these labels)';
  }
  if (from.kind !== 'pods' || to.kind !== 'pods' || from.pods.namespace === to.pods.namespace) return '';
  return ` (from namespace ${from.pods.namespace} into ${to.pods.namespace})`;
}

function reasonText(reason: OpenReason, from: Party): string {
  const isIncoming = from.kind === 'anyone';
  switch (reason) {
    case 'no-policy':
      return 'no policy selects it';
    case 'other-direction-only':
      return isIncoming ? 'no policy limits who calls it' : 'no policy limits whom it calls';
    case 'host-network':
      return 'it is on the network of its host, where policies do not apply';
    case 'rule':
      return isIncoming ? 'a policy allows it from everywhere' : 'a policy allows it to everywhere';
  }
}
