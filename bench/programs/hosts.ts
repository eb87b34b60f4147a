import { Environment, Stack } from '../../lib/constructs/base';
import { EtcdCluster } from '../../lib/constructs/etcd';
import { HostPool, OperatingSystem, type HostPoolProps } from '../../lib/constructs/hosts';
import { KubernetesCluster, VirtualIp } from '../../lib/constructs/kubernetes';
import { Machine } from '../../lib/constructs/machines';
import { Flannel } from '../../lib/constructs/network';
import { App } from '../../lib/program';
import { environmentName } from './plinth';
import { declareStacks, sizeOf } from './objects';

const common: Omit<HostPoolProps, 'count' | 'firstAddress'> = {
  os: OperatingSystem.debian('13'),
  machine: Machine.existing(),
  subnet: '172.16.0.0/16',
  nameServers: ['172.16.0.1'],
  timeServers: ['172.16.0.1'],
  sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA bench'],
};

/** Runs the whole pipeline over a cluster from the operating system up, with so many hosts, and over the objects. */
export function main([hosts = '0', ...args]: readonly string[]): void {
  const app = new App();
  const environment = new Environment(app, environmentName, { tier: 'development' });
  const control = new HostPool(environment, 'control', { ...common, count: 3, firstAddress: '172.16.0.11' });
  const workers = new HostPool(environment, 'worker', {
    ...common,
    count: Number(hosts) - 3,
    firstAddress: '172.16.1.1',
  });
  const network = new Flannel(environment, 'network', { pods: '10.0.0.0/9', services: '10.128.0.0/16' });
  new KubernetesCluster(environment, 'cluster', {
    version: '1.36',
    controlPlane: control,
    workers,
    network,
    etcd: new EtcdCluster(environment, 'etcd', { hosts: control, version: '3.6' }),
    endpoint: VirtualIp.at('172.16.0.5'),
    metrics: true,
  });
  for (const code of ['artifact-without-digest', 'image-without-digest'])
    environment.acknowledge(code, 'A bench runs nothing.');
  declareStacks(sizeOf(args), (id) => new Stack(environment, id));
  app.synth();
}
