import { contributorOf, plinthId, type Contribution, type FlowPeer } from '../../assembly';
import { EdgeBook, type EdgePort } from '../../core';
import { environmentOf, isStack, type Component } from '../base';

/**
 * Lets every consumer of an external system out to its addresses.
 *
 * An edge alone cannot: its target has no pods that a policy could select.
 */
export function contributeExternalFlows(into: Contribution, external: Component, peers: readonly FlowPeer[]): void {
  for (const [id, { stack, component, ports }] of consumersOf(external)) {
    const sorted = [...ports.values()].sort((a, b) => a.number - b.number);
    for (const [index, to] of peers.entries()) {
      const number = peers.length === 1 ? '' : `-${String(index + 1)}`;
      into.flow(`${stack}-${component}-to-${external.name}${number}`, {
        from: { kind: 'component', id },
        to,
        ports: sorted.map(({ number: port, protocol }) => ({ number: port, protocol })),
        reason: `uses ${external.title}`,
      });
    }
  }
}

interface Consuming {
  readonly stack: string;
  readonly component: string;
  readonly ports: Map<string, EdgePort>;
}

function consumersOf(external: Component): ReadonlyMap<string, Consuming> {
  const consumers = new Map<string, Consuming>();
  for (const { consumer, port } of EdgeBook.of(external).to(external)) {
    // Others may not use it, which is a finding where they do.
    if (environmentOf(consumer) !== environmentOf(external)) continue;
    const stack = consumer.node.scopes.find(isStack)?.node.id;
    const owner = [...consumer.node.scopes]
      .reverse()
      .find((scope) => contributorOf(scope)?.subject?.component !== undefined);
    const component = owner && contributorOf(owner)?.subject?.component;
    if (stack === undefined || component === undefined || !port) continue;
    const id = plinthId(stack, 'component', component);
    const known = consumers.get(id) ?? { stack, component, ports: new Map<string, EdgePort>() };
    known.ports.set(`${port.protocol} ${String(port.number)}`, port);
    consumers.set(id, known);
  }
  return consumers;
}
