import type { ResourceId } from '../../../assembly';
import { environmentOf, exposuresIn, type Cluster } from '../../base';
import { addLocalPathProvisioner, addMetricsServer, addTraefik, type GatewayCertificate } from '../add-ons';
import { HostLoadBalancer, installedGateway } from '../load-balancer';
import { storageOf } from '../storage';
import type { ClusterSettings } from './cluster-settings';

/** Adds what a cluster is asked to bring beside Kubernetes itself. */
export function installAddOns(cluster: Cluster, settings: ClusterSettings, controlPlane: () => ResourceId): void {
  const { props, workers } = settings;
  const storage = storageOf(props.storage, workers);
  const environment = environmentOf(cluster);
  if (settings.metrics) {
    const { serverTLSBootstrap = false } = props.kubelet ?? {};
    const verifyKubelets = (): boolean => serverTLSBootstrap && props.servingCertificateApprover !== undefined;
    const image = typeof props.metrics === 'object' ? props.metrics.image : undefined;
    addMetricsServer(environment, { verifyKubelets, controlPlane, image });
  }
  if (storage.kind === 'local-path') {
    const pools = [...new Set(workers.map(({ pool }) => pool))];
    addLocalPathProvisioner(environment, { pools: () => pools, controlPlane, ...storage.images });
  }
  if (props.ingress instanceof HostLoadBalancer && props.ingress.gatewayPorts) {
    addTraefik(environment, {
      gateway: installedGateway.name,
      nodePorts: props.ingress.gatewayPorts,
      certificates: () => certificatesIn(cluster),
      nodes: () => workers.length,
      controlPlane,
      image: props.ingress.gatewayImage,
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
