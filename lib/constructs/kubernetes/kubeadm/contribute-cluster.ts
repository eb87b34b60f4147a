import type { Contribution, ControlPlaneSpec } from '../../../assembly';
import type { JsonObject } from '../../../core';
import type { ClusterSettings } from './cluster-settings';
import { commonNames } from './contribute-certificates';

export interface ControlPlaneProps {
  readonly release: string;
  readonly containerd: string;
  readonly kubelet: JsonObject;
  readonly kubeProxy: JsonObject;
}

/** What rules and plans read of a cluster. */
export function controlPlaneSpec(settings: ClusterSettings, props: ControlPlaneProps): ControlPlaneSpec {
  const { release, containerd, kubelet, kubeProxy } = props;
  const { virtualIp, ...endpoint } = settings.endpoint;
  const { etcd, servingCertificateApprover, encryptionAtRest = true, audit = true } = settings.props;
  return {
    version: settings.version,
    release,
    containerd,
    pause: settings.line.pause,
    coreDns: settings.line.coreDns,
    controlPools: poolNames(settings.control),
    workerPools: poolNames(settings.workers),
    endpoint: {
      ...endpoint,
      ...(virtualIp && { virtualAddress: virtualIp.address, routerId: virtualIp.routerId }),
    },
    bindPort: settings.bindPort,
    etcd: etcd ? { kind: 'external', cluster: etcd.name } : { kind: 'stacked', release: settings.line.etcd },
    podRange: settings.podRange,
    serviceRange: settings.serviceRange,
    nodePrefix: settings.nodePrefix,
    clusterDomain: settings.clusterDomain,
    clusterDns: settings.clusterDns,
    apiServerNames: commonNames(settings),
    nodePorts: settings.nodePorts,
    kubelet,
    kubeProxy,
    ...(servingCertificateApprover !== undefined && { servingCertificateApprover }),
    ...{ encryptionAtRest, audit },
  };
}

function poolNames(hosts: ClusterSettings['nodes']): readonly string[] {
  return [...new Set(hosts.map(({ pool }) => pool.name))];
}

/** Escape hatches that were used, for reviewers. */
export function contributeDeviations(
  into: Contribution,
  hatches: Readonly<Record<string, readonly { readonly what: string; readonly reason: string }[]>>,
): void {
  for (const [code, used] of Object.entries(hatches)) {
    for (const { what, reason } of used) into.deviation(code, `${what}: ${reason}`);
  }
}
