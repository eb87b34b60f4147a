import type { Protocol } from '../../core';
import type { ResourceBase } from './resource-base';

/** What kind of thing runs. */
export type ComponentType =
  'microservice' | 'job' | 'cron-job' | 'postgres-cluster' | 'redis-cache' | 'external-service' | 'workload';

/** A port on which a component listens. */
export interface ComponentPort {
  readonly name: string;
  /** Where the process listens; what policies see. */
  readonly number: number;
  readonly protocol: Protocol;
  /** The service in front of it, where there is one. */
  readonly service?: { readonly name: string; readonly port: number };
}

/** How one can tell that a component is ready. */
export type ReadinessProbe =
  | { readonly kind: 'rollout'; readonly object: string }
  | { readonly kind: 'complete'; readonly object: string }
  | { readonly kind: 'none' };

/** What may be down at once. */
export type DisruptionGroup =
  | { readonly kind: 'max-unavailable'; readonly members: number; readonly maxUnavailable: number }
  | { readonly kind: 'quorum'; readonly members: number }
  | { readonly kind: 'single' };

/** What carrying out a change of a component does to it. */
export interface Procedures {
  readonly install: 'apply';
  readonly update: 'apply' | 'rolling-restart' | 'restart-with-gap' | 'replace-object';
  /** `retain`: the data stays when the component goes. */
  readonly remove: 'delete' | 'retain';
}

/** Which pods a component consists of, as policies select them. */
export interface ComponentPods {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Labels that the component gives to its own pods while it runs, such as the role of a database's member. */
  readonly runtimeLabels?: readonly string[];
}

export interface ComponentSpec {
  readonly type: ComponentType;
  /** Absent for what does not run in the cluster. */
  readonly pods?: ComponentPods;
  readonly ports: readonly ComponentPort[];
  readonly readiness: ReadinessProbe;
  readonly disruption: DisruptionGroup;
  readonly procedures: Procedures;
}

/** Something that runs and that others may consume. */
export type ComponentResource = ResourceBase<'component', ComponentSpec>;
