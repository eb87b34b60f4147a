import { findingKind } from '../../../core';

export const ingressOnWorkers = findingKind({
  code: 'ingress-on-workers',
  severity: 'error',
  summary: 'the world would come in through hosts that run workloads',
  references: [
    'https://kubernetes.io/docs/tutorials/services/source-ip/#source-ip-for-services-with-type-nodeport',
    'https://github.com/kubernetes/kubernetes/pull/133969',
  ],
  acknowledgeable: false,
});
