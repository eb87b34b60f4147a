import type { EdgeKind, EdgePort, JsonObject } from '../../core';
import type { AddressPlanResource, FlannelResource } from './address-plan';
import type { CertificateAuthorityResource, CertificateResource, TlsConnectionResource } from './certificate';
import type { ComponentResource } from './component';
import type { ControlPlaneResource } from './control-plane';
import type { EtcdClusterResource } from './etcd-cluster';
import type { ExposureResource } from './exposure';
import type { FileResource } from './file';
import type { FirewallRuleResource } from './firewall-rule';
import type { HostResource } from './host';
import type { HostPoolResource } from './host-pool';
import type { HostSecretResource } from './host-secret';
import type { ModuleResource, SysctlResource, UserResource } from './host-settings';
import type { ResourceId } from './identity';
import type { ClusterFacts, KubernetesClusterResource } from './kubernetes-cluster';
import type { MachineBackendResource, MachineResource } from './machine';
import type { NetworkFlowResource } from './network-flow';
import type { ObjectResource } from './object';
import type { PackageResource } from './package';
import type { SecretResource } from './secret';
import type { UnitResource } from './unit';
import type { VirtualAddressResource } from './virtual-address';

/** The version of this format. Readers refuse what they do not know. */
export const assemblySchema = 1;

/** How careful an environment is: production's defaults are the strictest. */
export type Tier = 'production' | 'staging' | 'development';

/** Anything with an identity in an environment. A closed union: every consumer handles every kind. */
export type Resource =
  ComponentResource | KubernetesClusterResource | NetworkFlowResource | ObjectResource | SecretResource | LayerResource;

/** What the layers below Kubernetes are made of. Constructs contribute these by kind and name. */
export type LayerResource =
  | AddressPlanResource
  | CertificateAuthorityResource
  | CertificateResource
  | ControlPlaneResource
  | EtcdClusterResource
  | ExposureResource
  | FileResource
  | FirewallRuleResource
  | FlannelResource
  | HostPoolResource
  | HostResource
  | HostSecretResource
  | MachineBackendResource
  | MachineResource
  | ModuleResource
  | PackageResource
  | SysctlResource
  | TlsConnectionResource
  | UnitResource
  | UserResource
  | VirtualAddressResource;

export type ResourceKind = Resource['kind'];

export type LayerKind = LayerResource['kind'];

/** What a resource of a kind says. */
export type SpecOf<K extends ResourceKind> = Extract<Resource, { kind: K }>['spec'];

/** The kinds, in the order in which they are written. */
export const resourceKinds = [
  'address-plan',
  'certificate',
  'certificate-authority',
  'component',
  'control-plane',
  'etcd-cluster',
  'exposure',
  'file',
  'firewall-rule',
  'flannel',
  'host',
  'host-pool',
  'host-secret',
  'kubernetes-cluster',
  'machine',
  'machine-backend',
  'module',
  'network-flow',
  'object',
  'package',
  'secret',
  'sysctl',
  'tls-connection',
  'unit',
  'user',
  'virtual-address',
] as const satisfies readonly ResourceKind[];

/** A typed relation between two resources of the environment. */
export interface Edge {
  readonly kind: EdgeKind;
  readonly from: ResourceId;
  readonly to: ResourceId;
  readonly port?: EdgePort;
  /** What the target grants to the consumer. */
  readonly grant?: JsonObject;
}

/** A finding code, or an escape hatch, that an author accepted on a part of the environment. */
export interface Acknowledgement {
  readonly code: string;
  /** Owner below which it holds: empty for the environment, `<stack>`, or `<stack>/<component>`. */
  readonly on: string;
  readonly reason: string;
}

/** The cluster of another environment that this one is a tenant of. */
export interface Tenancy {
  /** The environment that owns the cluster. */
  readonly environment: string;
  /** What this environment relied on when it was synthesized. */
  readonly facts: ClusterFacts;
}

/** What is true of the environment as a whole. */
export interface EnvironmentFacts {
  readonly name: string;
  readonly tier: Tier;
  /** Absent in an environment with a cluster of its own, which is a resource of it. */
  readonly tenancy?: Tenancy;
  /** Releases that were resolved from a line and locked, by name: `gateway-api` is `v1.6.1`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One environment as plain data; the one seam between constructs and everything else. */
export interface Assembly {
  readonly schema: typeof assemblySchema;
  readonly environment: EnvironmentFacts;
  readonly resources: Readonly<Record<ResourceId, Resource>>;
  readonly edges: readonly Edge[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** The facts of the cluster that an environment runs in, its own or another's. */
export function clusterOf(assembly: Assembly): ClusterFacts | undefined {
  return assembly.environment.tenancy?.facts ?? resourcesOf(assembly, 'kubernetes-cluster')[0]?.spec;
}

/** The resources of one kind, sorted by identity. */
export function resourcesOf<K extends ResourceKind>(
  assembly: Assembly,
  kind: K,
): readonly Extract<Resource, { kind: K }>[] {
  let byKind = resourcesByKind.get(assembly);
  if (!byKind) resourcesByKind.set(assembly, (byKind = groupedByKind(assembly)));
  return (byKind.get(kind) ?? []) as readonly Extract<Resource, { kind: K }>[];
}

type ResourcesByKind = ReadonlyMap<ResourceKind, readonly Resource[]>;

/** Facts and checks ask dozens of times, and an assembly does not change. */
const resourcesByKind = new WeakMap<Assembly, ResourcesByKind>();

function groupedByKind({ resources }: Assembly): ResourcesByKind {
  const byKind = new Map<ResourceKind, Resource[]>(resourceKinds.map((kind) => [kind, []]));
  for (const resource of Object.values(resources)) byKind.get(resource.kind)?.push(resource);
  return byKind;
}
