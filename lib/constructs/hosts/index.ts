// Hosts: pools of machines with an operating system, and everything that any host has whatever runs on it: files, units,
// packages, users, kernel settings, time, ssh, firewall, container runtime. Layers above contribute to hosts by the functions
// of contribute.ts. It knows no etcd, no Kubernetes and no peer but by firewall rules.
export {
  contributeFile,
  contributeModule,
  contributePackage,
  contributePort,
  contributeSecretFile,
  contributeSysctl,
  contributeUnit,
  contributeUser,
  section,
  type FileProps,
  type PackageProps,
  type PortProps,
  type SecretFileProps,
  type UnitProps,
} from './contribute';
export { Host } from './host';
export { HostPool } from './host-pool';
export type { EscapeHatchProps } from './escape-hatches';
export type { HostNetwork } from './host-pool-facts';
export type { HostCapacity, HostPoolProps, HostUserProps, HostVolumeProps, NamedHostProps } from './host-pool-props';
export { isHostGroup, type HostGroup } from './host-group';
export { placesOf } from './places-of';
export { OperatingSystem } from './operating-system';
export type { DebianRelease, FedoraCoreOsStream, FlatcarChannel, UbuntuRelease } from './operating-system-facts';
export { SystemUpdates, type UpdateWindowProps, type Weekday } from './system-updates';
export {
  contributeAptRepository,
  contributeHeldPackage,
  type AptRepositoryProps,
  type HeldPackageProps,
} from './artifact/contribute-apt';
export { ArtifactMirror, type ArtifactMirrorProps } from './artifact/artifact-mirror';
export {
  contributeArtifact,
  contributeExtension,
  type ContributedArtifact,
  type ExtensionProps,
  type KnownArtifactProps,
  type OtherArtifactProps,
} from './artifact/contribute-artifact';
export type { ArtifactName } from './artifact/upstream-artifacts';
export { contributeContainerRuntime, type ContainerRuntime, type ContainerRuntimeProps } from './containerd';
export { endedSystem, refuseEnded, type EndedName, type EndedSystem } from './refusals';
