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
export { HostPool, type HostPoolProps, type HostVolumeProps } from './host-pool';
export type { HostGroup } from './host-group';
export { placesOf } from './places-of';
export { OperatingSystem } from './operating-system';
