import { resourcesOf, type FirewallRuleSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import type { Rule, RuleContext } from '../../rule';
import { checkPorts, hostPortTaken } from './host-port-taken';
import { checkEphemeral, ephemeralRange } from './ephemeral-range';
import { checkClosed, portClosed } from './port-closed';

const portsAndProtocols = 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/';

const portOpenToWorld = findingKind({
  code: 'port-open-to-world',
  severity: 'error',
  summary: 'anybody may connect to something that only hosts of the cluster need',
  references: [portsAndProtocols, 'https://docs.rke2.io/install/requirements#networking'],
  acknowledgeable: true,
});

interface Inner {
  readonly protocol: string;
  readonly port: number;
  readonly what: string;
}

/** What is never for the world, whatever else is there. */
const inner: readonly Inner[] = [
  { protocol: 'tcp', port: 2379, what: 'etcd, which holds every Secret' },
  { protocol: 'tcp', port: 2380, what: 'the members of etcd' },
  { protocol: 'tcp', port: 10_250, what: 'the kubelet, which runs commands in every container' },
  { protocol: 'tcp', port: 10_257, what: 'the controller manager' },
  { protocol: 'tcp', port: 10_259, what: 'the scheduler' },
];

/** What listens on hosts, against the world and against each other. */
export const firewalls: Rule = {
  kinds: [portOpenToWorld, portClosed, hostPortTaken, ephemeralRange],
  check: (context) => {
    const closed = [...inner, ...podNetworks(context)];
    for (const { id, spec } of resourcesOf(context.assembly, 'firewall-rule')) checkWorld(context, id, spec, closed);
    checkClosed(context);
    checkPorts(context);
    checkEphemeral(context);
  },
};

/** Where flannel takes the packets of other hosts' pods. */
function podNetworks({ assembly }: RuleContext): readonly Inner[] {
  const what = 'the network between pods, which anybody could write into';
  return resourcesOf(assembly, 'flannel').flatMap(({ spec: { backend } }) =>
    backend.kind === 'vxlan' ? [{ protocol: 'udp', port: backend.port, what }] : [],
  );
}

function checkWorld(
  { report, where }: RuleContext,
  id: ResourceId,
  spec: FirewallRuleSpec,
  closed: readonly Inner[],
): void {
  const isWorld = spec.from.some(
    (peer) => peer.kind === 'anywhere' || (peer.kind === 'cidr' && /^(?:0\.0\.0\.0|::)\/0$/.test(peer.cidr)),
  );
  if (!isWorld) return;
  for (const { protocol, port, what } of closed) {
    if (protocol !== spec.protocol || !spec.ports.some(([first, last]) => first <= port && port <= last)) continue;
    report(
      portOpenToWorld,
      id,
      `${where(id)} opens ${protocol}/${port} to anywhere: that is ${what}.`,
      "Name who needs it: from: [{ kind: 'pool', pool: 'control' }].",
    );
  }
}
