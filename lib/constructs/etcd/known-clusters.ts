import type { IConstruct } from 'constructs';
import type { Host } from '../hosts';
import type { EtcdCluster } from './etcd-cluster';

/** By the root of the tree, in the order of declaration. */
const clusters = new WeakMap<IConstruct, EtcdCluster[]>();

/** Remembers a cluster for the whole program. */
export function rememberCluster(cluster: EtcdCluster): void {
  const { root } = cluster.node;
  clusters.set(root, [...(clusters.get(root) ?? []), cluster]);
}

/** The clusters of the program that were declared before one. */
function before(cluster: EtcdCluster): readonly EtcdCluster[] {
  const all = clusters.get(cluster.node.root) ?? [];
  return all.slice(0, all.indexOf(cluster));
}

/** A host that an earlier cluster has a member on already. */
export function hostTaken(cluster: EtcdCluster): { readonly host: Host; readonly by: EtcdCluster } | undefined {
  for (const by of before(cluster)) {
    const host = cluster.props.hosts.hosts.find((one) => by.props.hosts.hosts.includes(one));
    if (host) return { host, by };
  }
  return undefined;
}

/** A host of some that a cluster declared so far has a member on. */
export function memberAmong(
  scope: IConstruct,
  hosts: readonly Host[],
): { readonly host: Host; readonly by: EtcdCluster } | undefined {
  for (const by of clusters.get(scope.node.root) ?? []) {
    const host = hosts.find((one) => by.props.hosts.hosts.includes(one));
    if (host) return { host, by };
  }
  return undefined;
}

/** The earlier cluster whose copies go to the same place. */
export function destinationTaken(cluster: EtcdCluster): EtcdCluster | undefined {
  const { destination } = cluster;
  return destination === undefined ? undefined : before(cluster).find((other) => other.destination === destination);
}
