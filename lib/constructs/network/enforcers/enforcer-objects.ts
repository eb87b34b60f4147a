import type { JsonObject } from '../../../core';
import type { AddOn } from '../../base';

const rbac = 'rbac.authorization.k8s.io';

export interface EnforcerObjectsProps {
  /** What its ServiceAccount may ask of the API. */
  readonly rules: readonly JsonObject[];
  /** The DaemonSet without its head, asked for when all is known. */
  readonly daemonSet: () => JsonObject;
}

/** The objects of something that enforces policies on every node, all called by its name. */
export function addEnforcerObjects(addOn: AddOn, { rules, daemonSet }: EnforcerObjectsProps): void {
  const { name } = addOn;
  addOn.add({ apiVersion: 'v1', kind: 'ServiceAccount', name, body: () => ({}) });
  addOn.add({ apiVersion: `${rbac}/v1`, kind: 'ClusterRole', name, body: () => ({ rules }) });
  addOn.add({
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    name,
    body: () => ({
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: addOn.stack.namespace }],
    }),
  });
  addOn.add({ apiVersion: 'apps/v1', kind: 'DaemonSet', name, body: daemonSet });
}
