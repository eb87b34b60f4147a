import { resourcesOf, type ControlPlaneSpec, type ResourceId } from '../../../assembly';
import { findingKind, Version } from '../../../core';
import { containerdFor, isContainerdTooOld } from '../../../kube-api';
import { layerOf } from '../../facts/layers';
import { isOlder, tryVersion } from '../../facts/older';
import { listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';

const skewPolicy = 'https://kubernetes.io/releases/version-skew-policy/';

const versionSkew = findingKind({
  code: 'version-skew',
  severity: 'error',
  summary: 'hosts run releases of Kubernetes that do not work together',
  references: [skewPolicy],
  acknowledgeable: false,
});

const runtimeUnsupported = findingKind({
  code: 'runtime-unsupported',
  severity: 'error',
  summary: 'the container runtime is too old for this Kubernetes',
  references: ['https://github.com/containerd/containerd/blob/main/RELEASES.md#kubernetes-support'],
  acknowledgeable: true,
});

const etcdTooOld = findingKind({
  code: 'etcd-too-old',
  severity: 'error',
  summary: 'etcd is older than what this Kubernetes takes',
  references: ['https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/constants/constants.go'],
  acknowledgeable: false,
});

/** MinExternalEtcdVersion in kubeadm's constants.go at v1.34.10, v1.35.8 and v1.36.4. */
const oldestEtcd: Readonly<Record<string, string>> = { '1.34': '3.5.24', '1.35': '3.5.24', '1.36': '3.5.24' };

/** The releases that run together on hosts. */
export const versions: Rule = {
  kinds: [versionSkew, runtimeUnsupported, etcdTooOld],
  check: (context) => {
    for (const { id, spec } of resourcesOf(context.assembly, 'control-plane')) {
      checkKubelets(context, id, spec);
      checkRuntime(context, id, spec);
      checkEtcd(context, id, spec);
    }
  },
};

/** How many minors a kubelet may be behind the API server. */
const oldestKubelet = 3;

/** A kubelet may be older than the API server, within limits, and never newer. */
function checkKubelets({ assembly, report, where }: RuleContext, id: ResourceId, spec: ControlPlaneSpec): void {
  const server = Version.parse(spec.release);
  const pools = new Set([...spec.controlPools, ...spec.workerPools]);
  for (const { id: kubelet, spec: one } of resourcesOf(assembly, 'package')) {
    const node = one.name === 'kubelet' && pools.has(one.on.pool) ? tryVersion(one.version ?? '') : undefined;
    const behind = server.minor - (node?.minor ?? server.minor);
    if (behind >= 0 && behind <= oldestKubelet) continue;
    report(
      versionSkew,
      kubelet,
      `The kubelets of ${where(kubelet)} are ${one.version ?? ''}; the API server of ${where(id)} is ${spec.release}: a kubelet is never newer, and at most three minors older.`,
      'Use one version for the cluster, and bring the control plane to it first.',
    );
  }
}

function checkRuntime({ report, where }: RuleContext, id: ResourceId, spec: ControlPlaneSpec): void {
  const containerd = tryVersion(spec.containerd);
  if (!containerd || !isContainerdTooOld(spec.version, containerd)) return;
  report(
    runtimeUnsupported,
    id,
    `${where(id)} is Kubernetes ${spec.version} with containerd ${spec.containerd}; it works with ${listed(containerdFor(spec.version))} and later patches of these lines.`,
    'Leave containerd out: its release follows the version of Kubernetes.',
  );
}

function checkEtcd(
  { assembly, report, where }: RuleContext,
  id: ResourceId,
  { etcd, version }: ControlPlaneSpec,
): void {
  if (etcd.kind !== 'external') return;
  const cluster = layerOf(assembly, 'etcd-cluster', etcd.cluster);
  const oldest = oldestEtcd[version];
  if (!cluster || oldest === undefined || !isOlder(cluster.spec.release, oldest)) return;
  report(
    etcdTooOld,
    id,
    `${where(id)} is Kubernetes ${version}, which takes etcd ${oldest} and later; ${where(cluster.id)} is ${cluster.spec.release}.`,
    'Take the newest release of its line into plinth.lock.json, or use a later line.',
  );
}
