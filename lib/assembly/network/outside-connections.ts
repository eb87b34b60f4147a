import type { Connection, OpenReason, Party } from './connection';
import { means, takesIn, type ForeignPods } from './foreign-pods';
import { portsOn, type Grant, type Grantee } from './grant';
import { hasLabels, namespaceNameLabel, selectorText, selectsAll } from './label-selector';
import type { Direction } from './network-policy';
import type { PodGroup } from './pod-group';
import type { PolicyEvaluator } from './policy-evaluator';
import { PortSet } from './port-set';

interface Allowed {
  readonly party: Party;
  readonly ports: PortSet;
  readonly names: ReadonlySet<string>;
}

/** Finds what some pods and everything that the environment does not declare may say to each other. */
export class OutsideConnections {
  readonly #evaluator: PolicyEvaluator;
  readonly #foreign: readonly { readonly foreign: ForeignPods; readonly here: readonly PodGroup[] }[];

  constructor(evaluator: PolicyEvaluator, foreign: readonly ForeignPods[]) {
    this.#evaluator = evaluator;
    this.#foreign = foreign.map((one) => ({ foreign: one, here: declaredHere(one, evaluator.pods) }));
  }

  /** The connections of some pods in one direction whose other end is no workload of the environment. */
  of(pods: PodGroup, direction: Direction): readonly Connection[] {
    const grants = this.#evaluator.grants(pods, direction);
    if (!grants) {
      return [
        connection(
          direction,
          pods,
          { party: { kind: 'anyone' }, ports: PortSet.all, names: new Set() },
          this.#whyOpen(pods),
        ),
      ];
    }
    const allowed = new Map<string, Allowed>();
    const allow = (party: Party, ports: PortSet, names: readonly string[]): void => {
      if (ports.isEmpty && names.length === 0) return;
      const key = JSON.stringify(party);
      const known = allowed.get(key) ?? { party, ports: PortSet.none, names: new Set() };
      allowed.set(key, { party, ports: known.ports.union(ports), names: new Set([...known.names, ...names]) });
    };
    for (const grant of grants) {
      const ports = direction === 'ingress' ? portsOn(grant, pods) : grant.ports.numbers;
      const names = direction === 'ingress' ? [] : portNames(grant);
      for (const party of this.#parties(grant.to, direction)) allow(party, ports, names);
    }
    if (direction === 'ingress')
      for (const [party, ports] of this.#throughGateways(pods, grants)) allow(party, ports, []);
    return [...allowed.values()].map((one) =>
      connection(direction, pods, one, one.party.kind === 'anyone' ? 'rule' : undefined),
    );
  }

  #whyOpen(pods: PodGroup): OpenReason {
    if (pods.hostNetwork) return 'host-network';
    return this.#evaluator.policiesOn(pods).length === 0 ? 'no-policy' : 'other-direction-only';
  }

  #parties(to: Grantee, direction: Direction): readonly Party[] {
    switch (to.kind) {
      case 'everyone':
        return [{ kind: 'anyone' }];
      case 'every-pod':
        return [{ kind: 'every-pod' }];
      case 'block':
        return [{ kind: 'block', cidr: String(to.block.cidr), except: to.block.except.map(String).sort() }];
      case 'selected':
        return [...this.#named(to, direction), ...this.#unnamed(to)];
    }
  }

  #named(to: Grantee, direction: Direction): readonly Party[] {
    return this.#foreign.flatMap(({ foreign, here }): readonly Party[] => {
      // What comes in through a gateway is asked for all grants together, below.
      if (here.length > 0 || (foreign.isGateway && direction === 'ingress') || !takesIn(to, foreign)) return [];
      return [{ kind: foreign.isGateway ? 'gateway' : 'named', name: foreign.name }];
    });
  }

  #unnamed(to: Extract<Grantee, { kind: 'selected' }>): readonly Party[] {
    const isNamed = this.#foreign.some(({ foreign }) => (to.isOpenEnded ? means(to, foreign) : takesIn(to, foreign)));
    if (isNamed || (!to.isOpenEnded && to.members.size > 0)) return [];
    return [{ kind: 'selected', text: selectedText(to), isEmpty: !to.isOpenEnded }];
  }

  /** A gateway is a pod like any other to a policy; to a reviewer it is the world. */
  #throughGateways(pods: PodGroup, grants: readonly Grant[]): readonly (readonly [Party, PortSet])[] {
    return this.#foreign.flatMap(({ foreign, here }): readonly (readonly [Party, PortSet])[] => {
      if (!foreign.isGateway || here.includes(pods)) return [];
      const ports = grants
        .filter(({ to }) => to.kind === 'every-pod' || takesIn(to, foreign))
        .reduce((sum, grant) => sum.union(portsOn(grant, pods)), PortSet.none);
      const leaving = here.map((gateway) => this.#evaluator.egressPorts(gateway, pods));
      const open = here.length === 0 ? PortSet.all : leaving.reduce((sum, one) => sum.union(one), PortSet.none);
      return [[{ kind: 'gateway', name: foreign.name }, ports.intersection(open)]];
    });
  }
}

function connection(direction: Direction, pods: PodGroup, other: Allowed, reason: OpenReason | undefined): Connection {
  const own: Party = { kind: 'pods', pods };
  const [from, to] = direction === 'ingress' ? [other.party, own] : [own, other.party];
  return { from, to, ports: other.ports, portNames: [...other.names].sort(), ...(reason && { reason }) };
}

function declaredHere({ namespaceLabels, podLabels }: ForeignPods, pods: readonly PodGroup[]): readonly PodGroup[] {
  const namespace = namespaceLabels[namespaceNameLabel];
  if (namespace === undefined) return [];
  return pods.filter((group) => group.namespace === namespace && hasLabels(group.labels, podLabels));
}

/** Addresses have no named ports. */
function portNames({ to, ports }: Grant): readonly string[] {
  if (to.kind === 'block' && !to.mayHoldPods) return [];
  return ports.names.map(({ name, protocol }) => `${protocol.toLowerCase()}/${name}`);
}

function selectedText({ namespaces, namespace, pods }: Extract<Grantee, { kind: 'selected' }>): string {
  const what = selectsAll(pods) ? 'all pods' : `pods ${selectorText(pods)}`;
  if (!namespaces) return `${what} in namespace ${namespace}`;
  if (selectsAll(namespaces)) return `${what} in any namespace`;
  const only = namespaces.matchLabels[namespaceNameLabel];
  const isByName = only !== undefined && selectorText(namespaces) === `${namespaceNameLabel}=${only}`;
  return isByName ? `${what} in namespace ${only}` : `${what} in namespaces with ${selectorText(namespaces)}`;
}
