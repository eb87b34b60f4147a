import { finding, IpAddress, madeOtherwise, PlinthError, type Report } from '../../../core';
import { EtcdCluster } from '../../etcd';
import { Flannel } from '../../network';
import { Ingress } from '../ingress';
import { HostLoadBalancer, VirtualIp } from '../load-balancer';
import { Storage } from '../storage';
import type { KubernetesClusterProps } from './cluster-props';
import { Endpoint } from './endpoint';
import { KubernetesPackages } from './packages';

type Given = Readonly<Partial<Record<keyof KubernetesClusterProps, unknown>>>;

/**
 * Refuses what no cluster can be made of. Programs run without being type-checked, so any value may arrive.
 *
 * @throws PlinthError `choice-unknown`, with all of them at once: without its hosts or its network there is nothing to say of the rest.
 */
export function refuseUnsound(given: Given): void {
  const problems = [...groupProblems(given), ...partProblems(given)];
  if (problems.length === 0) return;
  throw new PlinthError(problems.map(({ kind, detail, fix }) => finding(kind, { path: '', detail, fix })));
}

function groupProblems(given: Given): readonly Report[] {
  return (['controlPlane', 'workers'] as const).flatMap((property) =>
    isHostGroup(given[property])
      ? []
      : [madeOtherwise(property, given[property], 'HostPool', `Write ${property}: pool, or pool.take(3).`)],
  );
}

function isHostGroup(given: unknown): boolean {
  if (typeof given !== 'object' || given === null || !('hosts' in given) || !('pools' in given)) return false;
  return Array.isArray(given.hosts) && Array.isArray(given.pools);
}

function partProblems(given: Given): readonly Report[] {
  const { network, etcd, endpoint, ingress, storage, packages } = given;
  const ranges = "{ pods: '10.244.0.0/16', services: '10.96.0.0/16' }";
  return [
    ...(network instanceof Flannel
      ? []
      : [madeOtherwise('network', network, 'Flannel', `Write new Flannel(this, 'network', ${ranges}).`)]),
    ...optional('etcd', etcd, EtcdCluster, "Write new EtcdCluster(this, 'etcd', { hosts: control, version: '3.6' })."),
    ...optional('endpoint', endpoint instanceof VirtualIp ? undefined : endpoint, Endpoint, endpointFix(endpoint)),
    ...optional(
      'ingress',
      ingress instanceof Ingress ? undefined : ingress,
      HostLoadBalancer,
      'Write HostLoadBalancer.on(control), or HostLoadBalancer.gateway(control).',
    ),
    ...optional('storage', storage, Storage, 'Write Storage.localVolumes(), Storage.localPath() or Storage.none().'),
    ...optional('packages', packages, KubernetesPackages, 'Leave it out, or write KubernetesPackages.artifacts().'),
  ];
}

function optional(
  property: string,
  given: unknown,
  type: abstract new (...args: never[]) => unknown,
  fix: string,
): readonly Report[] {
  return given === undefined || given instanceof type ? [] : [madeOtherwise(property, given, type.name, fix)];
}

function endpointFix(given: unknown): string {
  const address = typeof given === 'string' && IpAddress.tryParse(given)?.family === 4 ? given : '10.20.0.5';
  return `Write VirtualIp.at('${address}'), or Endpoint.loadBalancer('api.example.com').`;
}
