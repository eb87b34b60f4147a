import { App } from 'cdk8s';
import { Environment } from '../../../lib/constructs/base';
import { EtcdBackup, EtcdCluster } from '../../../lib/constructs/etcd';
import { HostPool, type HostPoolProps } from '../../../lib/constructs/hosts';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { Flannel, FlannelDatastore, type FlannelProps, type NetworkAttachment } from '../../../lib/constructs/network';
import { poolProps } from '../hosts/layer';

export const networkProps: FlannelProps = { pods: '10.244.0.0/16', services: '10.96.0.0/16' };

/** A network of two pools, in an environment of an app. */
export interface Lab {
  readonly environment: Environment;
  readonly control: HostPool;
  readonly workers: HostPool;
  readonly etcd: EtcdCluster;
  readonly network: Flannel;
}

export interface LabOptions {
  readonly network?: Partial<FlannelProps> | ((etcd: EtcdCluster) => Partial<FlannelProps>);
  readonly pool?: Partial<HostPoolProps>;
  readonly attach?: Partial<NetworkAttachment> | false;
}

export function labIn(app: App, { network = {}, pool = {}, attach = {} }: LabOptions = {}): Lab {
  const environment = new Environment(app, 'lab', { tier: 'staging' });
  const cluster = KubernetesCluster.existing(environment, 'cluster', { version: '1.36', enforcer: 'kube-router' });
  const control = new HostPool(environment, 'control', { ...poolProps, ...pool });
  const workers = new HostPool(environment, 'worker', { ...poolProps, names: { 'worker-1': '10.20.0.21' }, ...pool });
  environment.acknowledge('artifact-without-digest', 'Nothing is installed in tests.');
  const etcd = new EtcdCluster(environment, 'leases', {
    hosts: workers.take(1),
    version: '3.6',
    backup: EtcdBackup.none({ reason: 'Leases are made anew.' }),
  });
  const given = typeof network === 'function' ? network(etcd) : network;
  const flannel = new Flannel(environment, 'network', { ...networkProps, ...given });
  if (attach !== false) {
    flannel.attach({ pools: [control, workers], proxyMode: 'nftables', controlPlane: etcd.component, ...attach });
  }
  void cluster;
  return { environment, control, workers, etcd, network: flannel };
}

/** The same in an app of its own. */
export function lab(options: LabOptions = {}): Environment {
  return labIn(new App(), options).environment;
}

/** A network whose leases are in etcd. */
export const leasesInEtcd = (etcd: EtcdCluster): Partial<FlannelProps> => ({ datastore: FlannelDatastore.etcd(etcd) });
