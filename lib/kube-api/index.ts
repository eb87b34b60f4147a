// Facts about the Kubernetes API, one set per supported minor, and about the Gateway API beside it: which kinds there are,
// their fields in upstream's order, how lists merge, what is required, deprecated or gone; and which containerd a minor takes.
// The data in data/ are generated from upstream's sources by tools/kube-api, each with the version and digest of what was
// read; nobody edits them.
// Nothing here knows an assembly or what Plinth makes of objects. It must never guess: what upstream does not state is absent.
export { compareCodePoints } from './code-points';
export { conform, type Conformed } from './conform';
export { containerdFor, isContainerdTooOld } from './containerd';
export type {
  DeprecationFacts,
  FieldFacts,
  FieldType,
  KindFacts,
  KindName,
  ListType,
  RemovalFacts,
  ScalarType,
  TypeFacts,
  ValueFacts,
} from './facts';
export { fieldPathText, type FieldPath } from './field-path';
export type { FieldProblem, JsonType } from './field-problem';
export { gatewayApi, type GatewayApi, type GatewayApiCrd } from './gateway-api';
export { kubeApi, type KubeApi } from './kube-api';
export { compareMinors, isKubernetesMinor, kubernetesMinors, type KubernetesMinor } from './minor';
export { walkFields, type FieldVisitor } from './walk-fields';
