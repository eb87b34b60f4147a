import { Duration, Size } from 'cdk8s';
import { finding, IpAddress, isJsonObject, madeOtherwise, PlinthError, type Report } from '../../../core';
import { EtcdCluster } from '../../etcd';
import { isHostGroup } from '../../hosts';
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
  const problems = [
    ...groupProblems(given),
    ...partProblems(given),
    ...plainProblems(given),
    ...kubeletProblems(given),
  ];
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

function partProblems(given: Given): readonly Report[] {
  const { network, etcd, endpoint, ingress, storage, packages } = given;
  const ranges = "{ pods: '10.244.0.0/16', services: '10.96.0.0/16' }";
  const wrong: (Report | false)[] = [
    !(network instanceof Flannel) &&
      madeOtherwise('network', network, 'Flannel', `Write new Flannel(this, 'network', ${ranges}).`),
    isOther(etcd, etcd instanceof EtcdCluster) &&
      madeOtherwise(
        'etcd',
        etcd,
        'EtcdCluster',
        "Write new EtcdCluster(this, 'etcd', { hosts: control, version: '3.6' }).",
      ),
    isOther(endpoint, endpoint instanceof VirtualIp || endpoint instanceof Endpoint) &&
      madeOtherwise('endpoint', endpoint, 'Endpoint', endpointFix(endpoint)),
    isOther(ingress, ingress instanceof HostLoadBalancer || ingress instanceof Ingress) &&
      madeOtherwise(
        'ingress',
        ingress,
        'HostLoadBalancer',
        'Write HostLoadBalancer.on(control), or HostLoadBalancer.gateway(control).',
      ),
    isOther(storage, storage instanceof Storage) &&
      madeOtherwise('storage', storage, 'Storage', 'Write Storage.localVolumes(), or Storage.localPath().'),
    isOther(packages, packages instanceof KubernetesPackages) &&
      madeOtherwise('packages', packages, 'KubernetesPackages', 'Leave it out: KubernetesPackages.artifacts().'),
  ];
  return wrong.filter((problem) => problem !== false);
}

const switches = ['metrics', 'audit', 'encryptionAtRest', 'restrictOomScoreAdj'] as const;
const lists = ['apiFrom', 'apiNames', 'registries', 'ignorePreflightErrors'] as const;

/** A text in place of a switch would turn it on, whatever it says. Beside `true` metrics may be an image. */
function plainProblems(given: Given): readonly Report[] {
  return [
    ...switches
      .filter((name) => isOther(given[name], typeof given[name] === 'boolean' || isMetricsImage(name, given[name])))
      .map((name) => madeOtherwise(name, given[name], 'boolean', `Write ${name}: true or ${name}: false.`)),
    ...lists
      .filter((name) => isOther(given[name], Array.isArray(given[name])))
      .map((name) => madeOtherwise(name, given[name], 'list', `Write ${name}: ['...'].`)),
    ...(isOther(given.maxConnections, Number.isInteger(given.maxConnections) && Number(given.maxConnections) > 0)
      ? [
          madeOtherwise(
            'maxConnections',
            given.maxConnections,
            'number',
            'Write a whole number: maxConnections: 20000.',
          ),
        ]
      : []),
  ];
}

function isMetricsImage(name: string, given: unknown): boolean {
  return name === 'metrics' && isJsonObject(given) && typeof given['image'] === 'string';
}

const reserved = ['kubeReserved', 'systemReserved'] as const;

function kubeletProblems({ kubelet }: Given): readonly Report[] {
  if (!isJsonObject(kubelet)) return [];
  const sizes = reserved.flatMap((property) => {
    const own = kubelet[property];
    if (!isJsonObject(own)) return [];
    return (['memory', 'ephemeralStorage'] as const).map((name) => [`${property}.${name}`, own[name]] as const);
  });
  const durations = (['shutdownGracePeriod', 'shutdownGracePeriodCriticalPods'] as const).map(
    (name) => [name, kubelet[name]] as const,
  );
  const { evictionMemory } = kubelet;
  return [
    ...[...sizes, ['evictionMemory', evictionMemory] as const]
      .filter(([, value]) => isOther(value, value instanceof Size))
      .map(([name, value]) => madeOtherwise(`kubelet.${name}`, value, 'Size', 'Write Size.mebibytes(512).')),
    ...durations
      .filter(([, value]) => isOther(value, value instanceof Duration))
      .map(([name, value]) => madeOtherwise(`kubelet.${name}`, value, 'Duration', 'Write Duration.seconds(45).')),
  ];
}

function isOther(given: unknown, isRight: boolean): boolean {
  return given !== undefined && !isRight;
}

function endpointFix(given: unknown): string {
  const text = typeof given === 'string' ? given : '10.20.0.5';
  return IpAddress.tryParse(text)
    ? `Write VirtualIp.at('${text}'), or Endpoint.loadBalancer('api.example.com').`
    : `Write Endpoint.loadBalancer('${text}'), or VirtualIp.at('10.20.0.5').`;
}
