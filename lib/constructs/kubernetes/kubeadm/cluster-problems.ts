import type { Duration } from 'cdk8s';
import { choiceProblems, Cidr, dnsLabel, invalidValue, nameProblem, objectionsTo, type Report } from '../../../core';
import { clusterHosts, packagesUnavailable } from '../findings';
import { versionProblems } from '../version-problems';
import type { ClusterSettings } from './cluster-settings';
import { isHostName } from './host-name';

/** What is wrong with a cluster by itself; rules compare it with everything else. */
export function clusterProblems(settings: ClusterSettings): readonly Report[] {
  return [
    ...versionProblems(settings.props.version),
    ...hostProblems(settings),
    ...choices(settings),
    ...networkProblems(settings),
    ...numbers(settings),
    ...packageProblems(settings),
    ...labelProblems(settings),
  ];
}

function hostProblems({ control, workers, props }: ClusterSettings): readonly Report[] {
  const problem = (detail: string, fix: string): Report => ({ kind: clusterHosts, detail, fix });
  const hasEvenStack = !props.etcd && control.length > 0 && control.length % 2 === 0;
  return [
    ...(control.length === 0
      ? [problem('controlPlane has no hosts: nothing runs the API server.', 'Give it a pool of three hosts, or one.')]
      : []),
    ...(workers.length === 0
      ? [
          problem(
            'workers has no hosts, and control hosts take no workloads: no pod would ever run.',
            'Give it a pool; the control hosts themselves then take workloads as well.',
          ),
        ]
      : []),
    ...(hasEvenStack
      ? [
          problem(
            `controlPlane has ${String(control.length)} hosts, each with a member of etcd: of an even number no more may be away than of one less.`,
            `Use ${String(control.length - 1)} or ${String(control.length + 1)}, or an EtcdCluster of its own.`,
          ),
        ]
      : []),
  ];
}

function choices({ props }: ClusterSettings): readonly Report[] {
  const { proxyMode = 'nftables', podSecurity = 'baseline' } = props;
  const { swapBehavior = 'LimitedSwap' } = props.kubelet ?? {};
  return [
    ...choiceProblems('proxyMode', proxyMode, ['nftables', 'iptables']),
    ...choiceProblems('podSecurity', podSecurity, ['restricted', 'baseline', 'privileged']),
    ...choiceProblems('kubelet.swapBehavior', swapBehavior, ['LimitedSwap', 'NoSwap']),
  ];
}

function networkProblems({ props, clusterDomain }: ClusterSettings): readonly Report[] {
  const domain = clusterDomain
    .split('.')
    .map((label) => nameProblem(label, dnsLabel))
    .find((problem) => problem !== undefined);
  return [
    ...(props.apiFrom ?? []).flatMap((cidr) => cidrProblems('apiFrom', cidr)),
    ...(props.apiNames ?? []).flatMap(apiNameProblems),
    ...(domain === undefined
      ? []
      : [invalid(`clusterDomain is "${clusterDomain}": a part of it, ${domain}.`, 'Leave it out: "cluster.local".')]),
  ];
}

/** kubeadm refuses what is neither a name of DNS nor an address. */
function apiNameProblems(name: string): readonly Report[] {
  if (isHostName(name)) return [];
  return [
    invalid(
      `apiNames has "${name}", which is no name of DNS and no address.`,
      'Write the name alone: "api.example.com".',
    ),
  ];
}

function cidrProblems(property: string, cidr: string): readonly Report[] {
  return objectionsTo(() => Cidr.parse(cidr)).map(({ detail, fix }) => invalid(`${property}: ${detail}`, fix));
}

/** Kubelets take less, and then run nothing, or refuse to start. */
const leastOf = { maxPods: 1, podPidsLimit: 64, maxParallelImagePulls: 1 } as const;

function numbers({ props }: ClusterSettings): readonly Report[] {
  const { kubelet = {}, conntrack = {}, lifetimes = {} } = props;
  const counts = Object.entries(leastOf).flatMap(([name, least]) => {
    const value = kubelet[name as keyof typeof leastOf];
    return value === undefined || (Number.isInteger(value) && value >= least)
      ? []
      : [invalid(`kubelet.${name} is ${String(value)}; it is a whole number from ${String(least)}.`, 'Leave it out.')];
  });
  const entries = Object.entries(conntrack).flatMap(([name, value]: [string, number | undefined]) =>
    value === undefined || (Number.isInteger(value) && value >= 0)
      ? []
      : [invalid(`conntrack.${name} is ${String(value)}; it is a whole number from 0.`, 'Leave it out.')],
  );
  return [
    ...counts,
    ...entries,
    ...wholeSeconds('kubelet.shutdownGracePeriod', kubelet.shutdownGracePeriod),
    ...wholeSeconds('kubelet.shutdownGracePeriodCriticalPods', kubelet.shutdownGracePeriodCriticalPods),
    ...wholeDays('lifetimes.authority', lifetimes.authority),
    ...wholeDays('lifetimes.leaf', lifetimes.leaf),
    ...wholeDays('lifetimes.renewBefore', lifetimes.renewBefore),
  ];
}

function wholeSeconds(property: string, duration: Duration | undefined): readonly Report[] {
  const seconds = duration?.toSeconds({ integral: false }) ?? 1;
  if (Number.isInteger(seconds)) return [];
  return [invalid(`${property} is ${String(seconds)} s; it is whole seconds.`, 'Write Duration.seconds(45).')];
}

function wholeDays(property: string, duration: Duration | undefined): readonly Report[] {
  const days = duration?.toDays({ integral: false }) ?? 1;
  if (Number.isInteger(days) && days > 0) return [];
  return [invalid(`${property} is ${String(days)} days; certificates live whole days.`, 'Write Duration.days(365).')];
}

function packageProblems({ props, pools }: ClusterSettings): readonly Report[] {
  if (!props.packages?.apt) return [];
  return pools
    .filter(({ os }) => os.facts.packages !== 'apt')
    .map(({ name, os }) => ({
      kind: packagesUnavailable,
      detail: `The hosts of "${name}" have ${os.facts.name}, which has no apt: they cannot have Kubernetes' packages.`,
      fix: 'Leave packages out: the same programs then come from the artifact mirror.',
    }));
}

function labelProblems({ props, nodes }: ClusterSettings): readonly Report[] {
  const pools = [...new Set(nodes.map(({ pool }) => pool.name))];
  return Object.keys(props.nodeLabels ?? {})
    .filter((name) => !pools.includes(name))
    .map((name) =>
      invalid(
        `nodeLabels has "${name}", which is no pool of the cluster; they are ${pools.map((pool) => `"${pool}"`).join(', ')}.`,
        'Write the name of a pool.',
      ),
    );
}

function invalid(detail: string, fix: string): Report {
  return { kind: invalidValue, detail, fix };
}
