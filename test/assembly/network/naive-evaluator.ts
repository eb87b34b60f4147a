import type { Manifest } from '../../../lib/assembly';

// The API's definition read sentence by sentence, without a thought for speed and without a line of the code under test.

/** What the naive evaluator knows of a pod. */
export interface NaivePod {
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly number: number; readonly protocol: string }[];
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

interface Spec {
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** Whether policies let one pod connect to another. Blocks must be given in `blocksWithPods` to mean pods. */
export function naivelyAllowed(
  policies: readonly Manifest[],
  blocksWithPods: readonly string[],
  [from, to]: readonly [NaivePod, NaivePod],
  [protocol, number]: readonly [string, number],
): boolean {
  const passes = (pod: NaivePod, peer: NaivePod, type: 'Ingress' | 'Egress'): boolean => {
    const specs = policies
      .filter(({ metadata }) => metadata['namespace'] === pod.namespace)
      .map((policy) => ({ namespace: pod.namespace, spec: policy['spec'] as object as Spec }))
      .filter(({ spec }) => matches(spec.podSelector, pod.labels))
      .filter(({ spec }) => {
        const { policyTypes = [], egress = [] } = spec;
        if (policyTypes.length > 0) return policyTypes.includes(type);
        return type === 'Ingress' || egress.length > 0;
      });
    if (specs.length === 0) return true;
    return specs.some(({ namespace, spec }) =>
      ((type === 'Ingress' ? spec.ingress : spec.egress) ?? []).some((rule) => {
        const peers = (type === 'Ingress' ? rule.from : rule.to) ?? [];
        const ports = rule.ports ?? [];
        const isPeer = peers.length === 0 || peers.some((one) => meansPod(one, namespace, peer, blocksWithPods));
        return isPeer && (ports.length === 0 || ports.some((port) => meansPort(port, to, protocol, number)));
      }),
    );
  };
  return passes(from, to, 'Egress') && passes(to, from, 'Ingress');
}

function meansPod(peer: Peer, namespace: string, pod: NaivePod, blocksWithPods: readonly string[]): boolean {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock) return blocksWithPods.includes([ipBlock.cidr, ...(ipBlock.except ?? [])].join());
  if (!namespaceSelector && !podSelector) return false;
  const isThere = namespaceSelector ? matches(namespaceSelector, pod.namespaceLabels) : pod.namespace === namespace;
  return isThere && (!podSelector || matches(podSelector, pod.labels));
}

function meansPort(port: Port, to: NaivePod, protocol: string, number: number): boolean {
  if ((port.protocol ?? 'TCP') !== protocol) return false;
  if (port.port === undefined) return true;
  if (typeof port.port === 'number') return port.port <= number && number <= (port.endPort ?? port.port);
  return to.ports.some((one) => one.name === port.port && one.number === number && one.protocol === protocol);
}

function matches(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) if (labels[key] !== value) return false;
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const value = labels[key];
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
    if (operator === 'In' && (value === undefined || !values.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false;
  }
  return true;
}
