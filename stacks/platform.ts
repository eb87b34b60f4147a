// What the boutique's clusters stand on: three control hosts and some workers, from the operating system up.
import { Size } from 'cdk8s';
import type { Environment } from '../lib/constructs/base';
import { EtcdBackup, EtcdCluster, type EtcdBackupDestination } from '../lib/constructs/etcd';
import { HostPool, type OperatingSystem } from '../lib/constructs/hosts';
import { HostLoadBalancer, KubernetesCluster, VirtualIp } from '../lib/constructs/kubernetes';
import { Machine } from '../lib/constructs/machines';
import { Flannel } from '../lib/constructs/network';
import type { KubernetesMinor } from '../lib/kube-api';

export interface PlatformProps {
  readonly version: KubernetesMinor;
  readonly os: OperatingSystem;
  /** The first three numbers of the hosts' network, `10.20.0`. */
  readonly network: string;
  readonly workers: number;
  readonly sshKeys: readonly string[];
  readonly backup: EtcdBackupDestination;
}

/** Machines that stand in three racks, and a cluster on them. */
export function addPlatform(environment: Environment, props: PlatformProps): KubernetesCluster {
  const { version, os, network, workers: count, sshKeys, backup } = props;
  const gateway = `${network}.1`;
  const hosts = {
    ...{ os, sshKeys, gateway, machine: Machine.existing({ sshUser: 'ops' }) },
    subnet: `${network}.0/24`,
    nameServers: [gateway],
    timeServers: [gateway],
    zones: ['rack-a', 'rack-b', 'rack-c'],
    capacity: { cpus: 8, memory: Size.gibibytes(32) },
  };
  environment.acknowledge(
    'kubelets-unverified',
    'Hosts are alone in their network, and nobody approves certificates yet.',
  );
  environment.acknowledge('artifact-without-digest', 'No source that we trust gives digests of these releases yet.');
  const control = new HostPool(environment, 'control', { ...hosts, count: 3, firstAddress: `${network}.11` });
  const workers = new HostPool(environment, 'worker', { ...hosts, count, firstAddress: `${network}.101` });
  return new KubernetesCluster(environment, 'cluster', {
    version,
    controlPlane: control,
    workers,
    etcd: new EtcdCluster(environment, 'etcd', {
      hosts: control,
      version: '3.6',
      backup: EtcdBackup.hourly({ to: backup, keep: 48 }),
    }),
    network: new Flannel(environment, 'network', { pods: '10.244.0.0/16', services: '10.96.0.0/16' }),
    endpoint: VirtualIp.at(`${network}.5`),
    ingress: HostLoadBalancer.on(control),
    metrics: true,
  });
}
