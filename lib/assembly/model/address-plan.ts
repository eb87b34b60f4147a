import type { ResourceBase } from './resource-base';

/** Which addresses belong to whom, and what the network between pods is like. */
export interface AddressPlanSpec {
  /** Subnets of hosts. */
  readonly nodes: readonly string[];
  readonly pods: string;
  readonly services: string;
  /** Addresses that move between hosts, by what they are for. */
  readonly virtual: Readonly<Record<string, string>>;
  /** Addresses outside that hosts rely on, by what they are for: `ntp`, `registry`, `vpn`. */
  readonly reserved: Readonly<Record<string, readonly string[]>>;
  /** The part of the pods' range that one host gets, as a prefix length. */
  readonly nodePrefix: number;
}

export type AddressPlanResource = ResourceBase<'address-plan', AddressPlanSpec>;

/** Flannel's settings. */
export interface FlannelSpec {
  readonly network: string;
  readonly backend:
    | { readonly kind: 'vxlan'; readonly port: number; readonly vni: number; readonly directRouting: boolean }
    | { readonly kind: 'host-gw' };
  readonly datastore:
    | { readonly kind: 'kubernetes' }
    | {
        readonly kind: 'etcd';
        /** The etcd cluster's name. */
        readonly cluster: string;
        readonly prefix: string;
        readonly subnetLength: number;
        readonly subnetMin?: string;
        readonly subnetMax?: string;
      };
  readonly release: string;
  readonly nftables: boolean;
  /** Bytes of each packet that the backend needs for itself. */
  readonly overhead: number;
  readonly mtu: number;
  /** Pools whose hosts are in the network. */
  readonly pools: readonly string[];
}

export type FlannelResource = ResourceBase<'flannel', FlannelSpec>;
