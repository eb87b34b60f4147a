import { findingKind } from '../../core';

/** One code for all APIs: what is missing is always something in the cluster. */
export const apiWithoutController = findingKind({
  code: 'api-without-controller',
  severity: 'error',
  summary: 'nothing in the cluster acts on an object',
  references: [
    'https://kubernetes.io/docs/concepts/architecture/controller/',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#prerequisites',
    'https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/',
  ],
  acknowledgeable: true,
});
