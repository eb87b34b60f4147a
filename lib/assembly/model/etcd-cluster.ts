import type { ResourceBase } from './resource-base';

export interface EtcdMember {
  /** The member's name. */
  readonly name: string;
  readonly host: string;
  readonly clientUrl: string;
  readonly peerUrl: string;
}

/** A cluster of etcd on hosts. */
export interface EtcdClusterSpec {
  /** Supported line, `3.6`. */
  readonly version: string;
  readonly release: string;
  readonly members: readonly EtcdMember[];
  /** Prints who belongs to it, on the host of a member: one line for each, as `etcdctl member list` does. @default - nobody asks */
  readonly listMembers?: readonly string[];
  /** Unique for each generation of the cluster. */
  readonly token: string;
  readonly dataDirectory: string;
  readonly quotaBytes: number;
  readonly heartbeatMilliseconds: number;
  readonly electionMilliseconds: number;
  /** The environment of every member, beside what its own address gives: flags by their variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly authority: string;
  readonly backup?: {
    readonly schedule: string;
    readonly keep: number;
    /** Where copies go besides the host itself. */
    readonly destination: { readonly kind: 's3' | 'ssh'; readonly url: string };
  };
  /** Who keeps data in it: `kubernetes`, `flannel`. */
  readonly usedBy: readonly string[];
}

export type EtcdClusterResource = ResourceBase<'etcd-cluster', EtcdClusterSpec>;
