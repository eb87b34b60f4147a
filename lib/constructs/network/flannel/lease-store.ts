import type { Contribution, Effect, HostPlace, ResourceId } from '../../../assembly';
import type { HostGroup } from '../../hosts';

/** Somebody on hosts who is let into a store by a certificate. */
export interface LeaseStoreClient {
  /** What the certificate is called on its host. */
  readonly name: string;
  readonly files: {
    readonly certificate: string;
    readonly key: string;
    /** Where the certificate of the store's authority goes. */
    readonly authority: string;
  };
  readonly effect: Effect;
}

/** What flannel needs of a cluster of etcd in which it keeps which host has which addresses. EtcdCluster is one. */
export interface LeaseStore {
  readonly name: string;
  /** One URL a member. */
  readonly urls: readonly string[];
  readonly component: ResourceId;
  readonly props: { readonly hosts: HostGroup };
  allowClients(user: string, ...groups: readonly HostGroup[]): unknown;
  clientCertificate(into: Contribution, on: HostPlace, props: LeaseStoreClient): ResourceId;
}
