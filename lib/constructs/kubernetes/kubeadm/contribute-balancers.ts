import type { Contribution } from '../../../assembly';
import type { Cluster } from '../../base';
import { contributeLoadBalancers, defaultConnections, HostLoadBalancer, type ApiEndpoint } from '../load-balancer';
import type { ClusterSettings } from './cluster-settings';
import { networkPeers, peersOf } from './peers';

/** The load balancers of a cluster on its hosts: in front of the API servers, and for the world. */
export function contributeBalancers(into: Contribution, settings: ClusterSettings, cluster: Cluster): void {
  const { endpoint, control, workers, nodes, bindPort, props } = settings;
  const { virtualIp, port } = endpoint;
  const from = [...peersOf(nodes), ...networkPeers(props.apiFrom ?? [])];
  const api: ApiEndpoint | undefined = virtualIp && { address: virtualIp, port, bindPort, hosts: control, from };
  const ingress = props.ingress instanceof HostLoadBalancer ? props.ingress : undefined;
  if (!api && !ingress) return;
  const { maxConnections = defaultConnections } = props;
  contributeLoadBalancers(into, {
    cluster,
    ...(api && { api }),
    ...(ingress && { ingress }),
    maxConnections,
    nodes: workers,
  });
}
