import { findingKind } from '../../core';

export const clusterMissing = findingKind({
  code: 'cluster-missing',
  severity: 'error',
  summary: 'an environment has no cluster',
  references: ['docs/guide.md#environments'],
  acknowledgeable: false,
});

export const clusterSecond = findingKind({
  code: 'cluster-second',
  severity: 'error',
  summary: 'an environment has two clusters',
  references: ['docs/guide.md#environments'],
  acknowledgeable: false,
});

export const tenantWithoutQuota = findingKind({
  code: 'tenant-without-quota',
  severity: 'error',
  summary: 'a tenant of a shared cluster has no quota',
  references: ['https://kubernetes.io/docs/concepts/security/multi-tenancy/#quotas'],
  acknowledgeable: true,
});

export const foreignWorkload = findingKind({
  code: 'workload-unknown',
  severity: 'error',
  summary: 'a construct has no pods that policies could select',
  references: ['docs/guide.md#edges'],
  acknowledgeable: false,
});

export const exportAcrossClusters = findingKind({
  code: 'export-across-clusters',
  severity: 'error',
  summary: 'an exported output is used in another cluster',
  references: ['docs/guide.md#environments'],
  acknowledgeable: false,
});

export const layerOfTenant = findingKind({
  code: 'layer-of-tenant',
  severity: 'error',
  summary: 'a tenant declares a part of the cluster itself',
  references: ['docs/guide.md#environments'],
  acknowledgeable: false,
});
