// Addresses of hosts, pods and services, and the network between pods: AddressPlan, Flannel, and what enforces policies.
// It knows hosts, and neither etcd's making nor Kubernetes'.
export { AddressPlan, type AddressPlanProps } from './address-plan';
export { Flannel } from './flannel/flannel';
export { FlannelBackend, type VxlanProps } from './flannel/backend';
export { FlannelDatastore, type EtcdDatastoreProps } from './flannel/datastore';
export type { FlannelImages, FlannelProps } from './flannel/props';
export type { LeaseStore, LeaseStoreClient } from './flannel/lease-store';
export type { NetworkAttachment } from './network-attachment';
export { PolicyEnforcer, type PolicyEnforcerProps } from './enforcers/policy-enforcer';
