import { hostStack, plinthId, type Contribution, type ResourceId } from '../../../assembly';
import type { HostPool } from '../../hosts';
import { controlComponent, workerComponent } from './cluster-components';
import type { ClusterSettings } from './cluster-settings';

/** The component of a cluster's control plane, which is called as the cluster is. */
export function controlPlaneId(cluster: string): ResourceId {
  return plinthId(hostStack, 'component', cluster);
}

/** The control plane and the workers of each pool, and what must run before them. */
export function contributeComponents(
  into: Contribution,
  settings: ClusterSettings,
  release: string,
  runtimeOf: (pool: HostPool) => ResourceId,
): void {
  const { name, control, nodes, endpoint, props, pools } = settings;
  const [first] = control;
  if (!first) return;
  into.component(controlComponent(settings, first.pool, release));
  const controlPlane = controlPlaneId(name);
  const needs = (from: ResourceId, to: ResourceId): void => {
    into.edge({ kind: 'needs', from, to });
  };
  for (const pool of pools) needs(runtimeOf(pool), pool.component);
  for (const pool of new Set(control.map((host) => host.pool))) needs(controlPlane, runtimeOf(pool));
  if (props.etcd) needs(controlPlane, props.etcd.component);
  if (endpoint.kind === 'virtual-address') needs(controlPlane, plinthId(hostStack, 'component', 'api-endpoint'));
  for (const pool of pools) {
    const hosts = nodes.filter((host) => host.pool === pool && !control.includes(host));
    if (hosts.length === 0) continue;
    const workers = into.part(`kubelet-${pool.name}`, workerComponent(settings, pool, hosts));
    needs(workers, runtimeOf(pool));
    needs(workers, controlPlane);
  }
}
