import { resourcesOf, type ControlPlaneSpec, type HostPoolSpec, type ResourceId } from '../../../assembly';
import { fieldAt, findingKind, textAt } from '../../../core';
import { poolOf } from '../../facts/layers';
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

/** The settings of kubelets against the hosts that they run on. */
export const nodeSettings: Rule = {
  kinds: [cgroupUnsupported, swapOn, resolvConfMissing, servingCertificates, shutdownPeriods],
  check: (context) => {
    for (const { id, spec } of resourcesOf(context.assembly, 'control-plane')) {
      checkServing(context, id, spec);
      checkShutdown(context, id, spec);
      for (const name of new Set([...spec.controlPools, ...spec.workerPools])) {
        const pool = poolOf(context.assembly, name)?.spec;
        if (pool) checkPool(context, id, spec, name, pool);
      }
    }
  },
};

function checkPool(
  { report, where }: RuleContext,
  id: ResourceId,
  { kubelet, version }: ControlPlaneSpec,
  name: string,
  pool: HostPoolSpec,
): void {
  const { operatingSystem, swap } = pool;
  const driver = textAt(kubelet, 'cgroupDriver') ?? 'systemd';
  if (driver !== 'systemd') {
    report(
      cgroupUnsupported,
      id,
      `The kubelets of ${where(id)} have the cgroup driver "${driver}"; containerd on pool "${name}" has systemd: two managers of one tree.`,
      "Leave cgroupDriver out: it is 'systemd'.",
    );
  }
  if (operatingSystem.cgroup === 1 && version !== '1.34' && fieldAt(kubelet, 'failCgroupV1') !== false) {
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
      "Write swap: 'off' for the pool, or failSwapOn: false with memorySwap for the kubelets.",
    );
  }
  const resolvConf = textAt(kubelet, 'resolvConf');
  if (resolvConf !== undefined && resolvConf !== operatingSystem.resolvConf) {
    report(
      resolvConfMissing,
      id,
      `The kubelets of ${where(id)} give pods the name servers of ${resolvConf}; on pool "${name}" (${operatingSystem.name}) the file with the real ones is ${operatingSystem.resolvConf}.`,
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
  const all = seconds(textAt(kubelet, 'shutdownGracePeriod'));
  const critical = seconds(textAt(kubelet, 'shutdownGracePeriodCriticalPods'));
  if (all === undefined || critical === undefined || critical <= all) return;
  report(
    shutdownPeriods,
    id,
    `The kubelets of ${where(id)} have ${all} s to end all pods and ${critical} s of it for critical ones.`,
    'Give critical pods a part of the whole.',
  );
}

/** A duration of Go in its simple forms. */
function seconds(text: string | undefined): number | undefined {
  const [, amount, unit] = /^(\d+)(s|m|h)$/.exec(text ?? '') ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
}
