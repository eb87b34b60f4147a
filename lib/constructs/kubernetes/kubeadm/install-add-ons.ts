import type { ResourceId } from '../../../assembly';
import { environmentOf, exposuresIn, type Cluster } from '../../base';
import { addLocalPathProvisioner, addMetricsServer, addTraefik, type GatewayCertificate } from '../add-ons';
import { HostLoadBalancer, installedGateway } from '../load-balancer';
import { storageOf } from '../storage';
import type { ClusterSettings } from './cluster-settings';

/** Adds what a cluster is asked to bring beside Kubernetes itself. */
export function installAddOns(cluster: Cluster, settings: ClusterSettings, controlPlane: () => ResourceId): void {
  const { props, workers } = settings;
  const environment = environmentOf(cluster);
  if (props.metrics === true) {
    const { serverTLSBootstrap = false } = props.kubelet ?? {};
    const verifyKubelets = (): boolean => serverTLSBootstrap && props.servingCertificateApprover !== undefined;
    addMetricsServer(environment, { verifyKubelets, controlPlane });
  }
  if (storageOf(props.storage, workers).kind === 'local-path') {
    const pools = [...new Set(workers.map(({ pool }) => pool))];
    addLocalPathProvisioner(environment, { pools: () => pools, controlPlane });
  }
  if (props.ingress instanceof HostLoadBalancer && props.ingress.gatewayPorts) {
    addTraefik(environment, {
      gateway: installedGateway.name,
      nodePorts: props.ingress.gatewayPorts,
      certificates: () => certificatesIn(cluster),
      nodes: () => workers.length,
      controlPlane,
    });
  }
}

function certificatesIn(cluster: Cluster): readonly GatewayCertificate[] {
  return exposuresIn(cluster).flatMap(({ component, host, listener, certificate }) => {
    if (!certificate) return [];
    const { namespace } = component.stack;
    return [{ listener, host, secret: { name: certificate.name, namespace } }];
  });
}
