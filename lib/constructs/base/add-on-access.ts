import type { JsonObject } from '../../core';
import type { AddOn } from './add-on';

const group = 'rbac.authorization.k8s.io';

export interface BindingProps {
  readonly kind: 'ClusterRoleBinding' | 'RoleBinding';
  readonly name: string;
  /** A ClusterRole is meant unless it says otherwise. */
  readonly role: { readonly kind?: 'ClusterRole' | 'Role'; readonly name: string };
}

/** A ServiceAccount by the add-on's name. */
export function addAccount(addOn: AddOn): void {
  addOn.add({ apiVersion: 'v1', kind: 'ServiceAccount', name: addOn.name, body: () => ({}) });
}

/** What somebody may ask of the API, in the whole cluster or in the add-on's namespace. */
export function addRole(
  addOn: AddOn,
  kind: 'ClusterRole' | 'Role',
  name: string,
  rules: readonly JsonObject[],
  labels: Readonly<Record<string, string>> = {},
): void {
  addOn.add({ apiVersion: `${group}/v1`, kind, name, labels: () => labels, body: () => ({ rules }) });
}

/** Gives the add-on's ServiceAccount a role. */
export function bind(addOn: AddOn, { kind, name, role }: BindingProps): void {
  addOn.add({
    apiVersion: `${group}/v1`,
    kind,
    name,
    body: () => ({
      roleRef: { apiGroup: group, kind: role.kind ?? 'ClusterRole', name: role.name },
      subjects: [{ kind: 'ServiceAccount', name: addOn.name, namespace: addOn.stack.namespace }],
    }),
  });
}
