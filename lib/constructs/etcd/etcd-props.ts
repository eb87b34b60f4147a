import type { Duration, Size } from 'cdk8s';
import type { HostGroup } from '../hosts';
import type { CertificateLifetimes } from '../pki';
import type { EtcdBackup } from './etcd-backup';
import type { EtcdVersion } from './etcd-versions';

export interface EtcdClusterProps {
  /** One member on each: three or five of them, on hosts that do not fail together. */
  readonly hosts: HostGroup;
  /** The line; its release is the lock file's. */
  readonly version: EtcdVersion;
  /** When copies are made, and where to. @default - never, which production refuses */
  readonly backup?: EtcdBackup;
  /** The size that the data may grow to before etcd takes no more. Hosts need as much memory. @default Size.gibibytes(2) */
  readonly quota?: Size;
  /** About the time that a packet needs from member to member and back. @default Duration.millis(100) */
  readonly heartbeat?: Duration;
  /** How long members hear nothing before they elect another leader. @default - ten heartbeats */
  readonly election?: Duration;
  /** Best a disk of its own. @default '/var/lib/etcd' */
  readonly dataDirectory?: string;
  /** For how long old revisions are kept. @default Duration.hours(8) */
  readonly compaction?: Duration;
  /** Networks that may scrape metrics on port 2381, in the clear. @default - none: it listens on loopback alone */
  readonly metricsFrom?: readonly string[];
  /** How long its certificates live. @default - the authority 3650 days, members and clients 365, renewed 120 before their end */
  readonly lifetimes?: CertificateLifetimes;
  /**
   * What keeps a member from joining the wrong cluster. A cluster that is made from a snapshot needs a new one.
   *
   * @default `<environment>-<name>`
   */
  readonly token?: string;
  /** The name of the component. @default - the construct's id */
  readonly name?: string;
}

/** Why an escape hatch is used. */
export interface VariableOptions {
  readonly reason: string;
}
