import { fieldAt, itemsAt, type JsonObject, numberAt, objectAt, objectsAt, textAt, textsAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import { apiGroup } from '../model/identity';
import { tryAddressBlock, type AddressBlock } from './address-block';
import { protocolOf } from './containers';
import { labelSelector, type LabelSelector } from './label-selector';
import { PortSet, type PortRange } from './port-set';
import { namespaceOf } from './workloads';

/** Whom a rule speaks of. Without `namespaces` it is pods of the policy's own namespace. */
export type PolicyPeer =
  | { readonly kind: 'pods'; readonly namespaces?: LabelSelector; readonly pods: LabelSelector }
  | { readonly kind: 'block'; readonly block: AddressBlock };

/** A port by its name, which each destination pod has its own number for. */
interface NamedPort {
  readonly name: string;
  readonly protocol: PortRange['protocol'];
}

/** The ports of a rule. */
export interface RulePorts {
  readonly numbers: PortSet;
  readonly names: readonly NamedPort[];
}

/** What a policy allows in one direction, in addition to what others allow. */
export interface PolicyRule {
  /** `everyone` where the rule names no peer: also what is no pod. */
  readonly peers: 'everyone' | readonly PolicyPeer[];
  readonly ports: RulePorts;
}

/** A NetworkPolicy as its API defines it, with the defaults filled in. A direction that is absent is left alone. */
export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly pods: LabelSelector;
  readonly ingress?: readonly PolicyRule[];
  readonly egress?: readonly PolicyRule[];
}

/** The directions of traffic as seen from a pod. */
export type Direction = 'ingress' | 'egress';

/**
 * All policies of networking.k8s.io/v1, sorted by identity.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ and, for the default of
 * `policyTypes`, SetDefaults_NetworkPolicy in kubernetes/pkg/apis/networking/v1/defaults.go.
 */
export function networkPoliciesOf(assembly: Assembly): readonly NetworkPolicy[] {
  return resourcesOf(assembly, 'object').flatMap((object) => {
    const { apiVersion, kind, metadata } = object.spec;
    if (kind !== 'NetworkPolicy' || apiGroup(apiVersion) !== 'networking.k8s.io') return [];
    const spec = objectAt(object.spec, 'spec') ?? {};
    const types = policyTypes(spec);
    return [
      {
        namespace: namespaceOf(object),
        name: metadata.name,
        pods: labelSelector(spec['podSelector']),
        ...(types.includes('Ingress') && {
          ingress: objectsAt(spec, 'ingress').map((rule) => policyRule(rule, 'from')),
        }),
        ...(types.includes('Egress') && { egress: objectsAt(spec, 'egress').map((rule) => policyRule(rule, 'to')) }),
      },
    ];
  });
}

function policyTypes(spec: JsonObject): readonly string[] {
  const given = textsAt(spec, 'policyTypes');
  if (given.length > 0) return given;
  return itemsAt(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function policyRule(rule: JsonObject, side: 'from' | 'to'): PolicyRule {
  const ports = objectsAt(rule, 'ports');
  return {
    // A peer that says nothing is refused by the API server: it must not turn a list of one into a list of none.
    peers: itemsAt(rule, side).length === 0 ? 'everyone' : objectsAt(rule, side).flatMap(policyPeer),
    ports: ports.length === 0 ? { numbers: PortSet.all, names: [] } : rulePorts(ports),
  };
}

function policyPeer(peer: JsonObject): readonly PolicyPeer[] {
  const ipBlock = objectAt(peer, 'ipBlock');
  if (ipBlock) {
    const block = tryAddressBlock(textAt(ipBlock, 'cidr') ?? '', textsAt(ipBlock, 'except'));
    return block ? [{ kind: 'block', block }] : [];
  }
  const [namespaces, pods] = [objectAt(peer, 'namespaceSelector'), objectAt(peer, 'podSelector')];
  if (!namespaces && !pods) return [];
  return [{ kind: 'pods', ...(namespaces && { namespaces: labelSelector(namespaces) }), pods: labelSelector(pods) }];
}

function rulePorts(ports: readonly JsonObject[]): RulePorts {
  const ranges: PortRange[] = [];
  const names: NamedPort[] = [];
  for (const given of ports) {
    const protocol = protocolOf(textAt(given, 'protocol'));
    const [port, first] = [fieldAt(given, 'port'), numberAt(given, 'port')];
    if (typeof port === 'string') names.push({ name: port, protocol });
    else if (first === undefined) ranges.push(PortSet.everyPortOf(protocol));
    else ranges.push({ protocol, first, last: numberAt(given, 'endPort') ?? first });
  }
  return { numbers: PortSet.of(ranges), names };
}
