import type { Contribution, Manifest } from '../../../assembly';
import { nameProblem, nameRule, suggestedName, type JsonObject } from '../../../core';
import { memoryQuantity } from '../../base';
import type { Host } from '../../hosts';

const storageClassName = 'local';

/**
 * A volume of Kubernetes for each that a host declares, tied to that host: what is there is made once, on the disk, and nothing
 * makes more. What a pod wrote stays when its claim is gone, until somebody has looked at it.
 *
 * https://kubernetes.io/docs/concepts/storage/volumes/#local
 */
export function contributeLocalVolumes(into: Contribution, workers: readonly Host[]): void {
  into.object({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: storageClassName, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner',
    reclaimPolicy: 'Retain',
    // The volume is chosen with the node, and so fits all that the pod asks for.
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  for (const host of workers) {
    for (const volume of host.pool.volumes) into.object(persistentVolume(host, volume));
  }
}

/** What cannot be a name was reported by the pool that has it, and is never written: another stands for it. */
function volumeName(name: string): string {
  const rule = nameRule('PersistentVolume');
  return nameProblem(name, rule) === undefined ? name : suggestedName(name, rule);
}

function persistentVolume(host: Host, { name, path, size }: Host['pool']['volumes'][number]): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volumeName(`${host.name}-${name}`) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: memoryQuantity(size) },
      local: { path },
      nodeAffinity: { required: { nodeSelectorTerms: [onHost(host)] } },
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName,
      volumeMode: 'Filesystem',
    },
  };
}

function onHost({ name }: Host): JsonObject {
  return { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [name] }] };
}
