import { findingKind } from '../../core';

export const kubernetesVersion = findingKind({
  code: 'kubernetes-version',
  severity: 'error',
  summary: 'a cluster has a version that Plinth does not know',
  references: ['https://kubernetes.io/releases/version-skew-policy/'],
  acknowledgeable: false,
});

export const clusterHosts = findingKind({
  code: 'cluster-hosts',
  severity: 'error',
  summary: 'a cluster has no hosts for one of its duties, or a number of them that gains nothing',
  references: [
    'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/ha-topology/',
    'https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members',
  ],
  acknowledgeable: false,
});

export const packagesUnavailable = findingKind({
  code: 'packages-unavailable',
  severity: 'error',
  summary: 'the programs of Kubernetes are to come as packages that an operating system cannot have',
  references: ['https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/'],
  acknowledgeable: false,
});

export const configurationFieldUnknown = findingKind({
  code: 'configuration-field-unknown',
  severity: 'error',
  summary: 'a patch sets a field that the kubelet or kube-proxy does not have',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
  ],
  acknowledgeable: false,
});
