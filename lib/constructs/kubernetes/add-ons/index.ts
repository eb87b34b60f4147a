// What a cluster runs beside Kubernetes itself: metrics, folders for claims, and a gateway. Each is a function that adds an
// add-on to the stack of its own layer. It knows hosts, and nothing of how the cluster is made.
export type { GatewayCertificate } from './gateway-listeners';
export { addLocalPathProvisioner, type LocalPathProps } from './local-path-provisioner';
export { addMetricsServer, type MetricsServerProps } from './metrics-server';
export { addTraefik, type TraefikProps } from './traefik';
