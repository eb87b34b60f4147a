import type { IConstruct } from 'constructs';
import { PlinthError } from '../../../core';
import { etcdHostTaken, memberAmong } from '../../etcd';
import type { KubernetesClusterProps } from './cluster-props';

/**
 * Refuses members of etcd that kubeadm would make beside those of an EtcdCluster: every file and port of theirs is the same.
 *
 * @throws PlinthError `etcd-host-taken`
 */
export function refuseSecondEtcd(scope: IConstruct, { etcd, controlPlane }: KubernetesClusterProps): void {
  const taken = etcd ? undefined : memberAmong(scope, controlPlane.hosts);
  if (!taken) return;
  throw PlinthError.of(
    etcdHostTaken,
    `The host "${taken.host.name}" has a member of "${taken.by.name}" already; without etcd the cluster gets one of its own on each control host: both would listen on 2379, and wait for one disk.`,
    `Pass the EtcdCluster "${taken.by.name}": etcd.`,
  );
}
