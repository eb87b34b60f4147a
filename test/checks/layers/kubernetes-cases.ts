import { ApiObject, Size } from 'cdk8s';
import type { Manifest } from '../../../lib/assembly';
import { contributePackage } from '../../../lib/constructs/hosts';
import { claim, object, workload } from '../assembly-of';
import type { LayerCases } from './told';
import type { Layers } from './world';

const kubelet = (settings: NonNullable<Layers['plane']>['kubelet']): Layers => ({ plane: { kubelet: settings ?? {} } });
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
const unmade = object('storage.k8s.io/v1', 'StorageClass', 'local', {
  provisioner: 'kubernetes.io/no-provisioner',
  volumeBindingMode: 'WaitForFirstConsumer',
});
/** 50 GiB in the folder that workers declare. */
const volumeOn = (host: string): Manifest =>
  object('v1', 'PersistentVolume', 'worker-1-data', {
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

/** Kubernetes on hosts: releases, kubelets, room and volumes. */
export const kubernetesCases: LayerCases = {
  'capacity-short': { fault: asking('1001m'), neighbour: asking('1000m') },
  'cgroup-unsupported': {
    fault: kubelet({ cgroupDriver: 'cgroupfs' }),
    neighbour: kubelet({ cgroupDriver: 'systemd' }),
  },
  'claim-without-volume': {
    fault: holding(unmade, volumeOn('worker-1'), claiming('51Gi')),
    neighbour: holding(unmade, volumeOn('worker-1'), claiming('50Gi')),
  },
  'reserved-too-much': {
    fault: { ...kubelet({ kubeReserved: { memory: '2Gi' } }), worker: { capacity: small } },
    neighbour: { ...kubelet({ kubeReserved: { memory: '1Gi' } }), worker: { capacity: small } },
  },
  'resolv-conf': {
    fault: kubelet({ resolvConf: '/etc/resolv.conf' }),
    neighbour: kubelet({ resolvConf: '/run/systemd/resolve/resolv.conf' }),
  },
  'runtime-unsupported': { fault: { plane: { containerd: '2.1.9' } }, neighbour: { plane: { containerd: '2.2.9' } } },
  'serving-certificates-unapproved': {
    fault: kubelet({ serverTLSBootstrap: true }),
    neighbour: { plane: { kubelet: { serverTLSBootstrap: true }, servingCertificateApprover: 'kubelet-csr-approver' } },
  },
  'shutdown-periods': {
    fault: kubelet({ shutdownGracePeriod: '1m', shutdownGracePeriodCriticalPods: '1m30s' }),
    neighbour: kubelet({ shutdownGracePeriod: '1m30s', shutdownGracePeriodCriticalPods: '1m' }),
  },
  'swap-on': {
    fault: { worker: { swap: 'limited' } },
    neighbour: { worker: { swap: 'limited' }, ...kubelet({ failSwapOn: false }) },
  },
  'version-skew': { fault: kubeletOn('1.37.0'), neighbour: kubeletOn('1.33.9') },
  'volume-not-on-host': {
    fault: holding(unmade, volumeOn('worker-3')),
    neighbour: holding(unmade, volumeOn('worker-2')),
  },
};
