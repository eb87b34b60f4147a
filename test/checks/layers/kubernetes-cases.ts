import { ApiObject, Duration, Size } from 'cdk8s';
import type { Manifest } from '../../../lib/assembly';
import { contributePackage } from '../../../lib/constructs/hosts';
import type { KubeletProps } from '../../../lib/constructs/kubernetes';
import { claim, object, workload } from '../assembly-of';
import type { LayerCases } from './told';
import type { Layers } from './world';

const kubelet = (settings: KubeletProps): Layers => ({ cluster: { kubelet: settings } });
const driven = (cgroupDriver: string): Layers => ({
  also: ({ cluster }) => cluster.kubelet.patch({ cgroupDriver }, { reason: 'All hosts had it.' }),
});
const large = { cpus: 2, memory: Size.gibibytes(4) };
const small = { cpus: 2, memory: Size.gibibytes(2) };

const kubeletOn = (release: string): Layers => ({
  also: ({ layer }) => {
    layer((into) => {
      const source = { kind: 'apt', hold: true } as const;
      contributePackage(into, { pool: 'worker', host: 'worker-2' }, { name: 'kubelet', version: release, source });
    });
  },
});
const holding = (...manifests: readonly Manifest[]): Layers => ({
  worker: { volumes: { data: Size.gibibytes(50) } },
  also: ({ shop }) => {
    for (const manifest of manifests) new ApiObject(shop, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  },
});
const asking = (cpu: string): Layers => ({
  ...holding(workload('shop/cart', { container: { resources: { requests: { cpu, memory: '1Gi' } } } })),
  worker: { capacity: large },
});
/** 50 GiB in the folder that workers declare. */
const volumeOn = (host: string): Manifest =>
  object('v1', 'PersistentVolume', 'archive', {
    spec: {
      capacity: { storage: '50Gi' },
      ...{ accessModes: ['ReadWriteOnce'], storageClassName: 'local' },
      local: { path: '/var/lib/plinth/volumes/data' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [host] }] },
          ],
        },
      },
    },
  });
const claiming = (storage: string): Manifest =>
  claim('shop/orders', { storageClassName: 'local', resources: { requests: { storage } } });

const shutdown = (all: number, critical: number): Layers =>
  kubelet({
    shutdownGracePeriod: Duration.seconds(all),
    shutdownGracePeriodCriticalPods: Duration.seconds(critical),
  });
const reserved = (gibibytes: number): Layers => ({
  ...kubelet({ kubeReserved: { memory: Size.gibibytes(gibibytes) } }),
  worker: { capacity: small },
});

/** Kubernetes on hosts: releases, kubelets, room and volumes. */
export const kubernetesCases: LayerCases = {
  'capacity-short': { fault: asking('1000m'), neighbour: asking('800m') },
  'cgroup-unsupported': { fault: driven('cgroupfs'), neighbour: driven('systemd') },
  'claim-without-volume': { fault: holding(claiming('51Gi')), neighbour: holding(claiming('50Gi')) },
  'reserved-too-much': { fault: reserved(2), neighbour: reserved(1) },
  'resolv-conf': {
    fault: kubelet({ resolvConf: '/etc/resolv.conf' }),
    neighbour: kubelet({ resolvConf: '/run/systemd/resolve/resolv.conf' }),
  },
  'runtime-unsupported': {
    fault: { cluster: { containerd: '2.1.9' } },
    neighbour: { cluster: { containerd: '2.2.9' } },
  },
  'serving-certificates-unapproved': {
    fault: kubelet({ serverTLSBootstrap: true }),
    neighbour: {
      cluster: { kubelet: { serverTLSBootstrap: true }, servingCertificateApprover: 'kubelet-csr-approver' },
    },
  },
  'shutdown-periods': { fault: shutdown(60, 90), neighbour: shutdown(90, 60) },
  'swap-on': {
    fault: { worker: { swap: 'limited' }, ...kubelet({ failSwapOn: true }) },
    neighbour: { worker: { swap: 'limited' } },
  },
  'version-skew': { fault: kubeletOn('1.37.0'), neighbour: kubeletOn('1.33.9') },
  'volume-not-on-host': { fault: holding(volumeOn('worker-3')), neighbour: holding(volumeOn('worker-2')) },
};
