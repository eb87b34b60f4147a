import type { JsonObject } from '../../../core';
import { addAccount, addRole, bind, type AddOn } from '../../base';

export interface EnforcerObjectsProps {
  /** What its ServiceAccount may ask of the API. */
  readonly rules: readonly JsonObject[];
  /** The DaemonSet without its head, asked for when all is known. */
  readonly daemonSet: () => JsonObject;
}

/** The objects of something that enforces policies on every node, all called by its name. */
export function addEnforcerObjects(addOn: AddOn, { rules, daemonSet }: EnforcerObjectsProps): void {
  const { name } = addOn;
  addAccount(addOn);
  addRole(addOn, 'ClusterRole', name, rules);
  bind(addOn, { kind: 'ClusterRoleBinding', name, role: { name } });
  addOn.add({ apiVersion: 'apps/v1', kind: 'DaemonSet', name, body: daemonSet });
}
