import type { Protocol } from '../../core';
import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** What kind of thing runs. */
export type ComponentType =
  | 'microservice'
  | 'job'
  | 'cron-job'
  | 'postgres-cluster'
  | 'redis-cache'
  | 'external-service'
  | 'workload'
  /** A part of the cluster itself that runs in it, such as flannel or metrics-server. */
  | 'add-on'
  /** Something that runs on hosts. */
  | 'host-service';

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
  /** Every one of the units is active on each host. */
  | { readonly kind: 'units'; readonly units: readonly string[] }
  /** The command ends with 0 on each host. */
  | { readonly kind: 'command'; readonly command: readonly string[]; readonly timeoutSeconds: number }
  | { readonly kind: 'none' };

/** What may be down at once. */
export type DisruptionGroup =
  | { readonly kind: 'max-unavailable'; readonly members: number; readonly maxUnavailable: number }
  | { readonly kind: 'quorum'; readonly members: number }
  | { readonly kind: 'single' };

/** One move on a host. */
export type HostAction =
  | { readonly kind: 'start' | 'stop' | 'restart' | 'reload' | 'enable' | 'disable'; readonly unit: string }
  | { readonly kind: 'daemon-reload' | 'drain' | 'uncordon' | 'reboot' }
  /** Brings the packages, files and units that the component owns. */
  | { readonly kind: 'deliver' }
  | RunAction;

/** A command, as words and no shell text. */
export interface RunAction {
  readonly kind: 'run';
  readonly command: readonly string[];
  /** Only where this path is missing: what the command leaves behind, though not always at its end. */
  readonly creates?: string;
  /** Instead of `command` where that began once, made the path, and did not end. @default - nobody may go on there */
  readonly again?: readonly string[];
  /** What people run to take back what it left half done, where there is no `again`. */
  readonly takeBack?: readonly string[];
}

/** Pods that are made before there is a second node, and that must not all stay on the first. */
export interface EarlyPods {
  /** What they are called where people read of them, `CoreDNS`. */
  readonly title: string;
  readonly namespace: string;
  /** The Deployment that makes them. */
  readonly deployment: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** How a component on hosts is installed, changed in place and removed; each list for one host at a time, in order. */
export interface HostProcedures {
  readonly install: readonly HostAction[];
  /** The same of `install` on one host, where no other has it: it begins what the others then come to. @default - `install` */
  readonly installFirst?: readonly HostAction[];
  /** Pods that `installFirst` makes, to be spread when the other hosts have come. @default - none */
  readonly earlyPods?: readonly EarlyPods[];
  /** After a change of a file or unit beyond what its own effect says; the strongest of several wins. */
  readonly reconfigure: readonly HostAction[];
  /** To another release. */
  readonly upgrade: readonly HostAction[];
  /** The same on the first of several. @default - `upgrade` */
  readonly upgradeFirst?: readonly HostAction[];
  readonly remove: readonly HostAction[];
  /** How many hosts may be worked on at once. */
  readonly atOnce: number | 'all';
  /** The same of `install` where none serves yet, and nobody waits for any of them. @default - `atOnce` */
  readonly installAtOnce?: number | 'all';
}

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

/** An image that runs although no object names it. */
export interface ComponentImage {
  /** As a container runtime is asked for it, `registry.k8s.io/pause:3.10.2`. */
  readonly image: string;
  /** What runs it, `static pod`. */
  readonly use: string;
}

export interface ComponentSpec {
  readonly type: ComponentType;
  /** Images of pods that it makes while it runs, and that stand in no object. @default - none */
  readonly images?: readonly ComponentImage[];
  /** Absent for what does not run in the cluster. */
  readonly pods?: ComponentPods;
  /** Kinds that it must find, by the names of their definitions, or it does nothing at all. @default - none */
  readonly watches?: readonly string[];
  readonly ports: readonly ComponentPort[];
  readonly readiness: ReadinessProbe;
  readonly disruption: DisruptionGroup;
  readonly procedures: Procedures;
  /** For what runs on hosts: where, and how it is carried out there. */
  readonly hosts?: { readonly on: readonly HostPlace[]; readonly procedures: HostProcedures };
}

/** Something that runs and that others may consume. */
export type ComponentResource = ResourceBase<'component', ComponentSpec>;
