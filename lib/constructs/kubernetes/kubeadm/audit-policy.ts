import type { JsonObject } from '../../../core';

/**
 * Who did what. Requests that nobody will ask about are left out; of what holds secrets only the fact of the request is kept, and
 * what changes anything else is kept with its body. https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
 */
export const auditPolicy: JsonObject = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  // One event a request, when it is answered.
  omitStages: ['RequestReceived'],
  omitManagedFields: true,
  rules: [
    { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version', '/openapi*'] },
    // Leases are renewed every few seconds by every node and every leader; events are a log themselves.
    { level: 'None', resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }] },
    { level: 'None', resources: [{ resources: ['events'] }, { group: 'events.k8s.io', resources: ['events'] }] },
    {
      level: 'None',
      users: ['system:kube-proxy', 'system:kube-controller-manager', 'system:kube-scheduler'],
      verbs: ['get', 'list', 'watch'],
    },
    { level: 'None', userGroups: ['system:nodes'], verbs: ['get', 'list', 'watch'] },
    // Their bodies are secrets.
    {
      level: 'Metadata',
      resources: [
        { resources: ['secrets', 'serviceaccounts/token'] },
        { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
      ],
    },
    { level: 'Metadata', verbs: ['get', 'list', 'watch'] },
    { level: 'Request', verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
    { level: 'Metadata' },
  ],
};
