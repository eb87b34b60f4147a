import { join } from 'node:path';
import { App } from 'cdk8s';
import { bodyText, hostStack, plinthId, resourcesOf, synthesizeTree, type HostPlace } from '../../../lib/assembly';
import { Environment } from '../../../lib/constructs/base';
import { EtcdBackup, EtcdCluster } from '../../../lib/constructs/etcd';
import { etcdLines } from '../../../lib/constructs/etcd/etcd-versions';
import { ArtifactMirror, HostPool, type HostPoolProps } from '../../../lib/constructs/hosts';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import {
  Flannel,
  FlannelDatastore,
  PolicyEnforcer,
  type FlannelProps,
  type NetworkAttachment,
} from '../../../lib/constructs/network';
import { poolProps } from '../hosts/layer';

export const networkProps: FlannelProps = { pods: '10.244.0.0/16', services: '10.96.0.0/16' };

const artifactMirror = ArtifactMirror.upstream({
  digests: Object.fromEntries(
    [
      ...etcdLines['3.6'].releases.map((release) => `etcd ${release}`),
      ...['flannel 0.28.9', 'flannel-cni-plugin 1.9.1-flannel3'],
    ].map((name) => [name, '0'.repeat(64)]),
  ),
});

/** A network of two pools, in an environment of an app. */
export interface Lab {
  readonly environment: Environment;
  readonly control: HostPool;
  readonly workers: HostPool;
  readonly etcd: EtcdCluster;
  readonly network: Flannel;
}

/** What makes Kubernetes, which nothing here does. */
export const controlPlane = plinthId(hostStack, 'component', 'kubernetes');

export interface LabOptions {
  readonly network?: Partial<FlannelProps> | ((etcd: EtcdCluster) => Partial<FlannelProps>);
  readonly pool?: Partial<HostPoolProps>;
  readonly attach?: Partial<NetworkAttachment> | false;
}

export function labIn(app: App, { network = {}, pool = {}, attach = {} }: LabOptions = {}): Lab {
  const environment = new Environment(app, 'lab', { tier: 'staging' });
  KubernetesCluster.existing(environment, 'cluster', { version: '1.36', enforcer: 'kube-router' });
  const control = new HostPool(environment, 'control', { ...poolProps, artifactMirror, ...pool });
  const workers = new HostPool(environment, 'worker', {
    ...poolProps,
    names: { 'worker-1': '10.20.0.21' },
    artifactMirror,
    ...pool,
  });
  const etcd = new EtcdCluster(environment, 'leases', {
    hosts: workers.take(1),
    version: '3.6',
    backup: EtcdBackup.none({ reason: 'Leases are made anew.' }),
  });
  const given = typeof network === 'function' ? network(etcd) : network;
  const flannel = new Flannel(environment, 'network', { ...networkProps, ...given });
  if (attach !== false) {
    const api = { host: '10.20.0.5', port: 6443 };
    flannel.attach({ pools: [control, workers], proxyMode: 'nftables', api, controlPlane, ...attach });
  }
  return { environment, control, workers, etcd, network: flannel };
}

/** The same in an app of its own. */
export function lab(options: LabOptions = {}): Environment {
  return labIn(new App(), options).environment;
}

/** A network whose leases are in etcd. */
export const leasesInEtcd = (etcd: EtcdCluster): Partial<FlannelProps> => ({ datastore: FlannelDatastore.etcd(etcd) });

export const sourceRoot = join(__dirname, '../../..');

/** The text of a file on all hosts of a pool, or of a unit; undefined where there is none. */
export function fileOf(environment: Environment, on: string, path: string): string | undefined {
  const { assembly } = synthesizeTree(environment, { sourceRoot });
  const isOn = (place: HostPlace): boolean => (place.host ?? place.pool) === on;
  const file = resourcesOf(assembly, 'file').find(({ spec }) => isOn(spec.on) && spec.path === path);
  const unit = resourcesOf(assembly, 'unit').find(({ spec }) => isOn(spec.on) && spec.name === path);
  if (file) return bodyText(file.spec.body);
  return unit?.spec.body && bodyText({ format: 'unit', value: unit.spec.body });
}

/** What needs what of the network's parts. */
export function edgesOf(environment: Environment): readonly string[] {
  const { assembly } = synthesizeTree(environment, { sourceRoot });
  const lines = assembly.edges.map(({ kind, from, to }) => `${from} ${kind} ${to}`);
  return lines.filter((line) => /network|flannel|kube-router/.test(line)).sort();
}

/** Of a network that brings no pod, so that nothing is to be acknowledged. */
export const withoutPods = (network: Partial<FlannelProps> = {}): LabOptions['network'] => {
  return (etcd) => ({ ...leasesInEtcd(etcd), enforcer: PolicyEnforcer.none(), ...network });
};
