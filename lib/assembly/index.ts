// An environment as plain data: the model (one file per kind of resource), the trait by which constructs contribute to it,
// synthesis (tree -> Assembly, pure), and the reading and writing of dist/.
// It knows no construct class and no rule that crosses layers. Only dist/read, dist/write, dist/dist and from-file touch files.
export { bootDocumentName, bootDocuments, bootDocumentSize } from './boot';
export {
  contributes,
  contributorOf,
  type Contribution,
  type Contributor,
  type Known,
  type KnownComponent,
  type KnownEdge,
  type Subject,
} from './contributor';
export { compareDist, distFiles, environmentsBefore, hostsBefore, renderDist, writeDist } from './dist/dist';
export { fileCollisions } from './dist/file-collisions';
export { manifestPath, type FileTree } from './dist/files';
export { readAssembly, readEnvironments } from './dist/read';
export { render } from './dist/render';
export { compareFiles, writeFiles, writeFileSets, type FileSet, type WriteResult } from './dist/write';
export { missingDefinitions } from './facts/required-definitions';
export { acknowledgementUnused, nameInvalid } from './findings';
export { readSource } from './from-file';
export {
  assemblySchema,
  clusterOf,
  resourceKinds,
  resourcesOf,
  type Acknowledgement,
  type Assembly,
  type Edge,
  type EnvironmentFacts,
  type LayerKind,
  type LayerResource,
  type Resource,
  type ResourceKind,
  type SpecOf,
  type Tenancy,
  type Tier,
} from './model/assembly';
export {
  bodyText,
  hostFilePath,
  hostViews,
  parseBody,
  placed,
  unitPath,
  type HostView,
  type PlacedKind,
} from './hosts';
export type { AddressPlanSpec, FlannelSpec } from './model/address-plan';
export type { Body, UnitSection } from './model/body';
export type {
  CertificateAuthoritySpec,
  CertificateOwner,
  CertificateSpec,
  KeyUsage,
  TlsConnectionSpec,
} from './model/certificate';
export type {
  ComponentPods,
  ComponentImage,
  ComponentPort,
  ComponentResource,
  ComponentSpec,
  ComponentType,
  DisruptionGroup,
  EarlyPods,
  HostAction,
  HostProcedures,
  Procedures,
  ReadinessProbe,
  RunAction,
} from './model/component';
export type { ControlPlaneSpec } from './model/control-plane';
export type { EtcdClusterSpec, EtcdMember } from './model/etcd-cluster';
export type { ExposureSpec } from './model/exposure';
export type { Effect, FileResource, FileSpec, Stage } from './model/file';
export type { FirewallPeer, FirewallRuleSpec } from './model/firewall-rule';
export type { HostResource, HostSpec, HostVolume } from './model/host';
export { hostStack, placedName, type HostPlace } from './model/host-place';
export type {
  HostPoolResource,
  HostPoolSpec,
  OperatingSystemFacts,
  OsUpdates,
  Provisioning,
  RegistryMirror,
} from './model/host-pool';
export type { HostSecretSpec } from './model/host-secret';
export type { ModuleSpec, SysctlSpec, UserSpec } from './model/host-settings';
export type { ExistingMachine, MachineBackendSpec, MachineSpec, OpenStackMachine } from './model/machine';
export { packagesUnit, type InstalledFile, type PackageSource, type PackageSpec } from './model/package';
export type { UnitResource, UnitSpec } from './model/unit';
export type { VirtualAddressSpec } from './model/virtual-address';
export {
  apiGroup,
  clusterStack,
  identityParts,
  objectId,
  plinthId,
  type IdentityParts,
  type ResourceId,
} from './model/identity';
export type {
  ClusterFacts,
  IngressFacts,
  KubernetesClusterResource,
  NodeFacts,
  PolicyEnforcer,
  StorageClassFacts,
} from './model/kubernetes-cluster';
export type { FlowPeer, NetworkFlowResource, NetworkFlowSpec } from './model/network-flow';
export type { Manifest, ManifestMetadata, ObjectResource } from './model/object';
export type { SecretResource, SecretSpec } from './model/secret';
export {
  podGroupsOf,
  PolicyEvaluator,
  labelSelector,
  labelsText,
  namespaceOf,
  PortSet,
  reachability,
  selects,
  selectsAll,
  selectorText,
  workloadsOf,
  type Connection,
  type ContainerRole,
  type DeclaredPort,
  type Direction,
  type Labels,
  type LabelSelector,
  type OpenReason,
  type Party,
  type PodGroup,
  type PortRange,
  type Reachability,
  type Workload,
} from './network';
export { synthesizeTree, type Origin, type Provenance, type Synthesized } from './synthesize/synthesize';
export { parseYaml, toYaml, YamlError } from './yaml';
