import type { ResourceBase } from './resource-base';

/** What is true of an operating system, as everything that is put on it must know. */
export interface OperatingSystemFacts {
  readonly name: 'fedora-coreos' | 'flatcar' | 'ubuntu' | 'debian';
  /** `24.04`, `13`; of the two container systems the stream or channel, `stable`. */
  readonly release: string;
  /** How software gets onto it: its own packages, extension images, or binaries and containers. */
  readonly packages: 'apt' | 'sysext' | 'artifacts';
  /** Where binaries that are not the system's go. */
  readonly binaries: string;
  /** The file that lists real name servers, for pods. */
  readonly resolvConf: string;
  readonly network: 'networkd' | 'network-manager';
  readonly security: 'selinux' | 'apparmor' | 'none';
  readonly cgroup: 1 | 2;
  /** The user that its images bring, or that it makes for whoever logs in first. */
  readonly user?: string;
  /** What keeps its clock. */
  readonly time?: 'chrony' | 'timesyncd';
  /** What updates it and restarts it for that. */
  readonly updater?: 'zincati' | 'locksmith' | 'unattended-upgrades';
  /** The unit that reads a change of sshd's configuration; absent where each connection reads it anew. */
  readonly sshUnit?: string;
  /** Where the kubelet and the controller manager look for plugins of volumes; absent where /usr can be written. */
  readonly volumePlugins?: string;
  /** The newest Ignition configuration that it reads; absent where it reads none. */
  readonly ignition?: string;
  /** Major and minor version of its kernel, `6.12`; absent where it moves with the stream. */
  readonly kernel?: string;
  /** Major version of its systemd; where that moves with the stream, the least that a maintained release has. */
  readonly systemd: number;
}

/** By what a machine learns at its first boot what it is. */
export type Provisioning = { readonly kind: 'ignition'; readonly spec: string } | { readonly kind: 'cloud-init' };

/** Who restarts a host for an update of its system, and when. */
export interface OsUpdates {
  readonly strategy: 'off' | 'download-only' | 'window' | 'immediate';
  /** For `window`: weekdays and the beginning in UTC. */
  readonly window?: { readonly days: readonly string[]; readonly start: string; readonly minutes: number };
}

/** Several hosts alike. The name of the resource is the pool's. */
export interface HostPoolSpec {
  readonly operatingSystem: OperatingSystemFacts;
  readonly provisioning: Provisioning;
  /** Their names, in the order in which they were declared. */
  readonly hosts: readonly string[];
  /** Names that were used once and are not given again. */
  readonly retired: readonly string[];
  /** The network that its hosts are in, and the way out of it. */
  readonly subnet: string;
  readonly gateway?: string;
  readonly interface: string;
  readonly linkMtu: number;
  readonly nameServers: readonly string[];
  readonly timeServers: readonly string[];
  readonly swap: 'off' | 'limited' | 'system-default';
  readonly updates: OsUpdates;
  /** What each host has, where it is known. */
  readonly cpus?: number;
  readonly memoryMebibytes?: number;
  /** The largest boot document that the machines' provider takes, in bytes; absent where there is no limit. */
  readonly userDataLimit?: number;
  readonly registryMirrors: readonly RegistryMirror[];
}

/** Where images of a registry are really pulled from. */
export interface RegistryMirror {
  /** `registry.k8s.io`; `*` for all that have no mirror of their own. */
  readonly registry: string;
  readonly endpoint: string;
  /** The path on hosts of the authority that signed the mirror's certificate. */
  readonly authority?: string;
  /** Where user and password are kept, in words: whoever brings the mirror's configuration, then a secret, takes them from there. */
  readonly credentials?: string;
}

export type HostPoolResource = ResourceBase<'host-pool', HostPoolSpec>;
