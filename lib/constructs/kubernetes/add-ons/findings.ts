import { findingKind } from '../../../core';

export const kubeletsUnverified = findingKind({
  code: 'kubelets-unverified',
  severity: 'warning',
  summary: 'metrics-server believes whoever answers for a kubelet',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/#kubelet-serving-certs',
    'https://github.com/kubernetes-sigs/metrics-server/blob/v0.9.0/README.md#requirements',
  ],
  acknowledgeable: true,
});

export const gatewayListenerClash = findingKind({
  code: 'gateway-listener-clash',
  severity: 'error',
  summary: 'a gateway could not tell for which host a listener or its certificate is',
  references: [
    'https://gateway-api.sigs.k8s.io/api-types/gateway/',
    'https://github.com/traefik/traefik/blob/v3.6.12/pkg/provider/kubernetes/gateway/kubernetes.go',
  ],
  acknowledgeable: false,
});
