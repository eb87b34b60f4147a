import { placed, resourcesOf, type FirewallRuleSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { nameOf, pooledHosts } from '../../facts/layers';
import type { RuleContext } from '../../rule';

export const hostPortTaken = findingKind({
  code: 'host-port-taken',
  severity: 'error',
  summary: 'two things want the same port of a host',
  references: ['https://kubernetes.io/docs/reference/networking/ports-and-protocols/'],
  acknowledgeable: true,
});

type Listeners = ReadonlyMap<string, ResourceId>;

/** Two rules for one port are two listeners: of all hosts of a pool, or of one of them. */
export function checkPorts(context: RuleContext): void {
  const { assembly } = context;
  const shared = new Map<string, Listeners>();
  for (const { id } of resourcesOf(assembly, 'host-pool')) {
    const pool = nameOf(id);
    shared.set(pool, listeners(context, placed(assembly, 'firewall-rule', pool), `all hosts of pool "${pool}"`));
  }
  for (const { name, host } of pooledHosts(assembly)) {
    const own = placed(assembly, 'firewall-rule', `${host.pool}/${name}`);
    if (own.length > 0) listeners(context, own, name, shared.get(host.pool));
  }
}

/** Who listens on which port in one place, after those who do there already. */
function listeners(
  { report, where }: RuleContext,
  rules: readonly { readonly id: ResourceId; readonly spec: FirewallRuleSpec }[],
  place: string,
  before: Listeners = new Map(),
): Listeners {
  const found = new Map(before);
  for (const { id, spec } of rules) {
    for (const [first, last] of spec.ports) {
      // A whole range is kept for whoever comes, such as services with a port of every node.
      if (first !== last) continue;
      const port = `${spec.protocol}/${first}`;
      const other = found.get(port);
      if (other === undefined) found.set(port, id);
      else {
        report(
          hostPortTaken,
          id,
          `${where(other)} and ${where(id)} both listen on ${port} of ${place}: the second does not start.`,
          'Give one of them another port.',
        );
      }
    }
  }
  return found;
}
