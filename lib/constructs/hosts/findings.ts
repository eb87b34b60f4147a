import { findingKind } from '../../core';

export const artifactWithoutDigest = findingKind({
  code: 'artifact-without-digest',
  severity: 'error',
  summary: 'hosts would run software that nobody checks',
  references: [
    'https://coreos.github.io/ignition/configuration-v3_5/',
    'https://kubernetes.io/docs/tasks/administer-cluster/verify-signed-artifacts/',
  ],
  acknowledgeable: true,
});

export const hostNameInvalid = findingKind({
  code: 'host-name-invalid',
  severity: 'error',
  summary: 'a name cannot be that of a host',
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
    'https://github.com/siderolabs/talos/issues/4484',
    'https://github.com/rancher/rke2/issues/7978',
  ],
  acknowledgeable: false,
});

export const hostPoolInvalid = findingKind({
  code: 'host-pool-invalid',
  severity: 'error',
  summary: 'a pool of hosts cannot be as its properties say',
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.network.html'],
  acknowledgeable: false,
});

export const hostRetired = findingKind({
  code: 'host-retired',
  severity: 'error',
  summary: 'a host gets a name or an address that another one had',
  references: [
    'https://etcd.io/docs/v3.6/op-guide/runtime-reconf-design/',
    'https://github.com/kubernetes/kubeadm/issues/31',
  ],
  acknowledgeable: true,
});

export const updatesUnsupported = findingKind({
  code: 'updates-unsupported',
  severity: 'error',
  summary: 'an operating system cannot be updated as it is told to',
  references: [
    'https://coreos.github.io/zincati/usage/updates-strategy/',
    'https://github.com/flatcar/locksmith#reboot-windows',
  ],
  acknowledgeable: false,
});
