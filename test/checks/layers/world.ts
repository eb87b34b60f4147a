import { Construct } from 'constructs';
import { contributes, hostStack, type Contribution, type Tier } from '../../../lib/assembly';
import { Environment, Stack } from '../../../lib/constructs/base';
import { EtcdBackup, EtcdCluster, type EtcdClusterProps } from '../../../lib/constructs/etcd';
import { ArtifactMirror, HostPool, OperatingSystem, type HostPoolProps } from '../../../lib/constructs/hosts';
import { KubernetesCluster, VirtualIp, type KubernetesClusterProps } from '../../../lib/constructs/kubernetes';
import { Machine } from '../../../lib/constructs/machines';
import { Flannel, PolicyEnforcer, type FlannelProps } from '../../../lib/constructs/network';
import type { App } from '../../../lib/program';

/** What is there before the network and the cluster are. */
export interface Ground {
  readonly environment: Environment;
  readonly control: HostPool;
  readonly worker: HostPool;
  readonly etcd: EtcdCluster;
}

interface World extends Ground {
  readonly cluster: KubernetesCluster;
  readonly shop: Stack;
  /** A further pool, of two hosts that are not in the cluster. */
  readonly pool: (name: string) => HostPool;
  /** Something that a construct of the user's own puts on hosts. */
  readonly layer: (contribute: (into: Contribution) => void) => void;
}

/** What differs from an environment, from its hosts up, in which nothing is wrong. */
export interface Layers {
  /** @default 'production' */
  readonly tier?: Tier;
  readonly control?: Partial<HostPoolProps>;
  readonly worker?: Partial<HostPoolProps>;
  readonly etcd?: Partial<EtcdClusterProps>;
  /** Whether etcd is copied to somewhere. @default true */
  readonly isBackedUp?: boolean;
  readonly network?: Partial<FlannelProps> | ((ground: Ground) => Partial<FlannelProps>);
  readonly cluster?: Partial<KubernetesClusterProps> | ((ground: Ground) => Partial<KubernetesClusterProps>);
  /** Whatever else is there. */
  readonly also?: (world: World) => void;
}

const digest = '0'.repeat(64);
const artifacts = [
  ...[
    'etcd 3.5.35',
    'etcd 3.6.16',
    'etcd 3.7.3',
    'crictl 1.36.0',
    'flannel 0.28.9',
    'flannel-cni-plugin 1.9.1-flannel3',
  ],
  ...['containerd 2.1.9', 'containerd 2.2.9', 'cni-plugins 1.9.0', 'runc 1.3.6'],
];
const image = (name: string): string => `registry.example.com/${name}@sha256:${digest}`;

const hosts = {
  os: OperatingSystem.debian('13'),
  machine: Machine.existing(),
  subnet: '10.20.0.0/24',
  nameServers: ['10.20.0.2'],
  timeServers: ['10.20.0.3'],
  zones: ['a', 'b', 'c'],
  sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator'],
  // Any digest will do: nothing is fetched.
  artifactMirror: ArtifactMirror.upstream({ digests: Object.fromEntries(artifacts.map((name) => [name, digest])) }),
} satisfies Partial<HostPoolProps>;

export const copies = (bucket: string): EtcdBackup =>
  EtcdBackup.daily({ to: { kind: 's3', bucket, endpoint: 's3.example.com' } });

/** Three control hosts with etcd, two workers, flannel and Kubernetes, one thing changed. */
export function layersIn(app: App, layers: Layers): Environment {
  const environment = new Environment(app, 'live', { tier: layers.tier ?? 'production' });
  const pool = (name: string, firstAddress: string, props: Partial<HostPoolProps> = {}): HostPool =>
    new HostPool(environment, name, { ...hosts, count: 2, firstAddress, ...props });
  const control = pool('control', '10.20.0.11', { count: 3, ...layers.control });
  const worker = pool('worker', '10.20.0.101', layers.worker);
  const etcd = new EtcdCluster(environment, 'etcd', {
    ...{ hosts: control, version: '3.6' },
    ...(layers.isBackedUp !== false && { backup: copies('etcd') }),
    ...layers.etcd,
  });
  const ground = { environment, control, worker, etcd };
  const network = new Flannel(environment, 'network', {
    ...{ pods: '10.244.0.0/16', services: '10.96.0.0/16' },
    images: { flannel: image('flannel'), plugin: image('flannel-cni-plugin') },
    enforcer: PolicyEnforcer.kubeRouter({ image: image('kube-router') }),
    ...(typeof layers.network === 'function' ? layers.network(ground) : layers.network),
  });
  const cluster = new KubernetesCluster(environment, 'kubernetes', {
    ...{ version: '1.36', controlPlane: control, workers: worker, etcd, network },
    endpoint: VirtualIp.at('10.20.0.5'),
    ...(typeof layers.cluster === 'function' ? layers.cluster(ground) : layers.cluster),
  });
  let count = 0;
  const layer = (contribute: (into: Contribution) => void): void => {
    const component = `own-${String((count += 1))}`;
    const subject = { stack: { name: hostStack, namespace: '' }, component };
    contributes(new Construct(environment, component), { subject, contribute });
  };
  const further = (name: string): HostPool => pool(name, '10.20.0.201');
  layers.also?.({ ...ground, cluster, layer, pool: further, shop: new Stack(environment, 'shop') });
  return environment;
}
