// What NetworkPolicies allow, worked out from the objects of an environment alone: who reaches whom on which ports, inside
// and across its border. It follows the API's definition, not one enforcer's; whether anything enforces the policies is a
// fact of the cluster, told beside the answer. What cannot be known before pods run (their addresses, pods that others
// make) is taken for allowed wherever a policy could mean it: an answer here never hides a way in.
export type { Connection, OpenReason, Party } from './connection';
export { containersOf } from './containers';
export {
  labelSelector,
  labelsText,
  selects,
  selectsAll,
  selectorText,
  type Labels,
  type LabelSelector,
} from './label-selector';
export type { Direction } from './network-policy';
export type { ContainerRole, DeclaredPort, PodGroup, Workload } from './pod-group';
export { PolicyEvaluator } from './policy-evaluator';
export { PortSet, type PortRange } from './port-set';
export { reachability, type Reachability } from './reachability';
export { namespaceOf, podGroupsOf, workloadsOf } from './workloads';
