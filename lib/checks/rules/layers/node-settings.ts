import { resourcesOf, type ControlPlaneSpec, type ResourceId } from '../../../assembly';
import { fieldAt, findingKind, textAt } from '../../../core';
import { addTo } from '../../facts/add-to';
import { kubeletOf } from '../../facts/kubelet';
import { namedPools, type NamedPool } from '../../facts/layers';
import { isOlder } from '../../facts/older';
import { listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';

const kubeletConfig = 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/';

const cgroupUnsupported = findingKind({
  code: 'cgroup-unsupported',
  severity: 'error',
  summary: 'kubelets would not start on these hosts, or count what containers use otherwise than the runtime',
  references: [
    'https://kubernetes.io/docs/concepts/architecture/cgroups/',
    'https://github.com/kubernetes/kubernetes/pull/134298',
  ],
  acknowledgeable: true,
});

const swapOn = findingKind({
  code: 'swap-on',
  severity: 'error',
  summary: 'hosts swap, and their kubelets refuse to start where memory may be swapped',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/'],
  acknowledgeable: true,
});

const resolvConfMissing = findingKind({
  code: 'resolv-conf',
  severity: 'error',
  summary: 'pods would get a list of name servers that is not there, or that leads back to themselves',
  references: ['https://coredns.io/plugins/loop/#troubleshooting', kubeletConfig],
  acknowledgeable: true,
});

const servingCertificates = findingKind({
  code: 'serving-certificates-unapproved',
  severity: 'error',
  summary: 'kubelets ask for certificates that nobody approves',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/#kubelet-serving-certs'],
  acknowledgeable: true,
});

const shutdownPeriods = findingKind({
  code: 'shutdown-periods',
  severity: 'error',
  summary: 'pods that are critical get more time to end than there is',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/', kubeletConfig],
  acknowledgeable: false,
});

/** Since this minor kubelets do not start on cgroup v1 by themselves (kubernetes/kubernetes#134298). */
const firstRefusing = '1.35';

/** The settings of kubelets against the hosts that they run on. */
export const nodeSettings: Rule = {
  kinds: [cgroupUnsupported, swapOn, resolvConfMissing, servingCertificates, shutdownPeriods],
  check: (context) => {
    for (const { id, spec } of resourcesOf(context.assembly, 'control-plane')) {
      checkServing(context, id, spec);
      checkShutdown(context, id, spec);
      checkDriver(context, id, spec);
      const pools = namedPools(context.assembly, [...spec.controlPools, ...spec.workerPools]);
      for (const pool of pools) checkPool(context, id, spec, pool);
      checkResolvConf(context, id, spec, pools);
    }
  },
};

function checkPool(
  { report, where }: RuleContext,
  id: ResourceId,
  { kubelet, version }: ControlPlaneSpec,
  { name, pool: { operatingSystem, swap } }: NamedPool,
): void {
  if (operatingSystem.cgroup === 1 && !isOlder(version, firstRefusing) && fieldAt(kubelet, 'failCgroupV1') !== false) {
    report(
      cgroupUnsupported,
      id,
      `The kubelets of ${where(id)} (${version}) do not start on cgroup v1, which pool "${name}" has.`,
      'Use an operating system with cgroup v2, or for the time being kubelet: { failCgroupV1: false }.',
    );
  }
  const refusesSwap = fieldAt(kubelet, 'failSwapOn') !== false;
  if (swap !== 'off' && refusesSwap) {
    report(
      swapOn,
      id,
      `The hosts of pool "${name}" have swap: '${swap}'; the kubelets of ${where(id)} do not start where there is swap (failSwapOn).`,
      "Write swap: 'off' for the pool, or leave failSwapOn out: it then follows the pools.",
    );
  }
}

/** There is one manager of the tree of cgroups on each host, and containerd is told that it is systemd. */
function checkDriver({ report, where }: RuleContext, id: ResourceId, { kubelet }: ControlPlaneSpec): void {
  const driver = textAt(kubelet, 'cgroupDriver') ?? 'systemd';
  if (driver === 'systemd') return;
  report(
    cgroupUnsupported,
    id,
    `The kubelets of ${where(id)} have the cgroup driver "${driver}"; containerd beside them has "systemd": two managers of one tree.`,
    "Leave cgroupDriver out: it is 'systemd'.",
  );
}

/** Once for all pools that are told alike. */
function checkResolvConf(
  { assembly, report, where }: RuleContext,
  id: ResourceId,
  { kubelet }: ControlPlaneSpec,
  pools: readonly NamedPool[],
): void {
  const alike = new Map<string, (NamedPool & { readonly told: string })[]>();
  for (const { name, pool } of pools) {
    const told = textAt(kubeletOf(assembly, name, kubelet), 'resolvConf');
    const { resolvConf } = pool.operatingSystem;
    if (told !== undefined && told !== resolvConf) addTo(alike, `${told} ${resolvConf}`, { name, pool, told });
  }
  for (const same of alike.values()) {
    const [first] = same;
    if (!first) continue;
    const names = same.map(({ name, pool }) => `"${name}" (${pool.operatingSystem.name})`);
    report(
      resolvConfMissing,
      id,
      `The kubelets of ${where(id)} give pods the name servers of ${first.told}; in ${same.length === 1 ? 'pool' : 'pools'} ${listed(names)} the file with the real ones is ${first.pool.operatingSystem.resolvConf}.`,
      'Leave resolvConf out: it follows the operating system.',
    );
  }
}

function checkServing({ report, where }: RuleContext, id: ResourceId, spec: ControlPlaneSpec): void {
  if (fieldAt(spec.kubelet, 'serverTLSBootstrap') !== true || spec.servingCertificateApprover !== undefined) return;
  report(
    servingCertificates,
    id,
    `The kubelets of ${where(id)} ask the cluster for their serving certificates (serverTLSBootstrap), and nothing in it approves them: logs, exec and metrics fail.`,
    'Leave serverTLSBootstrap out, or install an approver and name it.',
  );
}

function checkShutdown({ report, where }: RuleContext, id: ResourceId, { kubelet }: ControlPlaneSpec): void {
  // Neither is there unless it is said.
  const all = seconds(textAt(kubelet, 'shutdownGracePeriod') ?? '0s');
  const critical = seconds(textAt(kubelet, 'shutdownGracePeriodCriticalPods') ?? '0s');
  if (all === undefined || critical === undefined || critical <= all) return;
  report(
    shutdownPeriods,
    id,
    `The kubelets of ${where(id)} have ${all} s to end all pods, and of these ${critical} s for critical ones: they do not start.`,
    'Give critical pods a part of the whole.',
  );
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** The seconds of a duration as Go writes it, `1m30s`; undefined for what is none. */
function seconds(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[hms]))+$/.test(text)) return text === '0' ? 0 : undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (unitSeconds[unit] ?? 0),
    0,
  );
}
