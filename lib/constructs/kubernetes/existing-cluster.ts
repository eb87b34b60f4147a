import type { Construct } from 'constructs';
import type { ClusterFacts, NodeFacts, PolicyEnforcer, StorageClassFacts } from '../../assembly';
import { allowedOr, choiceProblems, Cidr, invalidValue, IpAddress, PlinthError, report } from '../../core';
import type { KubernetesMinor } from '../../kube-api';
import { Cluster } from '../base';
import type { Ingress } from './ingress';
import { versionProblems } from './version-problems';

const enforcers: readonly PolicyEnforcer[] = [
  'calico',
  'cilium',
  'kube-router',
  'kube-network-policies',
  'antrea',
  'none',
];

/** The pods of an add-on that was there before this program, by their namespace and labels. */
export interface AddOnPods {
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
}

export interface ExistingClusterProps {
  /** The minor that its API server runs. */
  readonly version: KubernetesMinor;
  /** What enforces network policies. Flannel alone enforces none: say `none` and acknowledge it, or install an enforcer. */
  readonly enforcer: PolicyEnforcer;
  /** Addresses of pods, `10.244.0.0/16`. @default - unknown, and not checked */
  readonly podRange?: string;
  /** Addresses of services, `10.96.0.0/16`. @default - unknown, and not checked */
  readonly serviceRange?: string;
  /**
   * The addresses of the API server itself (its nodes, not its service), `10.20.0.0/29`: for pods that ask it something.
   *
   * @default - unknown; such pods are then let out to any address on the ports 443 and 6443
   */
  readonly apiServer?: readonly string[];
  /** Storage classes that claims may name. @default - none */
  readonly storageClasses?: readonly StorageClassFacts[];
  /** How the world comes in. @default - it does not */
  readonly ingress?: Ingress;
  /** Whether metrics-server (or another server of the resource metrics API) runs. @default false */
  readonly metrics?: boolean;
  /** Registries that nodes can reach, `registry.example.com`. @default - all of them */
  readonly registries?: readonly string[];
  /** Nodes that take workloads. @default - unknown, and not checked */
  readonly nodes?: NodeFacts;
  /** The pods that answer DNS. @default - those labelled k8s-app=kube-dns in kube-system */
  readonly dns?: AddOnPods;
  /** The pods that scrape metrics. @default - nothing scrapes */
  readonly monitoring?: AddOnPods;
}

/** A cluster that somebody else makes, described as far as programs rely on it. */
export class ExistingCluster extends Cluster {
  readonly facts: ClusterFacts;

  constructor(scope: Construct, id: string, props: ExistingClusterProps) {
    super(scope, id);
    this.facts = factsOf(id, props);
    const problems = [...choiceProblems('enforcer', props.enforcer, enforcers), ...versionProblems(props.version)];
    for (const { kind, detail, fix } of problems) report(this, kind, detail, fix);
  }
}

/** A range of addresses, with the property named in the refusal. */
function range(property: string, text: string): string {
  if (!text.includes('/') && IpAddress.tryParse(text)) {
    const detail = `${property}: "${text}" has no prefix length, which says how many addresses there are.`;
    throw PlinthError.of(invalidValue, detail, `Write address/prefix: "${text}/16" are 65,536 addresses.`);
  }
  return Cidr.parse(text).toString();
}

function factsOf(name: string, props: ExistingClusterProps): ClusterFacts {
  const { version, enforcer, storageClasses = [], ingress, metrics = false, registries, nodes, monitoring } = props;
  return {
    name,
    version,
    // Nobody knows whether it enforces anything.
    enforcer: allowedOr(enforcer, enforcers, 'none'),
    ...(props.podRange !== undefined && { podRange: range('podRange', props.podRange) }),
    ...(props.serviceRange !== undefined && { serviceRange: range('serviceRange', props.serviceRange) }),
    ...(props.apiServer && { apiServer: props.apiServer.map((cidr) => Cidr.parse(cidr).toString()) }),
    storageClasses,
    ingress: ingress?.facts ?? { kind: 'none' },
    metrics,
    ...(registries && { registries }),
    ...(nodes && { nodes }),
    dns: props.dns ?? { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
    ...(monitoring && { monitoring }),
  };
}
