// Addresses of hosts, pods and services, and the network between pods: AddressPlan, Flannel, and what enforces policies.
// It knows hosts, and neither etcd's making nor Kubernetes'.
export {};
