import { Construct } from 'constructs';
import {
  contributes,
  hostStack,
  type AddressPlanSpec,
  type Contribution,
  type ControlPlaneSpec,
  type FlannelSpec,
  type Tier,
} from '../../../lib/assembly';
import { Environment, Stack } from '../../../lib/constructs/base';
import { EtcdBackup, EtcdCluster, type EtcdClusterProps } from '../../../lib/constructs/etcd';
import { ArtifactMirror, HostPool, OperatingSystem, type HostPoolProps } from '../../../lib/constructs/hosts';
import { Ingress, KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { Machine } from '../../../lib/constructs/machines';
import type { App } from '../../../lib/program';

/** What differs from an environment, from its hosts up, in which nothing is wrong. */
export interface Layers {
  /** @default 'production' */
  readonly tier?: Tier;
  readonly control?: Partial<HostPoolProps>;
  readonly worker?: Partial<HostPoolProps>;
  readonly etcd?: Partial<EtcdClusterProps>;
  /** Whether etcd is copied to somewhere. @default true */
  readonly isBackedUp?: boolean;
  readonly plan?: Partial<AddressPlanSpec>;
  readonly flannel?: Partial<FlannelSpec>;
  readonly plane?: Partial<ControlPlaneSpec>;
  /** Whatever else is there. */
  readonly also?: (world: World) => void;
}

export interface World {
  readonly environment: Environment;
  readonly control: HostPool;
  readonly worker: HostPool;
  readonly etcd: EtcdCluster;
  readonly shop: Stack;
  /** Something that a construct of the user's own puts on hosts. */
  readonly layer: (contribute: (into: Contribution) => void) => void;
}

const digest = '0'.repeat(64);

const hosts = {
  os: OperatingSystem.debian('13'),
  machine: Machine.existing(),
  subnet: '10.20.0.0/24',
  nameServers: ['10.20.0.2'],
  timeServers: ['10.20.0.3'],
  zones: ['a', 'b', 'c'],
  sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator'],
  artifactMirror: ArtifactMirror.upstream({
    digests: { 'etcd 3.5.35': digest, 'etcd 3.6.16': digest, 'etcd 3.7.3': digest },
  }),
} satisfies Partial<HostPoolProps>;

const backup = EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } });

const plan: AddressPlanSpec = {
  nodes: ['10.20.0.0/24'],
  pods: '10.244.0.0/16',
  services: '10.96.0.0/16',
  virtual: {},
  reserved: {},
  nodePrefix: 24,
};

const flannel: FlannelSpec = {
  network: plan.pods,
  backend: { kind: 'vxlan', port: 8472, vni: 1, directRouting: false },
  datastore: { kind: 'kubernetes' },
  release: '0.28.9',
  nftables: true,
  overhead: 50,
  mtu: 1450,
  pools: ['control', 'worker'],
};

const plane: ControlPlaneSpec = {
  ...{ version: '1.36', release: '1.36.4', containerd: '2.3.4', pause: '3.10.2' },
  ...{ controlPools: ['control'], workerPools: ['worker'] },
  endpoint: { kind: 'load-balancer', host: 'api.example.com', port: 6443 },
  bindPort: 6443,
  etcd: { kind: 'external', cluster: 'etcd' },
  ...{ podRange: plan.pods, serviceRange: plan.services, nodePrefix: plan.nodePrefix },
  ...{ clusterDomain: 'cluster.local', clusterDns: '10.96.0.10', apiServerNames: [], nodePorts: [30_000, 32_767] },
  kubelet: { cgroupDriver: 'systemd', maxPods: 110, resolvConf: '/run/systemd/resolve/resolv.conf' },
  kubeProxy: { mode: 'nftables' },
  ...{ encryptionAtRest: true, audit: true },
};

/**
 * Three control hosts with etcd, two workers, flannel and Kubernetes, one thing changed.
 *
 * What Flannel and KubernetesCluster would contribute is contributed as data, so that it can be what they would refuse to say.
 */
export function layersIn(app: App, layers: Layers): Environment {
  const environment = new Environment(app, 'live', { tier: layers.tier ?? 'production' });
  KubernetesCluster.existing(environment, 'kubernetes', {
    version: '1.36',
    enforcer: 'kube-router',
    ...{ podRange: plan.pods, serviceRange: plan.services, metrics: true },
    storageClasses: [{ name: 'local', default: true }],
    ingress: Ingress.gateway({ name: 'public', namespace: 'infra', podLabels: { app: 'traefik' } }),
    nodes: { count: 2, zones: ['a', 'b'] },
  });
  const control = new HostPool(environment, 'control', {
    ...hosts,
    ...(layers.control?.names === undefined && { count: 3, firstAddress: '10.20.0.11' }),
    ...layers.control,
  });
  const worker = new HostPool(environment, 'worker', {
    ...hosts,
    ...{ count: 2, firstAddress: '10.20.0.101' },
    ...layers.worker,
  });
  const etcd = new EtcdCluster(environment, 'etcd', {
    hosts: control,
    version: '3.6',
    ...(layers.isBackedUp !== false && { backup }),
    ...layers.etcd,
  });
  etcd.allowClients('kubernetes', control);
  let count = 0;
  const layer = (contribute: (into: Contribution) => void): void => {
    const component = `layer-${String((count += 1))}`;
    const subject = { stack: { name: hostStack, namespace: '' }, component };
    contributes(new Construct(environment, component), { subject, contribute });
  };
  layer((into) => {
    into.resource('address-plan', 'network', { ...plan, ...layers.plan });
    into.resource('flannel', 'network', { ...flannel, ...layers.flannel });
    into.resource('control-plane', 'kubernetes', { ...plane, ...layers.plane });
    for (const pool of [control, worker]) keepLinks(into, pool);
  });
  layers.also?.({ environment, control, worker, etcd, shop: new Stack(environment, 'shop'), layer });
  return environment;
}

/** What Flannel brings to all hosts. */
function keepLinks(into: Contribution, { name }: HostPool): void {
  const path = '/etc/systemd/network/50-flannel.link';
  into.resource('file', `${name}:${path}`, {
    ...{ on: { pool: name }, path, mode: '0644', user: 'root', group: 'root', stage: 'config' },
    effect: { kind: 'none' },
    body: {
      format: 'unit',
      value: [
        { name: 'Match', settings: [['OriginalName', 'flannel*']] },
        { name: 'Link', settings: [['MACAddressPolicy', 'none']] },
      ],
    },
  });
}
