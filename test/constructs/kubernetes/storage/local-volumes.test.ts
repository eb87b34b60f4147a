import { Size } from 'cdk8s';
import { resourcesOf, toYaml } from '../../../../lib/assembly';
import { Storage } from '../../../../lib/constructs/kubernetes';
import { synthesized } from '../kubeadm/fixture';

const workers = {
  volumes: { data: Size.gibibytes(50), logs: { size: Size.mebibytes(500), path: '/srv/logs' } },
};

function objects(kind: string, storage?: Storage): readonly string[] {
  return resourcesOf(synthesized({ ...(storage && { storage }) }, { workers }).assembly, 'object')
    .filter(({ spec }) => spec.kind === kind)
    .map(({ spec }) => toYaml(spec));
}

test('each volume that a host declares is one of Kubernetes, tied to that host', () => {
  expect(objects('PersistentVolume').map((text) => /name: (.*)/.exec(text)?.[1])).toEqual([
    'worker-1-data',
    'worker-1-logs',
    'worker-2-data',
    'worker-2-logs',
  ]);
  expect(objects('PersistentVolume')[3]).toMatchInlineSnapshot(`
    "apiVersion: v1
    kind: PersistentVolume
    metadata:
      name: worker-2-logs
    spec:
      capacity:
        storage: 500Mi
      local:
        path: /srv/logs
      accessModes:
        - ReadWriteOnce
      persistentVolumeReclaimPolicy: Retain
      storageClassName: local
      volumeMode: Filesystem
      nodeAffinity:
        required:
          nodeSelectorTerms:
            - matchExpressions:
                - key: kubernetes.io/hostname
                  operator: In
                  values:
                    - worker-2
    "
  `);
});

test('nothing makes more of them', () => {
  expect(objects('StorageClass')).toEqual([
    expect.stringContaining('provisioner: kubernetes.io/no-provisioner\nreclaimPolicy: Retain\n'),
  ]);
});

test('folders are made by a provisioner, and no storage is none', () => {
  expect(objects('PersistentVolume', Storage.localPath())).toEqual([]);
  expect(objects('StorageClass', Storage.localPath())).toEqual([expect.stringContaining('name: local-path\n')]);
  expect(objects('StorageClass', Storage.none())).toEqual([]);
});
