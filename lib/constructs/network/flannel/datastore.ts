import type { LeaseStore } from './lease-store';

export interface EtcdDatastoreProps {
  /** The key below which flannel keeps its data. @default '/coreos.com/network' */
  readonly prefix?: string;
  /** The first address of the first part of the range that a host may get. @default - that of the second part */
  readonly subnetMin?: string;
  /** The first address of the last part that a host may get. @default - that of the last part */
  readonly subnetMax?: string;
}

/** Where flannel keeps which host has which addresses. */
export class FlannelDatastore {
  /** In Kubernetes, whose controller manager gives each node its addresses. */
  static kubernetes(): FlannelDatastore {
    return new FlannelDatastore();
  }

  /**
   * In etcd, apart from Kubernetes: flannel then runs on hosts and gives out the addresses itself.
   *
   * Every host gets a certificate with which it reads and writes all of this etcd: never that of Kubernetes.
   */
  static etcd(cluster: LeaseStore, props: EtcdDatastoreProps = {}): FlannelDatastore {
    return new FlannelDatastore({ cluster, props });
  }

  readonly etcd: { readonly cluster: LeaseStore; readonly props: EtcdDatastoreProps } | undefined;

  private constructor(etcd?: { readonly cluster: LeaseStore; readonly props: EtcdDatastoreProps }) {
    this.etcd = etcd;
  }
}
