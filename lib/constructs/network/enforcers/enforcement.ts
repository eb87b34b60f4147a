import type { Contribution } from '../../../assembly';
import { AddOn, layerStack, type Environment } from '../../base';
import { contributeModule, contributePort } from '../../hosts';
import type { NetworkAttachment } from '../network-attachment';
import { addEnforcerObjects } from './enforcer-objects';
import {
  networkPoliciesDaemonSet,
  networkPoliciesLabels,
  networkPoliciesMetricsPort,
  networkPoliciesModules,
  networkPoliciesRules,
} from './kube-network-policies';
import { kubeRouterDaemonSet, kubeRouterHealthPort, kubeRouterLabels, kubeRouterRules } from './kube-router';
import type { PolicyEnforcer } from './policy-enforcer';
import { enforcerReleases } from './versions';

export interface EnforcementProps {
  readonly enforcer: PolicyEnforcer;
  /** Addresses of services. */
  readonly services: string;
  /** The cluster whose policies they are; undefined until it has said so. */
  readonly attached: () => NetworkAttachment | undefined;
}

type EnforcerName = keyof typeof enforcerReleases;

/** Ports of services on nodes: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ */
const usualNodePorts = [30000, 32767] as const;

/** Adds what enforces policies to kube-system; undefined where nothing does. */
export function addEnforcement(environment: Environment, props: EnforcementProps): AddOn | undefined {
  const { enforcer, services, attached } = props;
  const { name } = enforcer;
  if (name === 'none') return undefined;
  let release: string = enforcerReleases[name].releases[0];
  const addOn = new AddOn(layerStack(environment, 'kube-system', { existing: true }), name, {
    workload: { kind: 'DaemonSet', name },
    podLabels: name === 'kube-router' ? kubeRouterLabels : networkPoliciesLabels,
    hostNetwork: true,
    disruption: () => ({ kind: 'max-unavailable', members: nodesOf(attached()), maxUnavailable: 1 }),
    contribute: (into) => {
      release = into.version(name, enforcerReleases[name].releases);
      const { controlPlane } = attached() ?? {};
      if (controlPlane !== undefined) into.edge({ kind: 'needs', from: addOn.component, to: controlPlane });
    },
  });
  addOn.acknowledge('namespace-system', `Upstream puts ${name} there, beside kube-proxy.`);
  addOn.acknowledge('host-access', `${name} writes the rules by which nodes let packets of pods through.`);
  const image = (): string => enforcer.image ?? `${enforcerReleases[name].image}:v${release}`;
  addEnforcerObjects(
    addOn,
    name === 'kube-router'
      ? {
          rules: kubeRouterRules,
          daemonSet: () => {
            const { nodePorts = usualNodePorts } = attached() ?? {};
            return kubeRouterDaemonSet({ image: image(), services, nodePorts });
          },
        }
      : { rules: networkPoliciesRules, daemonSet: () => networkPoliciesDaemonSet(image()) },
  );
  return addOn;
}

/** What hosts have for the sake of the enforcer. It belongs to the network, as everything on hosts does that pods' traffic needs. */
export function contributeEnforcement(
  into: Contribution,
  { name }: PolicyEnforcer,
  { pools }: NetworkAttachment,
): void {
  if (name === 'none') return;
  for (const { place } of pools) {
    contributePort(into, place, { name: portNames[name], port: ports[name], from: [], reason: reasons[name] });
    if (name === 'kube-network-policies') {
      for (const module of networkPoliciesModules) contributeModule(into, place, module);
    }
  }
}

const ports = { 'kube-router': kubeRouterHealthPort, 'kube-network-policies': networkPoliciesMetricsPort } as const;
const portNames = {
  'kube-router': 'kube-router-health',
  'kube-network-policies': 'kube-network-policies-metrics',
} as const;
const reasons: Readonly<Record<EnforcerName, string>> = {
  'kube-router': 'health of kube-router',
  'kube-network-policies': 'metrics of kube-network-policies',
};

/** How many hosts are nodes. */
export function nodesOf(attached: NetworkAttachment | undefined): number {
  return (attached?.pools ?? []).reduce((sum, { hosts }) => sum + hosts.length, 0);
}
