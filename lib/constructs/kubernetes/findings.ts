import { findingKind } from '../../core';

export const kubernetesVersion = findingKind({
  code: 'kubernetes-version',
  severity: 'error',
  summary: 'a cluster has a version that Plinth does not know',
  references: ['https://kubernetes.io/releases/version-skew-policy/'],
  acknowledgeable: false,
});
