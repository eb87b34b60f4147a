// Kubernetes clusters and what is common to everything that runs in one: ingress, pods and their safe defaults.
// It knows no database and no application.
export { Ingress, type GatewayProps } from './ingress';
export { KubernetesCluster, type AddOnPods, type ExistingClusterProps } from './kubernetes-cluster';
