import { resourcesOf } from '../../../assembly';
import { findingKind, textAt } from '../../../core';
import { poolOf, standing } from '../../facts/layers';
import { isOlder } from '../../facts/older';
import type { Rule, RuleContext } from '../../rule';

const moduleMissing = findingKind({
  code: 'module-missing',
  severity: 'error',
  summary: 'a setting of the kernel belongs to a module that is not loaded',
  references: [
    'https://github.com/flannel-io/flannel#getting-started-on-kubernetes',
    'https://github.com/poseidon/typhoon/pull/1557',
  ],
  acknowledgeable: true,
});

const proxyMode = findingKind({
  code: 'proxy-mode',
  severity: 'error',
  summary: 'kube-proxy cannot work on these hosts as it is told to',
  references: [
    'https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-modes',
    'https://kubernetes.io/blog/2025/02/28/nftables-kube-proxy/',
  ],
  acknowledgeable: true,
});

/** Settings that exist only while a module is loaded. */
const moduleOfSetting: readonly (readonly [prefix: string, module: string])[] = [
  ['net.bridge.', 'br_netfilter'],
  ['net.netfilter.nf_conntrack', 'nf_conntrack'],
];

/** nftables mode needs what came with this kernel. */
const nftablesKernel = '5.13';

/** Since this minor ipvs is deprecated. */
const withoutIpvs = '1.35';

/** Settings and modules of the kernel, and what kube-proxy needs of it. */
export const kernels: Rule = {
  kinds: [moduleMissing, proxyMode],
  check: (context) => {
    checkSettings(context);
    checkProxy(context);
  },
};

function checkSettings({ assembly, report, where }: RuleContext): void {
  for (const { id, spec } of resourcesOf(assembly, 'sysctl')) {
    const [, needed] = moduleOfSetting.find(([prefix]) => spec.name.startsWith(prefix)) ?? [];
    if (needed === undefined) continue;
    if (standing(assembly, 'module', spec.on).some((one) => one.spec.name === needed)) continue;
    report(
      moduleMissing,
      id,
      `${where(id)} sets ${spec.name}, which exists only while the module ${needed} is loaded; nothing loads it on ${spec.on.host ?? `pool "${spec.on.pool}"`}.`,
      `Load it: pool.addModule('${needed}', { reason: '...' }).`,
    );
  }
}

function checkProxy({ assembly, report, where }: RuleContext): void {
  for (const { id, spec } of resourcesOf(assembly, 'control-plane')) {
    const mode = textAt(spec.kubeProxy, 'mode') ?? 'iptables';
    if (mode === 'ipvs' && !isOlder(spec.version, withoutIpvs)) {
      report(
        proxyMode,
        id,
        `kube-proxy of ${where(id)} is in mode "ipvs", which is deprecated since Kubernetes ${withoutIpvs}.`,
        "Use 'nftables', or leave it out.",
      );
    }
    for (const name of new Set([...spec.controlPools, ...spec.workerPools])) {
      const kernel = poolOf(assembly, name)?.spec.operatingSystem.kernel;
      if (mode !== 'nftables' || kernel === undefined || !isOlder(kernel, nftablesKernel)) continue;
      report(
        proxyMode,
        id,
        `kube-proxy of ${where(id)} is in mode "nftables", which needs the kernel ${nftablesKernel}; pool "${name}" has ${kernel}.`,
        "Use 'iptables' there.",
      );
    }
    for (const flannel of resourcesOf(assembly, 'flannel')) {
      if (flannel.spec.nftables === (mode === 'nftables')) continue;
      report(
        proxyMode,
        id,
        `kube-proxy of ${where(id)} is in mode "${mode}", and flannel ${where(flannel.id)} writes ${flannel.spec.nftables ? 'nftables' : 'iptables'} rules: the order of the two is nobody's.`,
        'Leave both out, or say the same for both.',
      );
    }
  }
}
