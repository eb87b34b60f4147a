import type { Contribution, ResourceId } from '../../../assembly';
import type { JsonObject } from '../../../core';
import type { Cluster } from '../../base';
import { contributeContainerRuntime, contributeFile, placesOf, type HostPool } from '../../hosts';
import { contributeLocalVolumes, storageOf } from '../storage';
import type { ApiServer } from './api-server';
import { authoritiesOf } from './authorities';
import { clusterConfiguration } from './cluster-configuration';
import type { ClusterSettings } from './cluster-settings';
import { kubeletFields, kubeProxyFields } from './configuration-fields';
import type { ConfigurationPatches } from './configuration-patches';
import { contributeBalancers } from './contribute-balancers';
import { contributeCertificates } from './contribute-certificates';
import { contributeDeviations, controlPlaneSpec } from './contribute-cluster';
import { contributeComponents } from './contribute-components';
import { contributeConnections } from './contribute-connections';
import { contributeControl } from './contribute-control';
import { contributeNodes } from './contribute-node';
import { contributePorts } from './contribute-ports';
import { contributePrograms } from './contribute-programs';
import { contributeRenewal } from './contribute-renewal';
import { contributeSecrets } from './contribute-secrets';
import { workerJoinConfiguration } from './kubeadm-documents';
import { kubeProxyConfiguration } from './kube-proxy-configuration';
import { kubeletConfiguration } from './kubelet-configuration';
import { plinthPaths } from './paths';
import { patchProblems } from './patch-problems';

export interface KubernetesParts {
  readonly cluster: Cluster;
  readonly kubelet: ConfigurationPatches;
  readonly kubeProxy: ConfigurationPatches;
  readonly apiServer: ApiServer;
  /** The component of a pool's container runtime. */
  readonly runtimeOf: (pool: HostPool) => ResourceId;
}

/** Everything that a cluster puts on its hosts. */
export function contributeKubernetes(into: Contribution, settings: ClusterSettings, parts: KubernetesParts): void {
  const { control, version, line, pools } = settings;
  const [first] = control;
  // It is reported; without a control host there is nothing to put anywhere.
  if (!first) return;
  const release = into.version(`kubernetes-${version}`, line.releases);
  const kubeletOf = (pool: HostPool): JsonObject => parts.kubelet.applyTo(kubeletConfiguration(settings, pool));
  const kubelet = kubeletOf(first.pool);
  // What is kept back matters where workloads run.
  const workerKubelet = kubeletOf(settings.workers[0]?.pool ?? first.pool);
  const kubeProxy = parts.kubeProxy.applyTo(kubeProxyConfiguration(settings));

  const problems = [
    ...patchProblems(parts.kubelet, kubeletFields, version),
    ...patchProblems(parts.kubeProxy, kubeProxyFields, version),
  ];
  for (const { kind, detail, fix } of problems) into.finding(kind, detail, fix);

  const runtimes = pools.map((pool) => contributeRuntime(into, settings, pool));
  for (const pool of pools) contributePrograms(into, pool, settings, release);
  contributeNodes(into, settings, kubeletOf);
  const cluster = clusterConfiguration(settings, release, parts.apiServer);
  contributeControl(into, settings, { cluster, kubelet, kubeProxy });
  contributeJoin(into, settings);
  contributeSecrets(into, settings);
  contributeRenewal(into, settings);
  contributePorts(into, settings);

  const authorities = authoritiesOf(settings);
  contributeCertificates(into, settings, authorities);
  contributeConnections(into, settings, authorities);
  const containerd = runtimes[0]?.release ?? '';
  into.resource(
    'control-plane',
    settings.name,
    controlPlaneSpec(settings, { release, containerd, kubelet: workerKubelet, kubeProxy }),
  );
  contributeComponents(into, settings, release, parts.runtimeOf);
  contributeBalancers(into, settings, parts.cluster);
  if (storageOf(settings.props.storage, settings.workers).kind === 'local-volumes') {
    contributeLocalVolumes(into, settings.workers);
  }
  contributeDeviations(into, {
    'kubelet-patched': parts.kubelet.all.map(({ patch, reason }) => ({ what: JSON.stringify(patch), reason })),
    'kube-proxy-patched': parts.kubeProxy.all.map(({ patch, reason }) => ({ what: JSON.stringify(patch), reason })),
    'api-server-argument': parts.apiServer.all.map(({ name, value, reason }) => ({ what: `${name}=${value}`, reason })),
  });
}

function contributeRuntime(
  into: Contribution,
  { version, line, images, props }: ClusterSettings,
  pool: HostPool,
): { readonly release: string } {
  const { containerd, restrictOomScoreAdj } = props;
  return contributeContainerRuntime(into, pool, {
    kubernetes: version,
    sandboxImage: `${images}/pause:${line.pause}`,
    ...(containerd !== undefined && { release: containerd }),
    ...(restrictOomScoreAdj !== undefined && { restrictOomScoreAdj }),
  });
}

/** One file for all workers of a pool: what differs is the name of the host and its address, which stand elsewhere. */
function contributeJoin(into: Contribution, settings: ClusterSettings): void {
  const workers = settings.nodes.filter((host) => !settings.control.includes(host));
  for (const on of placesOf(workers)) {
    contributeFile(into, on, {
      path: plinthPaths.join,
      mode: '0600',
      body: { format: 'yaml', value: [workerJoinConfiguration(settings)] },
      effect: { kind: 'none' },
    });
  }
}
