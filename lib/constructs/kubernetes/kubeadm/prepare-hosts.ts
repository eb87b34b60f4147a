import { HostLoadBalancer } from '../load-balancer';
import { storageOf } from '../storage';
import type { ClusterSettings } from './cluster-settings';

/** What hosts and etcd must hear of a cluster while the program is being made. */
export function prepareHosts({ control, workers, endpoint, props }: ClusterSettings): void {
  for (const pool of new Set(control.map((host) => host.pool))) {
    // They hold the keys of the cluster, and its data where etcd is theirs.
    pool.markStateful();
    if (endpoint.virtualIp) pool.allowAddress(endpoint.virtualIp.address);
  }
  if (storageOf(props.storage, workers).kind !== 'none') {
    for (const pool of new Set(workers.map((host) => host.pool))) pool.markStateful();
  }
  if (props.ingress instanceof HostLoadBalancer && props.ingress.address) {
    for (const pool of props.ingress.hosts.pools) pool.allowAddress(props.ingress.address.address);
  }
  props.etcd?.allowClients('kubernetes', props.controlPlane);
}

/** Addresses that move between hosts, by what they are for. */
export function virtualAddresses({ endpoint, props: { ingress } }: ClusterSettings): Readonly<Record<string, string>> {
  const world = ingress instanceof HostLoadBalancer ? ingress.address?.address : undefined;
  return {
    ...(endpoint.virtualIp && { 'api-server': endpoint.host }),
    ...(world !== undefined && world !== endpoint.host && { ingress: world }),
  };
}
