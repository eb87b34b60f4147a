import type { Cidr } from '../../core';
import { clusterOf, type Assembly } from '../model/assembly';
import { mayHoldPods, tryCidr } from './address-block';
import { isFor, portsOn, type Grant, type Grantee } from './grant';
import { grouped } from './grouped';
import { namespaceNameLabel, selects, selectsAll, type LabelSelector } from './label-selector';
import { namespacesOf, type KnownNamespace } from './namespaces';
import {
  networkPoliciesOf,
  type Direction,
  type NetworkPolicy,
  type PolicyPeer,
  type PolicyRule,
} from './network-policy';
import { PortSet } from './port-set';
import type { PodGroup } from './pod-group';
import { podGroupsOf } from './workloads';

type Grants = readonly Grant[] | undefined;

/**
 * Says what the NetworkPolicies of an environment allow, whether or not something enforces them.
 *
 * Once a policy selects a pod for a direction, only what some policy allows passes; a connection needs the leave of both
 * ends. Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export class PolicyEvaluator {
  readonly pods: readonly PodGroup[];
  readonly #namespaces: ReadonlyMap<string, KnownNamespace>;
  readonly #podsByNamespace: ReadonlyMap<string, readonly PodGroup[]>;
  readonly #policiesByNamespace: ReadonlyMap<string, readonly NetworkPolicy[]>;
  readonly #podRanges: readonly Cidr[];
  readonly #members = new Map<string, ReadonlySet<PodGroup>>();
  readonly #rules = new Map<PolicyRule, readonly Grant[]>();
  readonly #grants = { ingress: new Map<PodGroup, Grants>(), egress: new Map<PodGroup, Grants>() };

  constructor(assembly: Assembly) {
    this.pods = podGroupsOf(assembly);
    this.#namespaces = namespacesOf(assembly, this.pods);
    this.#podsByNamespace = grouped(this.pods, ({ namespace }) => namespace);
    this.#policiesByNamespace = grouped(networkPoliciesOf(assembly), ({ namespace }) => namespace);
    // A cluster of two families has two ranges, separated by a comma as kubeadm writes them.
    const ranges = clusterOf(assembly)?.podRange?.split(',') ?? [];
    this.#podRanges = ranges.flatMap((range) => tryCidr(range.trim()) ?? []);
  }

  /** The ports on which a connection from some pods to others (or between replicas) is allowed. */
  portsBetween(from: PodGroup, to: PodGroup): PortSet {
    return this.egressPorts(from, to).intersection(this.#granted(this.grants(to, 'ingress'), from, to));
  }

  /** The ports of `to` that `from` may call as far as its own egress is concerned. */
  egressPorts(from: PodGroup, to: PodGroup): PortSet {
    return this.#granted(this.grants(from, 'egress'), to, to);
  }

  /** What policies allow some pods in a direction; undefined where none selects them, so that all is allowed. */
  grants(pods: PodGroup, direction: Direction): Grants {
    const known = this.#grants[direction];
    if (known.has(pods)) return known.get(pods);
    const selecting = this.policiesOn(pods).filter((policy) => policy[direction] !== undefined);
    const grants = selecting.flatMap((policy) =>
      (policy[direction] ?? []).flatMap((rule) => this.#grantsOf(rule, policy.namespace)),
    );
    const result = selecting.length === 0 ? undefined : grants;
    known.set(pods, result);
    return result;
  }

  /** The policies that select some pods. Pods on the host's network are none that a policy could select. */
  policiesOn(pods: PodGroup): readonly NetworkPolicy[] {
    if (pods.hostNetwork) return [];
    const here = this.#policiesByNamespace.get(pods.namespace) ?? [];
    return here.filter((policy) => selects(policy.pods, pods.labels));
  }

  #granted(grants: Grants, peer: PodGroup, destination: PodGroup): PortSet {
    if (!grants) return PortSet.all;
    return grants
      .filter((grant) => isFor(grant, peer))
      .reduce((ports, grant) => ports.union(portsOn(grant, destination)), PortSet.none);
  }

  #grantsOf(rule: PolicyRule, namespace: string): readonly Grant[] {
    const known = this.#rules.get(rule);
    if (known) return known;
    const { peers, ports } = rule;
    const grantees: readonly Grantee[] =
      peers === 'everyone' ? [{ kind: 'everyone' }] : peers.map((peer) => this.#grantee(peer, namespace));
    const grants = grantees.map((to) => ({ to, ports }));
    this.#rules.set(rule, grants);
    return grants;
  }

  #grantee(peer: PolicyPeer, namespace: string): Grantee {
    if (peer.kind === 'block') {
      return { kind: 'block', block: peer.block, mayHoldPods: mayHoldPods(peer.block, this.#podRanges) };
    }
    const { namespaces, pods } = peer;
    if (namespaces && selectsAll(namespaces) && selectsAll(pods)) return { kind: 'every-pod' };
    const key = JSON.stringify([namespaces ?? namespace, pods]);
    const members = this.#members.get(key) ?? this.#select(namespaces, namespace, pods);
    this.#members.set(key, members);
    const named = namespaces ? namesIn(namespaces) : [namespace];
    const isOpenEnded = !named?.every((name) => this.#namespaces.get(name)?.isDeclared);
    return { kind: 'selected', ...(namespaces && { namespaces }), namespace, pods, members, isOpenEnded };
  }

  #select(namespaces: LabelSelector | undefined, own: string, pods: LabelSelector): ReadonlySet<PodGroup> {
    const names = namespaces ? (namesIn(namespaces) ?? [...this.#namespaces.keys()]) : [own];
    const selected = names.filter((name) => {
      const namespace = this.#namespaces.get(name);
      return namespace !== undefined && (!namespaces || selects(namespaces, namespace.labels));
    });
    const here = selected.flatMap((name) => this.#podsByNamespace.get(name) ?? []);
    return new Set(here.filter((group) => !group.hostNetwork && selects(pods, group.labels)));
  }
}

/** The only namespaces that a selector can mean, where it asks for them by name. */
function namesIn({ matchLabels, matchExpressions }: LabelSelector): readonly string[] | undefined {
  const name = matchLabels[namespaceNameLabel];
  if (name !== undefined) return [name];
  return matchExpressions.find(({ key, operator }) => key === namespaceNameLabel && operator === 'In')?.values;
}
