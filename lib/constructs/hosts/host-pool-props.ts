import type { Size } from 'cdk8s';
import type { RegistryMirror } from '../../assembly';
import type { Machine } from '../machines';
import type { ArtifactMirror } from './artifact/artifact-mirror';
import type { OperatingSystem } from './operating-system';
import type { SystemUpdates } from './system-updates';

/** A disk or folder on each host of a pool on which pods may keep data. */
export interface HostVolumeProps {
  readonly size: Size;
  /** @default `/var/lib/plinth/volumes/<name>` */
  readonly path?: string;
}

/** A host that is called by name. */
export interface NamedHostProps {
  /** Its address in the pool's network, `10.20.0.11`. */
  readonly address: string;
  /** @default - the pool's zones, in turn */
  readonly zone?: string;
}

/** A person who may log in. */
export interface HostUserProps {
  /** Public keys, each one line of an authorized_keys file. */
  readonly keys: readonly string[];
  /** Whether it may become root without a password. @default true */
  readonly sudo?: boolean;
  /** @default - none */
  readonly groups?: readonly string[];
}

/** What each host of a pool has. */
export interface HostCapacity {
  readonly cpus: number;
  readonly memory: Size;
}

export interface HostPoolProps {
  /** How many hosts: `control-1` to `control-<count>`, without those that are retired. @default - `names` says */
  readonly count?: number;
  /** The hosts by name, with their addresses. @default - `count` says */
  readonly names?: Readonly<Record<string, string | NamedHostProps>>;
  /**
   * Names that were used once: they and their addresses are not given again.
   *
   * With `count` 3, retiring `control-2` gives control-1, control-3 and control-4, each with the address that it had or would
   * have had. @default - none
   */
  readonly retired?: readonly string[];
  readonly os: OperatingSystem;
  readonly machine: Machine;
  /** The network that the hosts are in, `10.20.0.0/24`. */
  readonly subnet: string;
  /** The address of the first host by count, `10.20.0.11`; each further one gets the next. Needed with `count`. */
  readonly firstAddress?: string;
  /** The way out of the network. @default - the network's first address */
  readonly gateway?: string;
  /** What the hosts call their link to the network, as the image names it: `eth0`, `ens3`. @default 'eth0' */
  readonly interface?: string;
  /** The largest packet of the link in bytes; 1450 where an OpenStack network is itself a tunnel. @default 1500 */
  readonly linkMtu?: number;
  /** Addresses of name servers. @default - none, which is the finding `resolver-missing` */
  readonly nameServers?: readonly string[];
  /** Names or addresses of time servers. @default - none, which is the finding `time-missing` */
  readonly timeServers?: readonly string[];
  /** Zones that hosts are spread over, in turn. @default - none */
  readonly zones?: readonly string[];
  /** Volumes of each host: local storage of pods. @default - none */
  readonly volumes?: Readonly<Record<string, Size | HostVolumeProps>>;
  /** Public keys of the people who log in as the first user: that of the machines, or of the operating system's images. */
  readonly sshKeys: readonly string[];
  /** Ranges from which ssh may connect, always at a limited rate. @default - anywhere */
  readonly sshFrom?: readonly string[];
  /** Further people, each with a user of their own. @default - none */
  readonly users?: Readonly<Record<string, HostUserProps>>;
  /**
   * `off`: hosts have none, as the kubelet wants it. `limited`: they keep what the image brings, and pods may use their share.
   *
   * @default 'off'
   */
  readonly swap?: 'off' | 'limited';
  /** Who restarts hosts for updates of their system, and when. @default - nobody: what is ready waits for a restart by hand or plan */
  readonly updates?: SystemUpdates;
  /** By what machines learn at first boot what they are. @default - ignition where the system has it in all images, else cloud-init */
  readonly provisioning?: 'ignition' | 'cloud-init';
  /** What each host has. @default - the machine's, where it knows */
  readonly capacity?: HostCapacity;
  /** Where images are really pulled from. @default - where their names say */
  readonly registryMirrors?: readonly RegistryMirror[];
  /** Where software comes from that the distribution does not package. @default ArtifactMirror.upstream() */
  readonly artifactMirror?: ArtifactMirror;
}
