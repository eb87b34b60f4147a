import { resourcesOf, type FirewallRuleSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { pooledHosts, isOn } from '../../facts/layers';
import type { Rule, RuleContext } from '../../rule';

const portsAndProtocols = 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/';

const portOpenToWorld = findingKind({
  code: 'port-open-to-world',
  severity: 'error',
  summary: 'anybody may connect to something that only hosts of the cluster need',
  references: [portsAndProtocols, 'https://docs.rke2.io/install/requirements#networking'],
  acknowledgeable: true,
});

const hostPortTaken = findingKind({
  code: 'host-port-taken',
  severity: 'error',
  summary: 'two things want the same port of a host',
  references: [portsAndProtocols],
  acknowledgeable: true,
});

const ephemeralRange = findingKind({
  code: 'ephemeral-range',
  severity: 'error',
  summary: 'hosts take ports for their own connections that services are given',
  references: ['https://docs.kernel.org/networking/ip-sysctl.html'],
  acknowledgeable: true,
});

/** What is never for the world: etcd, the kubelet, the controller manager and scheduler, and the network between pods. */
const inner: readonly { readonly protocol: string; readonly port: number; readonly what: string }[] = [
  { protocol: 'tcp', port: 2379, what: 'etcd, which holds every Secret' },
  { protocol: 'tcp', port: 2380, what: 'the members of etcd' },
  { protocol: 'tcp', port: 10_250, what: 'the kubelet, which runs commands in every container' },
  { protocol: 'tcp', port: 10_257, what: 'the controller manager' },
  { protocol: 'tcp', port: 10_259, what: 'the scheduler' },
  { protocol: 'udp', port: 8472, what: 'the network between pods, which anybody could write into' },
];

/** What listens on hosts, against the world and against each other. */
export const firewalls: Rule = {
  kinds: [portOpenToWorld, hostPortTaken, ephemeralRange],
  check: (context) => {
    const rules = resourcesOf(context.assembly, 'firewall-rule');
    for (const { id, spec } of rules) checkWorld(context, id, spec);
    checkTaken(context, rules);
    checkEphemeral(context);
  },
};

function checkWorld({ report, where }: RuleContext, id: ResourceId, spec: FirewallRuleSpec): void {
  const isWorld = spec.from.some(
    (peer) => peer.kind === 'anywhere' || (peer.kind === 'cidr' && /^(?:0\.0\.0\.0|::)\/0$/.test(peer.cidr)),
  );
  if (!isWorld) return;
  for (const { protocol, port, what } of inner) {
    if (protocol !== spec.protocol || !spec.ports.some(([first, last]) => first <= port && port <= last)) continue;
    report(
      portOpenToWorld,
      id,
      `${where(id)} opens ${protocol}/${port} to anywhere: that is ${what}.`,
      "Name who needs it: from: [{ kind: 'pool', pool: 'control' }].",
    );
  }
}

type Rules = readonly { readonly id: ResourceId; readonly spec: FirewallRuleSpec }[];

/** Two rules for one port are two listeners, unless one is for a whole range. */
function checkTaken({ assembly, report, where }: RuleContext, rules: Rules): void {
  const said = new Set<string>();
  for (const { name, host } of pooledHosts(assembly)) {
    const byPort = new Map<string, ResourceId>();
    for (const { id, spec } of rules) {
      if (!isOn(spec.on, host.pool, name)) continue;
      for (const [first, last] of spec.ports) {
        const key = `${spec.protocol}/${first}`;
        const other = byPort.get(key);
        if (first !== last) continue;
        if (other === undefined) byPort.set(key, id);
        else if (!said.has(`${other} ${id}`)) {
          said.add(`${other} ${id}`);
          report(
            hostPortTaken,
            id,
            `${where(other)} and ${where(id)} both listen on ${key} of ${name}: the second does not start.`,
            'Give one of them another port.',
          );
        }
      }
    }
  }
}

/** Linux takes its own end of a connection from this range, 32768 to 60999 unless said otherwise; what is taken cannot be listened on. */
function checkEphemeral({ assembly, report, where }: RuleContext): void {
  const planes = resourcesOf(assembly, 'control-plane');
  for (const { id, spec } of resourcesOf(assembly, 'sysctl')) {
    const range = /^(\d+)\s+(\d+)$/.exec(spec.value);
    if (spec.name !== 'net.ipv4.ip_local_port_range' || !range) continue;
    const [first, last] = [Number(range[1]), Number(range[2])];
    for (const plane of planes) {
      const [low, high] = plane.spec.nodePorts;
      if (first > high || last < low) continue;
      report(
        ephemeralRange,
        id,
        `${where(id)} lets hosts take the ports ${first} to ${last} for their own connections; services are given ${low} to ${high}.`,
        `Let it begin after them: '${high + 1} 60999'.`,
      );
    }
  }
}
